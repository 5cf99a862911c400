package dev.gatewaysdk;

import dev.gatewaysdk.call.Cancellation;
import java.util.concurrent.CompletableFuture;

/** A future whose {@code cancel} reaches the provider's socket. */
final class CallFuture<T> extends CompletableFuture<T> {
  private final Cancellation cancellation;

  CallFuture(Cancellation cancellation) {
    this.cancellation = cancellation;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      cancellation.cancel();
    }
    return cancelled;
  }

  /** Dependent stages are plain: cancelling one of them says nothing about the call. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
