package dev.gatewaysdk.provider.geminiwire;

import dev.gatewaysdk.json.RawJson;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error as it stands on the wire, a {@code google.rpc.Status}; anything may be missing.
 *
 * @param number its code as a number; 0 if there is none
 * @param status its word, such as {@code RESOURCE_EXHAUSTED}
 * @param reason of its ErrorInfo, such as {@code API_KEY_INVALID}
 * @param retryAfter of its RetryInfo
 * @param quotaIds of its QuotaFailure; may be empty
 */
record GeminiError(
    int number,
    @Nullable String status,
    @Nullable String message,
    @Nullable String reason,
    @Nullable Duration retryAfter,
    List<String> quotaIds) {

  /** The provider's message, or what is missing. */
  String text() {
    return message == null ? "no error message" : message;
  }

  /** The code as text; null if there is none. */
  @Nullable String code() {
    return number == 0 ? null : String.valueOf(number);
  }

  /** The error in a body, which may be an array with it; null if there is none. */
  static @Nullable GeminiError parse(String body) {
    try {
      Object json = RawJson.parse(body).toJava();
      if (json instanceof List<?> list && !list.isEmpty()) {
        json = list.get(0);
      }
      return json instanceof Map<?, ?> fields && fields.get("error") != null
          ? of(fields.get("error"))
          : null;
    } catch (IllegalArgumentException e) {
      return null; // HTML of a proxy, a bare string, a body cut off at its limit.
    }
  }

  /** The value of an {@code error} key. */
  static GeminiError of(@Nullable Object error) {
    if (!(error instanceof Map<?, ?> fields)) {
      return new GeminiError(0, null, text(error), null, null, List.of());
    }
    String reason = null;
    Duration retryAfter = null;
    List<String> quotaIds = new ArrayList<>(0);
    for (Map<?, ?> detail : maps(fields.get("details"))) {
      if (text(detail.get("reason")) != null) {
        reason = text(detail.get("reason"));
      }
      if (detail.get("retryDelay") instanceof String delay) {
        retryAfter = duration(delay);
      }
      for (Map<?, ?> violation : maps(detail.get("violations"))) {
        if (violation.get("quotaId") instanceof String id) {
          quotaIds.add(id);
        }
      }
    }
    int number = fields.get("code") instanceof Number code ? code.intValue() : 0;
    return new GeminiError(
        number,
        text(fields.get("status")),
        text(fields.get("message")),
        reason,
        retryAfter,
        quotaIds);
  }

  /** A duration as protobuf writes it, such as {@code 26.5s}; null if it is none. */
  private static @Nullable Duration duration(String text) {
    if (!text.endsWith("s")) {
      return null;
    }
    try {
      BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
      return seconds.signum() < 0
          ? null
          : Duration.ofNanos(seconds.movePointRight(9).toBigInteger().longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text ? text : null;
  }

  private static List<Map<?, ?>> maps(@Nullable Object value) {
    List<Map<?, ?>> maps = new ArrayList<>(0);
    if (value instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map) {
          maps.add(map);
        }
      }
    }
    return maps;
  }
}
