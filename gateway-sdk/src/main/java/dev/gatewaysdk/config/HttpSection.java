package dev.gatewaysdk.config;

import dev.gatewaysdk.provider.http.HttpOptions;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys of a provider that say how it is connected to. */
final class HttpSection {
  private static final Pattern PROXY =
      Pattern.compile("([^\\s:/@\\[\\]]+|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})");
  private static final int HIGHEST_PORT = 65_535;

  private HttpSection() {}

  static HttpOptions read(Section provider) {
    HttpOptions.Builder options = HttpOptions.builder();
    provider.ifPresent("proxy", HttpSection::proxy, options::proxy);
    provider.ifPresent("allow-plain-http", ConfigValue::flag, options::allowPlainHttp);
    provider.get("headers", value -> value.mapping(headers -> addAll(headers, options)));
    return options.build();
  }

  private static HttpOptions.Builder addAll(Section headers, HttpOptions.Builder options) {
    headers
        .entries()
        .forEach(
            (name, value) -> {
              String text = value.confidential().text(); // Headers carry credentials, too.
              if (text != null) {
                value.place().attempt(() -> options.header(name, text));
              }
            });
    return options;
  }

  private static @Nullable Proxy proxy(ConfigValue value) {
    String text = value.text();
    if (text == null) {
      return null;
    }
    Matcher matcher = PROXY.matcher(text);
    int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
    if (port < 1 || port > HIGHEST_PORT) {
      // Not shown: somebody may have put user:password@ before the host.
      value.place().report("is no host and port; allowed: HOST:PORT, such as proxy.corp.com:3128");
      return null;
    }
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(matcher.group(1), port));
  }
}
