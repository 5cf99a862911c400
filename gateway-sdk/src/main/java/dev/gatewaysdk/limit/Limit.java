package dev.gatewaysdk.limit;

import dev.gatewaysdk.error.ConfigException;
import java.time.Duration;
import java.util.Locale;

/**
 * So many calls in a window of time, counted per key. Immutable.
 *
 * <p>A second, minute or hour starts with the key's first call and is full again at once when it is
 * over; a day starts at 00:00 UTC. A refused call does not count.
 *
 * @param calls how many in a window; 1 to 1,000,000,000
 * @param window how long a window is
 * @param key whom to count by
 */
public record Limit(long calls, Window window, LimitKey key) {

  private static final long MOST = 1_000_000_000;

  /**
   * @throws ConfigException if the number of calls is out of its range
   */
  public Limit {
    if (calls < 1 || calls > MOST) {
      throw new ConfigException("a limit of " + calls + " calls; allowed: 1 to " + MOST);
    }
  }

  /** Starts a limit on the number of calls. */
  public static Calls calls(long calls) {
    return new Calls(calls);
  }

  /** The same limit, counted by another key. */
  public Limit key(LimitKey key) {
    return new Limit(calls, window, key);
  }

  /** Such as {@code 100 calls per minute by user}. */
  @Override
  public String toString() {
    String per = calls + " calls per " + window.name().toLowerCase(Locale.ROOT);
    return key.equals(LimitKey.ENDPOINT) ? per : per + " by " + key.name();
  }

  /** How long a window is. */
  public enum Window {
    SECOND(Duration.ofSeconds(1)),
    MINUTE(Duration.ofMinutes(1)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1));

    private final Duration length;

    Window(Duration length) {
      this.length = length;
    }

    /** Its length. */
    public Duration length() {
      return length;
    }
  }

  /** A number of calls that still lacks its window. */
  public static final class Calls {
    private final long calls;

    private Calls(long calls) {
      this.calls = calls;
    }

    /** Per second and endpoint. */
    public Limit perSecond() {
      return per(Window.SECOND);
    }

    /** Per minute and endpoint. */
    public Limit perMinute() {
      return per(Window.MINUTE);
    }

    /** Per hour and endpoint. */
    public Limit perHour() {
      return per(Window.HOUR);
    }

    /** Per day (from 00:00 UTC) and endpoint. */
    public Limit perDay() {
      return per(Window.DAY);
    }

    /** Per window and endpoint. */
    public Limit per(Window window) {
      return new Limit(calls, window, LimitKey.ENDPOINT);
    }
  }
}
