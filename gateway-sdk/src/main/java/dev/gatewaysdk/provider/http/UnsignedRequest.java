package dev.gatewaysdk.provider.http;

import java.util.Map;
import okhttp3.HttpUrl;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** A request as it will be sent, for whoever signs it, and while it is signed: then it is gone. */
public final class UnsignedRequest {
  private final String method;
  private final String host;
  private final String path;
  private final @Nullable String query;
  private final Map<String, String> headers;
  private final Buffer body;

  /**
   * @param body not changed by anybody while this is in use
   */
  private UnsignedRequest(
      String method,
      String host,
      String path,
      @Nullable String query,
      Map<String, String> headers,
      Buffer body) {
    this.method = method;
    this.host = host;
    this.path = path;
    this.query = query;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  static UnsignedRequest of(String method, HttpUrl url, Map<String, String> headers, Buffer body) {
    return new UnsignedRequest(
        method, host(url), url.encodedPath(), url.encodedQuery(), headers, body);
  }

  /** A request made up, for the tests of a signer. */
  public static UnsignedRequest of(
      String method,
      String host,
      String path,
      @Nullable String query,
      Map<String, String> headers,
      byte[] body) {
    return new UnsignedRequest(method, host, path, query, headers, new Buffer().write(body));
  }

  private static String host(HttpUrl url) {
    String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
    boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
    return usual ? host : host + ":" + url.port();
  }

  /** Such as {@code POST}. */
  public String method() {
    return method;
  }

  /** The {@code Host} header: with the port only where it is not the scheme's own. */
  public String host() {
    return host;
  }

  /** The path, percent-encoded as it is sent; begins with a slash. */
  public String path() {
    return path;
  }

  /** The query, percent-encoded as it is sent, without the question mark; null if there is none. */
  public @Nullable String query() {
    return query;
  }

  /** The headers so far, {@code content-type} included; names in lower case. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The body's SHA-256 in lower-case hexadecimal. */
  public String bodySha256() {
    return body.sha256().hex();
  }

  /** The body, copied. */
  public byte[] body() {
    return body.snapshot().toByteArray();
  }
}
