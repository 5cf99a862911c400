package dev.gatewaysdk.call;

import dev.gatewaysdk.error.ConfigException;
import java.time.Duration;

/**
 * How long to wait for what. All are positive; nothing waits for ever.
 *
 * @param connect for the TCP connection and TLS handshake, each
 * @param total for the whole call, every attempt, wait and event included
 * @param firstToken from the start of an attempt to its first content
 * @param betweenTokens between two signs of life of a stream; pings count
 */
public record Timeouts(
    Duration connect, Duration total, Duration firstToken, Duration betweenTokens) {

  private static final Duration LONGEST = Duration.ofHours(24); // Before DEFAULTS, which checks it.

  /** 10 s to connect, 10 min in total, 120 s to the first token, 60 s between tokens. */
  public static final Timeouts DEFAULTS =
      new Timeouts(
          Duration.ofSeconds(10),
          Duration.ofMinutes(10),
          Duration.ofSeconds(120),
          Duration.ofSeconds(60));

  /**
   * @throws ConfigException if one is not positive, or longer than 24 h
   */
  public Timeouts {
    require("connect", connect);
    require("total", total);
    require("first-token", firstToken);
    require("between-tokens", betweenTokens);
  }

  /** The same but for the time to connect. */
  public Timeouts withConnect(Duration connect) {
    return new Timeouts(connect, total, firstToken, betweenTokens);
  }

  /** The same but for the total. */
  public Timeouts withTotal(Duration total) {
    return new Timeouts(connect, total, firstToken, betweenTokens);
  }

  /** The same but for the time to the first token. */
  public Timeouts withFirstToken(Duration firstToken) {
    return new Timeouts(connect, total, firstToken, betweenTokens);
  }

  /** The same but for the time between tokens. */
  public Timeouts withBetweenTokens(Duration betweenTokens) {
    return new Timeouts(connect, total, firstToken, betweenTokens);
  }

  private static void require(String name, Duration value) {
    if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
      throw new ConfigException("timeout " + name + " is " + value + "; allowed: 1ms to 24h");
    }
  }
}
