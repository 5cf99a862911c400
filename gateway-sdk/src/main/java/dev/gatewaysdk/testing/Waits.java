package dev.gatewaysdk.testing;

import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.provider.Attempt;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Waits as a socket would: as long as the time-outs of the attempt allow, and not a moment longer
 * than until the call is cancelled or the reply closed.
 */
final class Waits {
  private final Attempt attempt;
  private final long startNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Thread sleeper; // Guarded by lock.
  private boolean woken; // Guarded by lock.
  private volatile boolean stopped;
  private boolean contentSeen;

  Waits(Attempt attempt) {
    this.attempt = attempt;
    this.startNanos = attempt.clock().nanoTime();
  }

  static Duration require(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("a wait must not be negative: " + duration);
    }
    return duration;
  }

  /** From now on the time between tokens counts. */
  void contentSeen() {
    contentSeen = true;
  }

  /** Ends the wait under way, and refuses all to come. From any thread. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      if (sleeper != null) {
        woken = true;
        sleeper.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  void throwIfStopped() {
    if (attempt.cancellation().isCancelled()) {
      throw new CallCancelledException("the call was cancelled", null, true);
    }
    if (stopped) {
      throw new CallCancelledException("the reply was closed before its end", null, true);
    }
  }

  /**
   * Waits.
   *
   * @throws dev.gatewaysdk.error.ProviderException of kind TIMEOUT after a shorter wait, if that is
   *     all that the time-outs allow
   */
  void pass(Duration duration) {
    Limit limit = limit();
    if (duration.compareTo(limit.left) < 0) {
      if (!duration.isZero()) {
        sleep(duration);
      }
      return;
    }
    sleep(limit.left);
    throw Faults.timedOut(limit.key, limit.configured);
  }

  /** Waits until the next time-out is over, and fails with it. */
  void stall() {
    Limit limit = limit();
    sleep(limit.left);
    throw Faults.timedOut(limit.key, limit.configured);
  }

  private Limit limit() {
    Timeouts timeouts = attempt.timeouts();
    long total = Math.max(0, attempt.remainingNanos());
    long token =
        contentSeen
            ? timeouts.betweenTokens().toNanos()
            : timeouts.firstToken().toNanos() - (attempt.clock().nanoTime() - startNanos);
    if (total < token) {
      return new Limit("total", timeouts.total(), Duration.ofNanos(total));
    }
    return contentSeen
        ? new Limit("between-tokens", timeouts.betweenTokens(), Duration.ofNanos(token))
        : new Limit("first-token", timeouts.firstToken(), Duration.ofNanos(Math.max(0, token)));
  }

  private void sleep(Duration duration) {
    Runnable wake = this::stop;
    lock.lock();
    try {
      throwIfStopped();
      sleeper = Thread.currentThread();
    } finally {
      lock.unlock();
    }
    attempt.cancellation().onCancel(wake);
    InterruptedException interrupted = null;
    try {
      attempt.clock().sleep(duration);
    } catch (InterruptedException e) {
      interrupted = e;
    } finally {
      attempt.cancellation().remove(wake);
      awake();
    }
    throwIfStopped();
    if (interrupted != null) {
      Thread.currentThread().interrupt();
      throw new CallCancelledException("the thread of the call was interrupted", interrupted, true);
    }
  }

  /** After this no wake-up can hit the thread in what it does next. */
  private void awake() {
    lock.lock();
    try {
      sleeper = null;
      if (woken) {
        Thread.interrupted(); // That was stop(), and has done its work.
      }
    } finally {
      lock.unlock();
    }
  }

  private record Limit(String key, Duration configured, Duration left) {}
}
