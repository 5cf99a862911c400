package dev.gatewaysdk.langchain4j;

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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes down what it is told, each thing in a few words. */
class RecordingHandler implements StreamingChatResponseHandler {
  final List<String> told = new CopyOnWriteArrayList<>();
  final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Consumer<String> each;
  volatile @Nullable ChatResponse response;
  volatile @Nullable StreamingHandle handle;

  RecordingHandler() {
    this(what -> {});
  }

  /**
   * @param each told of each thing once it is written down
   */
  RecordingHandler(Consumer<String> each) {
    this.each = each;
  }

  @Override
  public void onPartialResponse(PartialResponse text, PartialResponseContext context) {
    handle = context.streamingHandle();
    tell("text " + text.text());
  }

  @Override
  public void onPartialThinking(PartialThinking thinking, PartialThinkingContext context) {
    handle = context.streamingHandle();
    tell("thinking " + thinking.text());
  }

  @Override
  public void onPartialToolCall(PartialToolCall call, PartialToolCallContext context) {
    handle = context.streamingHandle();
    tell("partial " + call.index() + " " + call.id() + " " + call.partialArguments());
  }

  @Override
  public void onCompleteToolCall(CompleteToolCall call) {
    tell(
        "call "
            + call.index()
            + " "
            + call.toolExecutionRequest().name()
            + " "
            + call.toolExecutionRequest().arguments());
  }

  @Override
  public void onUnmappedRawEvent(Object event) {
    tell("raw " + event.getClass().getSimpleName());
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    this.response = response;
    tellLast("complete");
  }

  @Override
  public void onError(Throwable error) {
    errors.add(error);
    tellLast("error " + error.getClass().getSimpleName());
  }

  private void tellLast(String what) {
    try {
      tell(what);
    } finally {
      end.countDown();
    }
  }

  private void tell(String what) {
    told.add(what);
    each.accept(what);
  }

  /** Waits for the end, or the first error. */
  RecordingHandler await() {
    try {
      if (!end.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("no end after 10 s; so far: " + told);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return this;
  }
}
