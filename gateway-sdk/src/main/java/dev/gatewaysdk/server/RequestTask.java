package dev.gatewaysdk.server;

import dev.gatewaysdk.call.Cancellation;
import dev.gatewaysdk.time.GatewayClock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One request on its thread, in phases of which each may be bounded. An interrupt closes the
 * connection that the thread reads from or writes to, which is the only way to end either.
 */
final class RequestTask {
  private static final Phase UNBOUNDED = new Phase(0, Long.MAX_VALUE);

  private final GatewayClock clock;
  private final boolean refused;
  private final Cancellation cancellation = new Cancellation();
  private final ReentrantLock interrupting = new ReentrantLock();
  private volatile Phase phase = UNBOUNDED;
  private volatile boolean working;
  private @Nullable Thread thread;

  private record Phase(long startNanos, long nanos) {}

  /**
   * @param refused whether there is no room for the request
   */
  RequestTask(GatewayClock clock, boolean refused) {
    this.clock = clock;
    this.refused = refused;
  }

  /** Runs the request here. */
  void run(Runnable request, Duration headers) {
    interrupting.lock();
    try {
      thread = Thread.currentThread();
    } finally {
      interrupting.unlock();
    }
    bounded(headers);
    try {
      request.run();
    } finally {
      interrupting.lock();
      try {
        thread = null;
      } finally {
        interrupting.unlock();
      }
      Thread.interrupted(); // The thread goes on to other requests.
    }
  }

  /** What follows may take that long. */
  void bounded(Duration most) {
    phase = new Phase(clock.nanoTime(), most.toNanos());
  }

  /** What follows is bounded by others. */
  void unbounded() {
    phase = UNBOUNDED;
  }

  /** Ends what has taken too long. */
  void endIfOverdue(long nowNanos) {
    Phase now = phase;
    if (now != UNBOUNDED && nowNanos - now.startNanos > now.nanos) {
      interrupt();
    }
  }

  /** Ends the request, wherever it is. */
  void interrupt() {
    interrupting.lock();
    try {
      if (thread != null) {
        thread.interrupt();
      }
    } finally {
      interrupting.unlock();
    }
  }

  /** Notes that the request's head has been read. */
  void work() {
    working = true;
  }

  /** Whether it is a request that a drain waits for, rather than a connection's silence. */
  boolean isWork() {
    return working && !refused;
  }

  /** Whether there is no room for it. */
  boolean isRefused() {
    return refused;
  }

  /** Stops the call that the request leads to. */
  Cancellation cancellation() {
    return cancellation;
  }
}
