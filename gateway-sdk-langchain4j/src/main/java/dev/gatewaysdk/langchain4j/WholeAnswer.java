package dev.gatewaysdk.langchain4j;

import dev.langchain4j.exception.AsyncNotSupportedException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asks a model for a whole answer: by its future, if it has one of its own, or on this thread. */
final class WholeAnswer {
  private WholeAnswer() {}

  /**
   * Asks; what is thrown is up to the caller.
   *
   * @param stop told how to stop the model
   */
  static void of(
      ChatModel model,
      ChatRequest request,
      ModelAnswers answers,
      PulledReply reply,
      StreamStop stop) {
    if (!isAsynchronous(model)) {
      end(model.chat(request), answers, reply);
      return;
    }
    CompletableFuture<ChatResponse> answer = model.chatAsync(request);
    if (answer.isCompletedExceptionally() && isUnsupported(answer)) { // A proxy of one that is not.
      end(model.chat(request), answers, reply);
      return;
    }
    stop.runs(answer);
    answer.whenComplete(
        (response, failure) -> {
          if (failure != null) {
            reply.fail(failure);
            return;
          }
          try {
            end(response, answers, reply);
          } catch (RuntimeException e) {
            reply.fail(e);
          }
        });
  }

  private static void end(ChatResponse response, ModelAnswers answers, PulledReply reply) {
    answers.complete(response);
    reply.complete();
  }

  /** Asking one that is not would have its listeners told of a failure. */
  private static boolean isAsynchronous(ChatModel model) {
    try {
      return model.getClass().getMethod("doChatAsync", ChatRequest.class).getDeclaringClass()
          != ChatModel.class;
    } catch (NoSuchMethodException e) { // An older LangChain4j.
      return false;
    }
  }

  private static boolean isUnsupported(CompletableFuture<?> answer) {
    try {
      answer.join();
      return false;
    } catch (CompletionException e) {
      return e.getCause() instanceof AsyncNotSupportedException;
    } catch (java.util.concurrent.CancellationException e) {
      return false;
    }
  }
}
