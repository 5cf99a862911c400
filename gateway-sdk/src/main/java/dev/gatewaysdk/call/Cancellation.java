package dev.gatewaysdk.call;

import dev.gatewaysdk.error.CallCancelledException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The way to stop a call from outside: the one live object inside a {@link Call}. Thread-safe.
 *
 * <p>Whoever blocks on behalf of the call registers how to be woken; the transport registers the
 * exchange's {@code cancel}, since a socket read heeds no interrupt.
 */
public final class Cancellation {
  private static final AtomicReferenceFieldUpdater<Cancellation, @Nullable Registered> REGISTERED =
      AtomicReferenceFieldUpdater.newUpdater(Cancellation.class, Registered.class, "registered");
  private static final Registered CANCELLED = new Registered(null, null);

  private volatile @Nullable Registered registered; // Written by REGISTERED.

  /** An action and those registered before it. Nearly every call has one: its HTTP exchange. */
  private record Registered(@Nullable Runnable action, @Nullable Registered earlier) {}

  /** Stops the call; what is registered runs once, on this thread. Later calls do nothing. */
  public void cancel() {
    List<Runnable> actions = new ArrayList<>();
    Registered last = REGISTERED.getAndSet(this, CANCELLED);
    for (Registered at = last; at != null && at.action != null; at = at.earlier) {
      actions.add(0, at.action);
    }
    actions.forEach(Runnable::run);
  }

  /** Whether the call was stopped. */
  public boolean isCancelled() {
    return registered == CANCELLED;
  }

  /**
   * @throws CallCancelledException if the call was stopped
   */
  public void throwIfCancelled() {
    if (isCancelled()) {
      throw new CallCancelledException("the call was cancelled", null);
    }
  }

  /** Runs the action when the call is stopped; at once if it already is. Must not throw. */
  public void onCancel(Runnable action) {
    while (true) {
      Registered now = registered;
      if (now == CANCELLED) {
        action.run();
        return;
      }
      if (REGISTERED.compareAndSet(this, now, new Registered(action, now))) {
        return;
      }
    }
  }

  /**
   * Forgets an action.
   *
   * @return whether it was registered; false if it has run, or is about to
   */
  public boolean remove(Runnable action) {
    while (true) {
      Registered now = registered;
      if (now == null || now == CANCELLED) {
        return false;
      }
      Registered without = without(now, action);
      if (without == now) {
        return false;
      }
      if (REGISTERED.compareAndSet(this, now, without)) {
        return true;
      }
    }
  }

  /** The same list if the action is not in it. */
  private static @Nullable Registered without(Registered list, Runnable action) {
    if (list.action == action) {
      return list.earlier;
    }
    if (list.earlier == null) {
      return list;
    }
    Registered earlier = without(list.earlier, action);
    return earlier == list.earlier ? list : new Registered(list.action, earlier);
  }
}
