package dev.gatewaysdk.contract;

import dev.gatewaysdk.error.FailureKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A status that says all there is to say, with a body that says nothing.
 *
 * @param kinds what it may be taken for
 */
record Refusal(
    int status,
    String body,
    boolean streamed,
    @Nullable Duration retryAfter,
    Set<FailureKind> kinds) {
  private static final Map<Integer, Set<FailureKind>> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put(302, Set.of(FailureKind.MALFORMED_REPLY));
    KINDS.put(400, Set.of(FailureKind.INVALID_REQUEST));
    KINDS.put(401, Set.of(FailureKind.AUTHENTICATION));
    KINDS.put(403, Set.of(FailureKind.AUTHENTICATION));
    KINDS.put(404, Set.of(FailureKind.MODEL_NOT_FOUND, FailureKind.INVALID_REQUEST));
    KINDS.put(429, Set.of(FailureKind.RATE_LIMITED));
    KINDS.put(500, Set.of(FailureKind.UNAVAILABLE));
    KINDS.put(502, Set.of(FailureKind.UNAVAILABLE));
    KINDS.put(503, Set.of(FailureKind.OVERLOADED, FailureKind.UNAVAILABLE));
    KINDS.put(529, Set.of(FailureKind.OVERLOADED));
  }

  CannedAnswer answer() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", body.startsWith("<") ? "text/html" : "application/json");
    if (retryAfter != null) {
      headers.put("Retry-After", String.valueOf(retryAfter.toSeconds()));
    }
    return CannedAnswer.of(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return status
        + (streamed ? ", streamed" : "")
        + (retryAfter == null ? "" : ", with Retry-After")
        + ", '"
        + body
        + "'";
  }

  /** Those that every adapter classifies, in all forms. */
  static List<Refusal> all() {
    List<Refusal> all = new ArrayList<>();
    KINDS.forEach(
        (status, kinds) -> {
          for (String body :
              new String[] {"", "{}", "[]", "<html>No</html>", "{\"error\":\"no\"}"}) {
            all.add(new Refusal(status, body, false, null, kinds));
          }
          all.add(new Refusal(status, "{}", true, null, kinds));
        });
    all.add(new Refusal(429, "{}", false, Duration.ofSeconds(7), KINDS.get(429)));
    all.add(new Refusal(429, "{}", true, Duration.ofSeconds(7), KINDS.get(429)));
    all.add(new Refusal(503, "{}", false, Duration.ofSeconds(7), KINDS.get(503)));
    return List.copyOf(all);
  }
}
