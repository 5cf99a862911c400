package dev.gatewaysdk.langchain4j.kit;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.concurrent.CompletableFuture;

/** Waits for the end of a stream, and keeps what was thought on the way. */
final class AnswerOfStream implements StreamingChatResponseHandler {
  private final CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
  private final StringBuffer thought = new StringBuffer();

  @Override
  public void onPartialThinking(PartialThinking thinking) {
    thought.append(thinking.text());
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    answer.complete(response);
  }

  @Override
  public void onError(Throwable error) {
    answer.completeExceptionally(error);
  }

  CompletableFuture<ChatResponse> get() {
    return answer;
  }

  String thought() {
    return thought.toString();
  }
}
