package dev.gatewaysdk.time;

import java.time.Duration;

/**
 * Time as the gateway sees it. Tests replace it, so that nothing in them waits.
 *
 * <p>Limits, retries and deadlines go by {@link #nanoTime()}, which no change of the wall clock can
 * disturb. Must be thread-safe.
 */
public interface GatewayClock {
  /** Monotonic nanoseconds, only good for differences. */
  long nanoTime();

  /** Wall-clock milliseconds since 1970-01-01T00:00Z, for records. */
  long epochMillis();

  /**
   * Waits.
   *
   * @param duration how long; not negative
   * @throws InterruptedException if the thread was interrupted before or while it waited
   */
  void sleep(Duration duration) throws InterruptedException;

  /** The machine's own clock. */
  static GatewayClock system() {
    return SystemClock.INSTANCE;
  }
}
