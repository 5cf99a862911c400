package dev.gatewaysdk.internal.resilience;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts tries and failures of the last while, in ten buckets of a tenth each. Lock-free; takes the
 * time from outside.
 */
final class FailureWindow {
  static final int BUCKETS = 10;

  /** A bucket is one number: 32 bits of which tenth it counts, 16 of tries, 16 of failures. */
  private static final int FIELD = 16;

  private static final int MOST = (1 << FIELD) - 1;

  private final AtomicLongArray buckets = new AtomicLongArray(BUCKETS);
  private final long bucketNanos;

  FailureWindow(long windowNanos) {
    this.bucketNanos = Math.max(1, windowNanos / BUCKETS);
  }

  /** Counts a try. One that took longer than the window to say so is not counted. */
  void add(boolean failed, long nowNanos) {
    int tick = tick(nowNanos);
    int index = Math.floorMod(tick, BUCKETS);
    while (true) {
      long old = buckets.get(index);
      boolean current = tickOf(old) == tick;
      if (!current && old != 0 && tickOf(old) - tick > 0) {
        return; // Another thread is a whole window ahead.
      }
      int tries = current ? triesOf(old) : 0;
      int failures = current ? failuresOf(old) : 0;
      if (tries == MOST) { // Halved, both keep their ratio.
        tries /= 2;
        failures /= 2;
      }
      if (buckets.compareAndSet(index, old, bucket(tick, tries + 1, failures + (failed ? 1 : 0)))) {
        return;
      }
    }
  }

  /** Tries and failures of the window: the tries in the upper half of the number. */
  long sums(long nowNanos) {
    int tick = tick(nowNanos);
    long tries = 0;
    long failures = 0;
    for (int i = 0; i < BUCKETS; i++) {
      long bucket = buckets.get(i);
      int age = tick - tickOf(bucket);
      if (age >= 0 && age < BUCKETS) {
        tries += triesOf(bucket);
        failures += failuresOf(bucket);
      }
    }
    return tries << Integer.SIZE | failures;
  }

  static int tries(long sums) {
    return (int) (sums >>> Integer.SIZE);
  }

  static int failures(long sums) {
    return (int) sums;
  }

  /** Which tenth it is; wraps around after more than ten years of the shortest ones. */
  private int tick(long nowNanos) {
    return (int) Math.floorDiv(nowNanos, bucketNanos);
  }

  private static long bucket(int tick, int tries, int failures) {
    return (long) tick << Integer.SIZE | (long) tries << FIELD | failures;
  }

  private static int tickOf(long bucket) {
    return (int) (bucket >>> Integer.SIZE);
  }

  private static int triesOf(long bucket) {
    return (int) (bucket >>> FIELD) & MOST;
  }

  private static int failuresOf(long bucket) {
    return (int) bucket & MOST;
  }
}
