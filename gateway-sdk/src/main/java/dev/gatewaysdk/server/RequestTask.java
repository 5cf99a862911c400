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
  private final GatewayClock clock;
  private final boolean refused;
  private final Cancellation cancellation = new Cancellation();
  private final ReentrantLock interrupting = new ReentrantLock();
  private volatile Phase phase;
  private volatile @Nullable String connection;
  private @Nullable Thread thread;

  private record Phase(long startNanos, long nanos) {}

  /**
   * @param refused whether there is no room for the request
   */
  RequestTask(GatewayClock clock, boolean refused) {
    this.clock = clock;
    this.refused = refused;
    this.phase = new Phase(clock.nanoTime(), Long.MAX_VALUE);
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
    phase = new Phase(clock.nanoTime(), Long.MAX_VALUE);
  }

  /** Ends what has taken too long. */
  void endIfOverdue(long nowNanos) {
    Phase now = phase;
    if (nowNanos - now.startNanos > now.nanos) {
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

  /**
   * Notes that the request's head has been read.
   *
   * @param connection whose it is, as {@link HungUp#key} has it
   */
  void work(String connection) {
    this.connection = connection;
  }

  /** The connection, if the client has waited that long for the gateway; else null. */
  @Nullable String waitingOn(long nowNanos, Duration atLeast) {
    Phase now = phase;
    boolean waits = now.nanos == Long.MAX_VALUE && nowNanos - now.startNanos > atLeast.toNanos();
    return waits ? connection : null;
  }

  /** Whether it is a request that a drain waits for, rather than a connection's silence. */
  boolean isWork() {
    return connection != null && !refused;
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
