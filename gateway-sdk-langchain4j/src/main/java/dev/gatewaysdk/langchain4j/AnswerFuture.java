package dev.gatewaysdk.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An answer of the gateway in LangChain4j's form; cancelling it stops the provider. */
final class AnswerFuture extends CompletableFuture<ChatResponse> {
  private final CompletableFuture<?> call;

  private AnswerFuture(CompletableFuture<?> call) {
    this.call = call;
  }

  static AnswerFuture of(
      CompletableFuture<dev.gatewaysdk.chat.ChatResponse> call, @Nullable Duration limit) {
    AnswerFuture future = new AnswerFuture(call);
    Deadline deadline = Deadline.in(limit, () -> future.late(limit));
    call.whenComplete(
        (answer, failure) -> {
          deadline.close();
          future.end(answer, failure);
        });
    return future;
  }

  private void late(@Nullable Duration limit) {
    if (completeExceptionally(GatewayCalls.timedOut(limit, null))) {
      call.cancel(true);
    }
  }

  private void end(dev.gatewaysdk.chat.@Nullable ChatResponse answer, @Nullable Throwable failure) {
    if (answer == null) {
      completeExceptionally(GatewayFailures.of(failure));
      return;
    }
    try {
      complete(GatewayAnswers.of(answer));
    } catch (RuntimeException e) {
      completeExceptionally(e);
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      call.cancel(mayInterruptIfRunning);
    }
    return cancelled;
  }

  /** Dependent stages are plain: cancelling one of them says nothing about the call. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
