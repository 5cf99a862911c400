package dev.gatewaysdk.call;

import dev.gatewaysdk.error.CallCancelledException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The way to stop a call from outside: the one live object inside a {@link Call}. Thread-safe.
 *
 * <p>Whoever blocks on behalf of the call registers how to be woken; the transport registers the
 * exchange's {@code cancel}, since a socket read heeds no interrupt.
 */
public final class Cancellation {
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean cancelled;
  private @Nullable Runnable first; // Nearly every call has one at a time: its HTTP exchange.
  private @Nullable List<Runnable> others;

  /** Stops the call; what is registered runs once, on this thread. Later calls do nothing. */
  public void cancel() {
    List<Runnable> actions = new ArrayList<>();
    lock.lock();
    try {
      if (cancelled) {
        return;
      }
      cancelled = true;
      if (first != null) {
        actions.add(first);
      }
      if (others != null) {
        actions.addAll(others);
      }
      first = null;
      others = null;
    } finally {
      lock.unlock();
    }
    actions.forEach(Runnable::run);
  }

  /** Whether the call was stopped. */
  public boolean isCancelled() {
    return cancelled;
  }

  /**
   * @throws CallCancelledException if the call was stopped
   */
  public void throwIfCancelled() {
    if (cancelled) {
      throw new CallCancelledException("the call was cancelled", null);
    }
  }

  /** Runs the action when the call is stopped; at once if it already is. Must not throw. */
  public void onCancel(Runnable action) {
    lock.lock();
    try {
      if (!cancelled) {
        if (first == null) {
          first = action;
        } else {
          if (others == null) {
            others = new ArrayList<>(2);
          }
          others.add(action);
        }
        return;
      }
    } finally {
      lock.unlock();
    }
    action.run();
  }

  /**
   * Forgets an action.
   *
   * @return whether it was registered; false if it has run, or is about to
   */
  public boolean remove(Runnable action) {
    lock.lock();
    try {
      if (first == action) {
        first = null;
        return true;
      }
      return others != null && others.remove(action);
    } finally {
      lock.unlock();
    }
  }
}
