package dev.gatewaysdk.endpoint;

import dev.gatewaysdk.error.ConfigException;
import java.time.Duration;

/**
 * When a target that keeps failing is given a rest: while its breaker is open, it is not asked, and
 * calls go to the next target at once. After the rest one call at a time probes it.
 *
 * <p>A try fails by {@code OVERLOADED}, {@code UNAVAILABLE}, {@code TIMEOUT} or {@code
 * MALFORMED_REPLY}, also in the middle of a stream; any other answer of the provider is a sign of
 * life. Endpoints that name the same target with the same settings share its breaker.
 *
 * @param enabled whether there is a breaker at all
 * @param failureRatio the share of failed tries from which it opens; above 0, at most 1
 * @param window how far back tries are counted, in steps of a tenth of it; 1 s to 1 h
 * @param minimumCalls tries in the window below which it stays closed; 1 to 10,000
 * @param open how long the rest is; 1 ms to 1 h
 */
public record Breaker(
    boolean enabled, double failureRatio, Duration window, int minimumCalls, Duration open) {

  private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(1); // Before DEFAULTS.
  private static final Duration SHORTEST_OPEN = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_CALLS = 10_000;

  /** Half of at least 10 tries within 30 s; a rest of 10 s. */
  public static final Breaker DEFAULTS =
      new Breaker(0.5, Duration.ofSeconds(30), 10, Duration.ofSeconds(10));

  /** No breaker: a target is asked however often it fails. */
  public static final Breaker NONE =
      new Breaker(
          false, DEFAULTS.failureRatio, DEFAULTS.window, DEFAULTS.minimumCalls, DEFAULTS.open);

  /**
   * @throws ConfigException if a value is out of its range
   */
  public Breaker {
    if (!(failureRatio > 0 && failureRatio <= 1)) {
      throw new ConfigException(
          "breaker failure-ratio is " + failureRatio + "; it must be above 0 and at most 1");
    }
    if (minimumCalls < 1 || minimumCalls > MOST_CALLS) {
      throw new ConfigException(
          "breaker minimum-calls is " + minimumCalls + "; allowed: 1 to " + MOST_CALLS);
    }
    if (window.compareTo(SHORTEST_WINDOW) < 0 || window.compareTo(LONGEST) > 0) {
      throw new ConfigException("breaker window is " + window + "; allowed: 1s to 1h");
    }
    if (open.compareTo(SHORTEST_OPEN) < 0 || open.compareTo(LONGEST) > 0) {
      throw new ConfigException("breaker open is " + open + "; allowed: 1ms to 1h");
    }
  }

  /**
   * A breaker.
   *
   * @throws ConfigException if a value is out of its range
   */
  public Breaker(double failureRatio, Duration window, int minimumCalls, Duration open) {
    this(true, failureRatio, window, minimumCalls, open);
  }

  /** The same, opening from that share of failed tries on. */
  public Breaker withFailureRatio(double failureRatio) {
    return new Breaker(enabled, failureRatio, window, minimumCalls, open);
  }

  /** The same, counting that far back. */
  public Breaker withWindow(Duration window) {
    return new Breaker(enabled, failureRatio, window, minimumCalls, open);
  }

  /** The same, staying closed below that many tries. */
  public Breaker withMinimumCalls(int minimumCalls) {
    return new Breaker(enabled, failureRatio, window, minimumCalls, open);
  }

  /** The same with a rest of that length. */
  public Breaker withOpen(Duration open) {
    return new Breaker(enabled, failureRatio, window, minimumCalls, open);
  }
}
