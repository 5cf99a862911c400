package dev.gatewaysdk.langchain4j;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** An answer of the gateway in LangChain4j's form; cancelling it stops the provider. */
final class OperationFuture<T> extends CompletableFuture<T> {
  private final CompletableFuture<?> call;

  private OperationFuture(CompletableFuture<?> call) {
    this.call = call;
  }

  static <R, T> OperationFuture<T> of(
      CompletableFuture<R> call, Function<? super R, ? extends T> answer) {
    OperationFuture<T> future = new OperationFuture<>(call);
    call.whenComplete(
        (response, failure) -> {
          try {
            if (failure == null) {
              future.complete(answer.apply(response));
            } else {
              future.completeExceptionally(GatewayFailures.of(failure));
            }
          } catch (RuntimeException e) {
            future.completeExceptionally(e);
          }
        });
    return future;
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
