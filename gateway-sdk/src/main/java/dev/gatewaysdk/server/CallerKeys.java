package dev.gatewaysdk.server;

import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.error.ConfigException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who calls. Keys are found by their SHA-256, so how long a look-up takes says nothing of a key.
 *
 * @param headers where keys stand, in the order in which they are looked at
 * @param callers by the SHA-256 of their key in lower-case hex; empty to let everyone in
 */
record CallerKeys(List<String> headers, Map<String, Caller> callers) {
  private static final String AUTHORIZATION = "Authorization";
  private static final String BEARER = "bearer ";

  static CallerKeys of(List<String> headers, List<HttpKey> keys) {
    Map<String, Caller> callers = new HashMap<>();
    for (HttpKey key : keys) {
      if (callers.putIfAbsent(key.sha256(), key.caller()) != null) {
        throw new ConfigException("the same key stands for two callers: keys are secrets of one");
      }
    }
    return new CallerKeys(List.copyOf(headers), Map.copyOf(callers));
  }

  /**
   * Who sent the request.
   *
   * @throws Refusal if a key is needed and there is none that is known
   */
  Caller callerOf(ServerRequest request) {
    if (callers.isEmpty()) {
      return Caller.anonymous();
    }
    boolean given = false;
    for (String header : headers) {
      for (String value : request.headers().getOrDefault(header, List.of())) {
        String key = key(header, value);
        Caller caller = key == null ? null : callers.get(HttpKey.digest(key));
        if (caller != null) {
          return caller;
        }
        given = true;
      }
    }
    String where = "'Authorization: Bearer KEY'";
    if (!headers.stream().anyMatch(AUTHORIZATION::equalsIgnoreCase)) {
      where = "header " + String.join(" or ", headers);
    }
    throw Refusal.unauthorized(
        given
            ? "the API key is not known to this gateway"
            : "an API key is needed: send it as " + where);
  }

  private static @Nullable String key(String header, String value) {
    if (!header.equalsIgnoreCase(AUTHORIZATION)) {
      return value.strip();
    }
    return value.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? value.substring(BEARER.length()).strip()
        : null;
  }
}
