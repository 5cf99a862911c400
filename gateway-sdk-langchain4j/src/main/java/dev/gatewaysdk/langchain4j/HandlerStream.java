package dev.gatewaysdk.langchain4j;

import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.RawStreamingEvent;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A streamed answer for a handler. What a callback throws goes to {@code onError}, and the answer
 * goes on; what {@code onError} throws is logged.
 */
final class HandlerStream extends StreamedAnswer {
  private static final Logger log = LoggerFactory.getLogger(GatewayStreamingChatModel.class);

  private final StreamingChatResponseHandler handler;
  private final PartialResponseContext textContext = new PartialResponseContext(this);
  private @Nullable PartialThinkingContext thinkingContext;
  private @Nullable PartialToolCallContext toolCallContext;

  HandlerStream(StreamingChatResponseHandler handler) {
    this.handler = handler;
  }

  @Override
  void next(ChatModelStreamingEvent event) {
    if (isCancelled()) { // By the callback before, within the same event of the gateway.
      return;
    }
    try {
      deliver(event);
    } catch (Exception e) {
      fail(e);
    }
  }

  private void deliver(ChatModelStreamingEvent event) {
    if (event instanceof PartialResponse text) {
      handler.onPartialResponse(text, textContext);
    } else if (event instanceof PartialToolCall call) {
      if (toolCallContext == null) {
        toolCallContext = new PartialToolCallContext(this);
      }
      handler.onPartialToolCall(call, toolCallContext);
    } else if (event instanceof PartialThinking thinking) {
      if (thinkingContext == null) {
        thinkingContext = new PartialThinkingContext(this);
      }
      handler.onPartialThinking(thinking, thinkingContext);
    } else if (event instanceof CompleteToolCall call) {
      handler.onCompleteToolCall(call);
    } else if (event instanceof RawStreamingEvent raw) {
      handler.onUnmappedRawEvent(raw.rawEvent());
    }
  }

  @Override
  void complete(ChatResponse response) {
    if (isCancelled()) {
      return;
    }
    try {
      handler.onCompleteResponse(response);
    } catch (Exception e) {
      fail(e);
    }
  }

  @Override
  void fail(Throwable failure) {
    try {
      handler.onError(failure);
    } catch (Exception e) {
      log.warn("the handler's onError failed; the answer goes on without it", e);
    }
  }
}
