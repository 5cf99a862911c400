package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.error.ConfigException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Where a provider is said to be, checked before any key goes there. Immutable. */
public final class BaseUrl {
  private static final Pattern LOOPBACK = Pattern.compile("127\\.\\d+\\.\\d+\\.\\d+");

  private final HttpUrl url;

  private BaseUrl(HttpUrl url) {
    this.url = url;
  }

  /** Whether its path ends with that segment, such as {@code v1}. */
  public boolean endsWith(String segment) {
    List<String> path = url.pathSegments();
    return path.get(path.size() - 1).equals(segment);
  }

  /** The host's name or address. */
  public String host() {
    return url.host();
  }

  /** The URL of that path below it, such as {@code chat/completions}. */
  public RequestUrl at(String path) {
    return new RequestUrl(url.newBuilder().addPathSegments(path).build());
  }

  /** The URL; it holds no secret. */
  @Override
  public String toString() {
    return url.toString();
  }

  /**
   * A base URL, without a slash at its end.
   *
   * @param text such as {@code https://api.openai.com/v1}
   * @throws ConfigException if it is not http or https, has user info, a query or a fragment, or is
   *     plain http to another host without {@link HttpOptions#allowPlainHttp}; says which
   */
  public static BaseUrl parse(String text, HttpOptions options) {
    HttpUrl url = url(text);
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      throw new ConfigException(
          "base-url must not hold a user name or password: use the provider's api-key setting");
    }
    if (url.query() != null) {
      throw new ConfigException(
          "base-url must not have a query (from '?' on); " + endsAfterPath(url));
    }
    if (url.fragment() != null) {
      throw new ConfigException(
          "base-url must not have a fragment (from '#' on); " + endsAfterPath(url));
    }
    if (!url.isHttps() && !options.allowPlainHttp() && !isLoopback(url.host())) {
      throw new ConfigException(
          "base-url is plain http to "
              + url.host()
              + ", so that keys and prompts would cross the network in the clear: use https, or"
              + " allowPlainHttp(true) if the network is private");
    }
    List<String> path = url.pathSegments();
    boolean slash = path.size() > 1 && path.get(path.size() - 1).isEmpty();
    return new BaseUrl(slash ? url.newBuilder().removePathSegment(path.size() - 1).build() : url);
  }

  private static HttpUrl url(String text) {
    String scheme = text.strip().toLowerCase(Locale.ROOT);
    if (!scheme.startsWith("https://") && !scheme.startsWith("http://")) {
      throw new ConfigException("base-url must begin with https:// or http://");
    }
    HttpUrl url = HttpUrl.parse(text);
    if (url == null) {
      throw new ConfigException(
          "base-url is not a URL: expected https://host, with a port and a path where needed");
    }
    return url;
  }

  private static String endsAfterPath(HttpUrl url) {
    return "it ends after the path, such as " + url.scheme() + "://" + url.host() + "/v1";
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || LOOPBACK.matcher(host).matches();
  }
}
