package dev.gatewaysdk.internal.resilience;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Cancellation;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.time.GatewayClock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A pause of the calling thread that a cancelled call ends at once. */
public final class Pause {
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Thread sleeper = Thread.currentThread();

  private Pause() {}

  /**
   * Pauses.
   *
   * @throws CallCancelledException if the call is cancelled, or the thread interrupted (its flag is
   *     kept)
   */
  public static void sleep(Call call, GatewayClock clock, Duration duration) {
    Cancellation cancellation = call.cancellation();
    Pause pause = new Pause();
    Runnable wake = pause::wake;
    cancellation.onCancel(wake);
    try {
      clock.sleep(duration);
    } catch (InterruptedException e) {
      if (!cancellation.isCancelled()) {
        Thread.currentThread().interrupt();
        throw new CallCancelledException(
            "the thread was interrupted while it waited for a target", e);
      }
    } finally {
      cancellation.remove(wake);
      pause.end(cancellation);
    }
    cancellation.throwIfCancelled();
  }

  private void wake() {
    lock.lock();
    try {
      if (sleeper != null) {
        sleeper.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /** After this no wake-up can hit the thread in what it does next. */
  private void end(Cancellation cancellation) {
    lock.lock();
    try {
      sleeper = null;
      if (cancellation.isCancelled()) {
        Thread.interrupted(); // The interrupt was ours, and has done its work.
      }
    } finally {
      lock.unlock();
    }
  }
}
