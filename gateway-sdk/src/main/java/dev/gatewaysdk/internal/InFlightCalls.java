package dev.gatewaysdk.internal;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.error.ClientClosedException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The calls that have begun and not ended, so that closing can wait for them, then cancel them. */
public final class InFlightCalls {
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private volatile boolean closed;

  /**
   * Adds a call.
   *
   * @throws ClientClosedException if no more are taken
   */
  public void begin(Call call) {
    calls.add(call);
    if (closed) { // Looked at after adding, so that close() misses no call.
      end(call);
      throw new ClientClosedException();
    }
  }

  /** Removes a call that has ended; does nothing the second time. */
  public void end(Call call) {
    calls.remove(call);
    if (closed) {
      lock.lock();
      try {
        idle.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Takes no more calls. Returns false if that was so already. */
  public boolean close() {
    lock.lock();
    try {
      boolean first = !closed;
      closed = true;
      return first;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until no call is left; at most that long, less if the thread is interrupted. */
  public void drain(Duration atMost) {
    lock.lock();
    try {
      await(nanos(atMost));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Cancels every call that is left, and waits until they have ended; at most that long, but as
   * long if the thread is interrupted, or their records would come after the end.
   */
  public void cancelAll(Duration atMost) {
    calls.forEach(call -> call.cancellation().cancel());
    boolean interrupted = Thread.interrupted();
    lock.lock();
    try {
      await(nanos(atMost));
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void await(long nanos) throws InterruptedException {
    long left = nanos;
    while (!calls.isEmpty() && left > 0) {
      left = idle.awaitNanos(left);
    }
  }

  /** Durations go beyond the 292 years that fit. */
  private static long nanos(Duration duration) {
    return duration.toDays() > 365 ? TimeUnit.DAYS.toNanos(365) : duration.toNanos();
  }

  /** How many calls have begun and not ended. */
  public int size() {
    return calls.size();
  }
}
