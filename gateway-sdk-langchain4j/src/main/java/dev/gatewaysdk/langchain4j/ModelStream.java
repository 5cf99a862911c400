package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.provider.Attempt;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import org.jspecify.annotations.Nullable;

/** Hears what a streaming model says, and stops it when nobody wants to hear more. */
final class ModelStream implements StreamingChatResponseHandler {
  private final PulledReply reply;
  private final ModelAnswers answers;
  private final StreamStop stop;

  ModelStream(Attempt attempt, PulledReply reply, StreamStop stop) {
    this.reply = reply;
    this.answers = new ModelAnswers(attempt, reply::push);
    this.stop = stop;
  }

  @Override
  public void onPartialResponse(String text) {
    if (hears(null)) {
      answers.text(text);
    }
  }

  @Override
  public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
    if (hears(context.streamingHandle())) {
      answers.text(partial.text());
    }
  }

  @Override
  public void onPartialThinking(PartialThinking partial) {
    if (hears(null)) {
      answers.thinking(partial.text());
    }
  }

  @Override
  public void onPartialThinking(PartialThinking partial, PartialThinkingContext context) {
    if (hears(context.streamingHandle())) {
      answers.thinking(partial.text());
    }
  }

  @Override
  public void onPartialToolCall(PartialToolCall partial) {
    if (hears(null)) {
      piece(partial);
    }
  }

  @Override
  public void onPartialToolCall(PartialToolCall partial, PartialToolCallContext context) {
    if (hears(context.streamingHandle())) {
      piece(partial);
    }
  }

  @Override
  public void onCompleteToolCall(CompleteToolCall call) {
    if (hears(null)) {
      answers.calls().whole(call.index(), call.toolExecutionRequest());
    }
  }

  @Override
  public void onUnmappedRawEvent(Object event) {
    reply.alive();
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    if (!hears(null)) {
      return;
    }
    try {
      answers.complete(response);
      reply.complete();
    } catch (RuntimeException e) { // Or nobody would hear of a response without a message.
      reply.fail(e);
    }
  }

  @Override
  public void onError(Throwable error) {
    reply.fail(error);
  }

  private void piece(PartialToolCall partial) {
    answers
        .calls()
        .piece(partial.index(), partial.id(), partial.name(), partial.partialArguments());
  }

  private boolean hears(@Nullable StreamingHandle handle) {
    if (handle != null) {
      stop.by(handle);
    }
    return !reply.over();
  }
}
