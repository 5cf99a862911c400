package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.reply.ReplyEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a model says on a thread of its own, to be pulled by the thread of the call. It waits no
 * longer than the attempt's time-outs allow; a model that is ahead waits until there is room.
 */
final class PulledReply implements Reply {
  private static final int ROOM = 256;

  private final Attempt attempt;
  private final Runnable stopModel;
  private final long startNanos;
  private final Runnable cancel = this::cancel;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final ArrayDeque<ReplyEvent> events = new ArrayDeque<>(); // Guarded by lock, as below.
  private @Nullable Throwable failure;
  private boolean complete;
  private boolean closed;
  private long signsOfLife;
  private boolean contentSeen;

  /**
   * @param stopModel run at most once, if the reply ends before the model does; must not throw
   */
  PulledReply(Attempt attempt, Runnable stopModel) {
    this.attempt = attempt;
    this.stopModel = stopModel;
    this.startNanos = attempt.clock().nanoTime();
    attempt.cancellation().onCancel(cancel);
  }

  /** Waits until the answer begins, ends or fails; fails as it does. */
  void awaitBeginning() {
    lock.lock();
    try {
      await();
      if (events.isEmpty()) {
        throwFailure();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public @Nullable ReplyEvent next() {
    lock.lock();
    try {
      await();
      ReplyEvent event = events.poll();
      if (event == null) {
        throwFailure();
        attempt.cancellation().remove(cancel);
        return null;
      }
      room.signal();
      contentSeen |= event.content();
      return event;
    } finally {
      lock.unlock();
    }
  }

  /** From the model's thread: the next event; waits while there is no room for it. */
  void push(ReplyEvent event) {
    lock.lock();
    try {
      long nanos = attempt.remainingNanos();
      while (events.size() >= ROOM && !over() && nanos > 0) {
        nanos = room.awaitNanos(nanos);
      }
      if (!over()) {
        events.add(event);
        sign();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end(failed("the thread of the model was interrupted", e));
    } finally {
      lock.unlock();
    }
  }

  /** From the model's thread: it still lives. */
  void alive() {
    lock.lock();
    try {
      sign();
    } finally {
      lock.unlock();
    }
  }

  /** From the model's thread: that was all. */
  void complete() {
    lock.lock();
    try {
      complete |= failure == null;
      sign();
    } finally {
      lock.unlock();
    }
  }

  /** From the model's thread: it failed. What comes after the end is not heard. */
  void fail(Throwable thrown) {
    lock.lock();
    try {
      if (!over()) {
        end(thrown instanceof Error ? thrown : ModelFailures.of(thrown));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether nobody listens any more, so that the model should stop. */
  boolean over() {
    lock.lock();
    try {
      return complete || failure != null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
    } finally {
      lock.unlock();
    }
    stop(new CallCancelledException("the reply was closed before its end", null, true));
  }

  private void cancel() {
    stop(new CallCancelledException("the call was cancelled", null, true));
  }

  /** Ends it, unless all of it was pulled, and stops the model, unless it has ended. */
  private void stop(Throwable reason) {
    boolean running;
    lock.lock();
    try {
      running = !over();
      if (running || complete && !events.isEmpty()) {
        complete = false;
        events.clear();
        end(reason);
      }
    } finally {
      lock.unlock();
    }
    attempt.cancellation().remove(cancel);
    if (running) {
      stopModel.run();
    }
  }

  /** Until there is an event, or none will come. */
  private void await() {
    while (events.isEmpty() && !over()) {
      Limit limit = limit();
      long seen = signsOfLife;
      long nanos = limit.nanos;
      try {
        while (events.isEmpty() && !over() && signsOfLife == seen && nanos > 0) {
          nanos = arrived.awaitNanos(nanos);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopUnlocked(new CallCancelledException("the thread of the call was interrupted", e, true));
      }
      if (nanos <= 0 && events.isEmpty() && signsOfLife == seen) {
        stopUnlocked(limit.ranOut());
      }
    }
  }

  /** Without the lock, which the model may want while it is stopped. */
  private void stopUnlocked(Throwable reason) {
    lock.unlock();
    try {
      stop(reason);
    } finally {
      lock.lock();
    }
  }

  /** A model shows no sign of life before its first content: there is nothing like headers. */
  private Limit limit() {
    Timeouts timeouts = attempt.timeouts();
    long total = attempt.remainingNanos();
    long next =
        contentSeen
            ? timeouts.betweenTokens().toNanos()
            : timeouts.firstToken().toNanos() - (attempt.clock().nanoTime() - startNanos);
    if (total <= next) {
      return new Limit("total", timeouts.total(), total);
    }
    return contentSeen
        ? new Limit("between-tokens", timeouts.betweenTokens(), next)
        : new Limit("first-token", timeouts.firstToken(), next);
  }

  private void end(Throwable reason) {
    failure = reason;
    sign();
    room.signalAll();
  }

  private void sign() {
    signsOfLife++;
    arrived.signalAll();
  }

  private void throwFailure() {
    Throwable thrown = failure;
    if (thrown != null) {
      attempt.cancellation().remove(cancel);
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private static ProviderException failed(String message, Throwable cause) {
    return ProviderException.builder(FailureKind.UNAVAILABLE, message).cause(cause).build();
  }

  private record Limit(String key, Duration configured, long nanos) {
    ProviderException ranOut() {
      return ProviderException.builder(
              FailureKind.TIMEOUT,
              "the " + key + " time-out of " + configured.toMillis() + " ms ran out")
          .build();
    }
  }
}
