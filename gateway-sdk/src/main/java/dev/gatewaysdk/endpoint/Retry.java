package dev.gatewaysdk.endpoint;

import dev.gatewaysdk.error.ConfigException;
import java.time.Duration;

/**
 * How often to try one target, and how long to wait in between.
 *
 * <p>The wait before try n+1 is chance between zero and {@code backoff} · 2ⁿ⁻¹, at most {@code
 * maxBackoff} ("full jitter"); what the provider asks for in {@code Retry-After} goes first.
 *
 * @param attempts tries of one target, the first included; 1 to 10
 * @param backoff the first wait at most; positive
 * @param maxBackoff any wait at most; not below {@code backoff}, at most 24 h
 */
public record Retry(int attempts, Duration backoff, Duration maxBackoff) {

  private static final Duration LONGEST = Duration.ofHours(24); // Before those that check it.

  /** Three tries, waits of up to 200 ms that double up to 5 s. */
  public static final Retry DEFAULTS = new Retry(3, Duration.ofMillis(200), Duration.ofSeconds(5));

  /** A single try. */
  public static final Retry NONE = new Retry(1, Duration.ofMillis(200), Duration.ofSeconds(5));

  private static final int MOST = 10;

  /**
   * @throws ConfigException if a value is out of its range
   */
  public Retry {
    if (attempts < 1 || attempts > MOST) {
      throw new ConfigException("retry attempts is " + attempts + "; allowed: 1 to " + MOST);
    }
    if (backoff.isNegative() || backoff.isZero()) {
      throw new ConfigException("retry backoff is " + backoff + "; it must be positive");
    }
    if (maxBackoff.compareTo(backoff) < 0) {
      throw new ConfigException(
          "retry max-backoff " + maxBackoff + " is shorter than backoff " + backoff);
    }
    if (maxBackoff.compareTo(LONGEST) > 0) {
      throw new ConfigException("retry max-backoff is " + maxBackoff + "; at most 24h");
    }
  }

  /** The same with that many tries of one target, the first included. */
  public Retry withAttempts(int attempts) {
    return new Retry(attempts, backoff, maxBackoff);
  }
}
