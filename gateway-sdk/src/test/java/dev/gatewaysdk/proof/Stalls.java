package dev.gatewaysdk.proof;

import dev.gatewaysdk.time.GatewayClock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Notes when this machine let a thread wait that had nothing to wait for: a pause of the collector,
 * or more work than processors. A promise about time is measured without that, so that it is about
 * the code and not about what else the machine does; pauses below 50 ms count all the same.
 */
public final class Stalls implements AutoCloseable {
  private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private record Stall(long fromNanos, long toNanos) {}

  private final List<Stall> stalls = new CopyOnWriteArrayList<>();
  private final Thread watch = new Thread(this::watch, "stalls");
  private volatile boolean closed;

  public Stalls() {
    watch.setDaemon(true);
    watch.start();
  }

  private void watch() {
    GatewayClock clock = GatewayClock.system();
    while (!closed) {
      long due = clock.nanoTime() + NAP_NANOS;
      LockSupport.parkNanos(NAP_NANOS);
      long awake = clock.nanoTime();
      if (awake - due > LEAST_NANOS) {
        note(due, awake);
      }
    }
  }

  /** Notes a stall. */
  void note(long fromNanos, long toNanos) {
    stalls.add(new Stall(fromNanos, toNanos));
  }

  /** How long that took, by {@link GatewayClock#system()}, but for the stalls in between. */
  public long nanosBetween(long fromNanos, long toNanos) {
    long took = toNanos - fromNanos;
    long stalled = 0;
    for (Stall stall : stalls) {
      long begin = Math.max(0, stall.fromNanos() - fromNanos);
      long end = Math.min(took, stall.toNanos() - fromNanos);
      stalled += Math.max(0, end - begin);
    }
    return took - stalled;
  }

  @Override
  public void close() {
    closed = true;
  }
}
