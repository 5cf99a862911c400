package dev.gatewaysdk.testing;

import dev.gatewaysdk.time.GatewayClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A clock that stands still until it is told to go on, so that tests of limits, retries and
 * time-outs take no time. Thread-safe.
 *
 * <p>Who sleeps on it does not wait: the clock goes on by that much at once, and notes the wait.
 *
 * <pre>{@code
 * ManualClock clock = new ManualClock();
 * clock.advance(Duration.ofMinutes(1));
 * assertEquals(List.of(Duration.ofMillis(200)), clock.sleeps());
 * }</pre>
 */
public final class ManualClock implements GatewayClock {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Instant start;
  private final List<Duration> sleeps = new ArrayList<>();
  private Duration passed = Duration.ZERO;

  /** A clock that stands at 2026-01-01T00:00Z. */
  public ManualClock() {
    this(START);
  }

  /** A clock that stands at that instant. */
  public ManualClock(Instant start) {
    this.start = start;
  }

  /**
   * Lets time pass.
   *
   * @throws IllegalArgumentException if the duration is negative
   */
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("time does not run back: " + duration);
    }
    lock.lock();
    try {
      passed = passed.plus(duration);
    } finally {
      lock.unlock();
    }
  }

  /** The wall clock's time. */
  public Instant now() {
    return start.plus(passed());
  }

  /** Every wait so far, in order; an unmodifiable copy. */
  public List<Duration> sleeps() {
    lock.lock();
    try {
      return List.copyOf(sleeps);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long nanoTime() {
    return NANOS_PER_SECOND + passed().toNanos(); // Not 0 at first: nobody may rely on that.
  }

  @Override
  public long epochMillis() {
    return now().toEpochMilli();
  }

  /** Goes on by the duration at once. */
  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before the wait");
    }
    lock.lock();
    try {
      advance(duration);
      sleeps.add(duration);
    } finally {
      lock.unlock();
    }
  }

  private Duration passed() {
    lock.lock();
    try {
      return passed;
    } finally {
      lock.unlock();
    }
  }
}
