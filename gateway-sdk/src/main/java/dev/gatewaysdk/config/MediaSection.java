package dev.gatewaysdk.config;

import dev.gatewaysdk.call.MediaFetcher;
import dev.gatewaysdk.provider.http.HttpMediaFetcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code media}: whether links of requests are followed, and where to. */
final class MediaSection {
  private static final long MOST_SIZE = 64L << 20;
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private MediaSection() {}

  static @Nullable MediaFetcher read(ConfigValue value) {
    return value.mapping(MediaSection::fetcher);
  }

  private static @Nullable MediaFetcher fetcher(Section section) {
    Boolean fetch = section.require("fetch", ConfigValue::flag, "fetch: true");
    HttpMediaFetcher.Builder fetcher = HttpMediaFetcher.builder();
    section.ifPresent("hosts", MediaSection::hosts, fetcher::hosts);
    section.ifPresent("max-size", size -> Sizes.read(size, MOST_SIZE), fetcher::maxSize);
    section.ifPresent("timeout", time -> time.duration(LONGEST), fetcher::timeout);
    section.ifPresent("allow-plain-http", ConfigValue::flag, fetcher::allowPlainHttp);
    return Boolean.TRUE.equals(fetch) ? fetcher.build() : null;
  }

  private static @Nullable List<String> hosts(ConfigValue value) {
    List<ConfigValue> items = value.list();
    if (items == null) {
      return null;
    }
    List<String> hosts = new ArrayList<>();
    for (ConfigValue item : items) {
      String host = item.text();
      if (host == null) {
        return null; // Reported where it stands; without it all hosts could be allowed.
      }
      hosts.add(host);
    }
    return hosts;
  }
}
