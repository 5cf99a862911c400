package dev.gatewaysdk.provider.http;

import java.util.Map;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** The headers of an answer. Immutable. */
public final class ReplyHeaders {
  private final Headers headers;

  ReplyHeaders(Headers headers) {
    this.headers = headers;
  }

  /** Headers made up, for the tests of a dialect. */
  public static ReplyHeaders of(Map<String, String> headers) {
    return new ReplyHeaders(Headers.of(headers));
  }

  /** The last value of that header, whatever its case; null if it did not come. */
  public @Nullable String get(String name) {
    return headers.get(name);
  }
}
