package dev.gatewaysdk.conformance;

import dev.gatewaysdk.json.RawJson;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import okio.ByteString;

/**
 * A provider's answer as it went over the wire, and what a neutral reader makes of it.
 *
 * @param name unique, for messages
 * @param operation such as {@code chat_stream}; {@code error} if the call failed
 * @param failedOperation the operation that failed; the operation itself otherwise
 * @param headers of the response, with lower-case names, without those that frame it
 * @param expected facts to compare; a fact that is not there is not known
 */
public record Recording(
    String name,
    String operation,
    String failedOperation,
    int status,
    Map<String, String> headers,
    ByteString body,
    Map<String, Object> expected) {

  private static final Set<String> FRAMING =
      Set.of("content-length", "content-encoding", "transfer-encoding", "connection");

  /** Whether the answer is a stream of events. */
  public boolean streamed() {
    return failedOperation.endsWith("_stream");
  }

  static Recording parse(String name, String json) {
    Map<String, Object> file = RawJson.parse(json).toMap();
    Map<String, Object> response = object(file.get("response"));
    String operation = (String) file.get("operation");
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "content-type", response.containsKey("text") ? "text/event-stream" : "application/json");
    if (response.get("headers") instanceof Map<?, ?> recorded) {
      recorded.forEach(
          (header, value) -> {
            String lower = String.valueOf(header).toLowerCase(Locale.ROOT);
            if (!FRAMING.contains(lower)) {
              headers.put(lower, String.valueOf(value));
            }
          });
    }
    return new Recording(
        name,
        operation,
        file.get("error_of") instanceof String failed ? failed : operation,
        ((Number) response.get("status")).intValue(),
        headers,
        body(response),
        object(file.get("expected")));
  }

  private static ByteString body(Map<String, Object> response) {
    if (response.get("text") instanceof String text) {
      return ByteString.encodeUtf8(text);
    }
    if (response.get("base64") instanceof String base64) {
      ByteString decoded = ByteString.decodeBase64(base64);
      if (decoded == null) {
        throw new IllegalArgumentException("not base64");
      }
      return decoded;
    }
    return ByteString.encodeUtf8(RawJson.of(response.get("body")).text());
  }

  @SuppressWarnings("unchecked") // JSON objects have no other keys.
  static Map<String, Object> object(Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  @Override
  public String toString() {
    return name;
  }
}
