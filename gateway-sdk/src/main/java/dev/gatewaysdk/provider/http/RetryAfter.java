package dev.gatewaysdk.provider.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How long a provider asks to wait: the milliseconds of OpenAI and Azure before the seconds or date
 * of RFC 9110. Real 200 answers carry these headers, too, so they are read on errors only.
 */
final class RetryAfter {
  private RetryAfter() {}

  /** As given, however long; null if nothing readable is there, or it is negative. */
  static @Nullable Duration read(Headers headers, long nowMillis) {
    Duration wait = number(headers.get("retry-after-ms"), 1e6);
    if (wait == null) {
      wait = number(headers.get("x-ms-retry-after-ms"), 1e6);
    }
    if (wait != null) {
      return wait;
    }
    String value = headers.get("retry-after");
    wait = number(value, 1e9);
    return wait != null || value == null ? wait : date(value.strip(), nowMillis);
  }

  private static @Nullable Duration number(@Nullable String text, double nanosPerUnit) {
    if (text == null) {
      return null;
    }
    try {
      double nanos = Double.parseDouble(text.strip()) * nanosPerUnit;
      return nanos >= 0 && nanos < Long.MAX_VALUE ? Duration.ofNanos((long) nanos) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Duration date(String text, long nowMillis) {
    try {
      long at =
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
              .toInstant()
              .toEpochMilli();
      return at >= nowMillis ? Duration.ofMillis(at - nowMillis) : null;
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }
}
