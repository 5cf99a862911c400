package dev.gatewaysdk.server;

import dev.gatewaysdk.call.Cancellation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request, whole, whatever server took it. Do not change the body's bytes.
 *
 * @param method such as {@code POST}
 * @param path as it stood in the request line, still percent-encoded, without the query
 * @param query without the question mark, still percent-encoded; null if there was none
 * @param headers every value by name, whatever the name's case; unmodifiable
 * @param body empty if there was none
 * @param cancellation stops the call that the request leads to, from any thread
 */
public record ServerRequest(
    String method,
    String path,
    @Nullable String query,
    Map<String, List<String>> headers,
    byte[] body,
    Cancellation cancellation) {

  public ServerRequest {
    TreeMap<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach(
        (name, values) ->
            byName.merge(
                name.toLowerCase(Locale.ROOT), List.copyOf(values), ServerRequest::joined));
    headers = Collections.unmodifiableMap(byName);
  }

  /** A request that nobody means to stop. */
  public ServerRequest(String method, String path, Map<String, List<String>> headers, byte[] body) {
    this(method, path, null, headers, body, new Cancellation());
  }

  /** The first value of a header; null if there is none. */
  public @Nullable String header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? null : values.get(0);
  }

  /** Characters of all names and values. */
  int headerLength() {
    int length = 0;
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      for (String value : header.getValue()) {
        length += header.getKey().length() + value.length();
      }
    }
    return length;
  }

  private static List<String> joined(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  /** Method and size only: a path may hold names, a header a key, a body what people wrote. */
  @Override
  public String toString() {
    return "ServerRequest(" + method + ", " + body.length + " bytes)";
  }
}
