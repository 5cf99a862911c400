package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.reply.RateLimits;
import dev.gatewaysdk.reply.RateLimits.Window;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what providers say of their limits; what cannot be read counts as not said. */
public final class RateLimitHeaders {
  private static final Pattern SPAN = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|d|h|m|s)");

  private RateLimitHeaders() {}

  /** {@code x-ratelimit-*}, whose resets are spans such as {@code 6m0s} or {@code 20ms}. */
  public static @Nullable RateLimits openAi(ReplyHeaders headers) {
    return limits(openAi(headers, "requests"), openAi(headers, "tokens"));
  }

  /**
   * {@code anthropic-ratelimit-*}, whose resets are RFC 3339 times.
   *
   * @param receivedMillis when the headers came, since 1970
   */
  public static @Nullable RateLimits anthropic(ReplyHeaders headers, long receivedMillis) {
    return limits(
        anthropic(headers, "requests", receivedMillis),
        anthropic(headers, "tokens", receivedMillis));
  }

  private static @Nullable Window openAi(ReplyHeaders headers, String what) {
    return window(
        count(headers.get("x-ratelimit-limit-" + what)),
        count(headers.get("x-ratelimit-remaining-" + what)),
        span(headers.get("x-ratelimit-reset-" + what)));
  }

  private static @Nullable Window anthropic(
      ReplyHeaders headers, String what, long receivedMillis) {
    String prefix = "anthropic-ratelimit-" + what;
    return window(
        count(headers.get(prefix + "-limit")),
        count(headers.get(prefix + "-remaining")),
        until(headers.get(prefix + "-reset"), receivedMillis));
  }

  private static @Nullable RateLimits limits(@Nullable Window requests, @Nullable Window tokens) {
    return requests == null && tokens == null ? null : new RateLimits(requests, tokens);
  }

  private static @Nullable Window window(
      @Nullable Long limit, @Nullable Long remaining, @Nullable Duration reset) {
    return limit == null && remaining == null && reset == null
        ? null
        : new Window(limit, remaining, reset);
  }

  private static @Nullable Long count(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Duration until(@Nullable String text, long receivedMillis) {
    try {
      if (text == null) {
        return null;
      }
      long left = Instant.parse(text.strip()).toEpochMilli() - receivedMillis;
      return Duration.ofMillis(Math.max(0, left));
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /** A span of time such as {@code 6m0s} or {@code 20ms}; null if it is none. */
  public static @Nullable Duration span(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    double nanos = 0;
    int end = 0;
    Matcher matcher = SPAN.matcher(text.strip());
    while (matcher.find() && matcher.start() == end) {
      nanos += Double.parseDouble(matcher.group(1)) * nanosPer(matcher.group(2));
      end = matcher.end();
    }
    return end == text.strip().length() && nanos < Long.MAX_VALUE
        ? Duration.ofNanos(Math.round(nanos))
        : null;
  }

  private static double nanosPer(String unit) {
    return switch (unit) {
      case "d" -> 86_400e9;
      case "h" -> 3_600e9;
      case "m" -> 60e9;
      case "s" -> 1e9;
      default -> 1e6;
    };
  }
}
