package dev.gatewaysdk.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A streaming LangChain4j model that says what the test says, and notes that it is stopped. */
final class StreamDouble implements StreamingChatModel, StreamingHandle {
  final List<ChatRequest> asked = new CopyOnWriteArrayList<>();
  final CountDownLatch cancelled = new CountDownLatch(1);
  private final Consumer<StreamingChatResponseHandler> script;

  StreamDouble(Consumer<StreamingChatResponseHandler> script) {
    this.script = script;
  }

  @Override
  public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
    asked.add(request);
    script.accept(handler);
  }

  /** Says a piece with this model as the handle to stop it by. */
  void say(StreamingChatResponseHandler handler, String text) {
    handler.onPartialResponse(new PartialResponse(text), new PartialResponseContext(this));
  }

  static ChatResponse whole(String text) {
    return ChatResponse.builder().aiMessage(AiMessage.from(text)).build();
  }

  @Override
  public void cancel() {
    cancelled.countDown();
  }

  @Override
  public boolean isCancelled() {
    return cancelled.getCount() == 0;
  }
}
