package dev.gatewaysdk.limit;

import dev.gatewaysdk.time.GatewayClock;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a call has taken from its limits until it is known whether it happened. Ends once;
 * thread-safe.
 */
public final class Reservation {
  private final LimitStore.Counter[] counters;
  private final String[] keys;
  private final GatewayClock clock;
  private long takenNanos;
  private final AtomicBoolean ended = new AtomicBoolean();
  private int taken;

  /**
   * @param size how many limits it may take from
   */
  public Reservation(int size, GatewayClock clock) {
    this.clock = clock;
    this.counters = new LimitStore.Counter[size];
    this.keys = new String[size];
  }

  /** Notes one call taken of that counter. */
  public void add(LimitStore.Counter counter, String key) {
    counters[taken] = counter;
    keys[taken++] = key;
    takenNanos = clock.nanoTime(); // After the take, which may have begun the window.
  }

  /** The call happened: what was taken stays taken. */
  public void settle() {
    ended.set(true);
  }

  /** The call never happened: everything is given back. */
  public void release() {
    if (ended.compareAndSet(false, true)) {
      long ageNanos = clock.nanoTime() - takenNanos;
      for (int i = 0; i < taken; i++) {
        counters[i].giveBack(keys[i], ageNanos);
      }
    }
  }
}
