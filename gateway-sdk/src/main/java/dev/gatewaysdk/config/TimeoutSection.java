package dev.gatewaysdk.config;

import dev.gatewaysdk.call.Timeouts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code timeout}, of the defaults or of an endpoint. */
final class TimeoutSection {
  private static final Duration LONGEST = Duration.ofHours(24);

  private TimeoutSection() {}

  /**
   * @param base what holds for the keys that are not there
   */
  static @Nullable Timeouts read(ConfigValue value, Timeouts base) {
    return value.mapping(section -> over(section, base));
  }

  private static Timeouts over(Section section, Timeouts base) {
    Duration connect = section.get("connect", TimeoutSection::duration);
    Duration total = section.get("total", TimeoutSection::duration);
    Duration firstToken = section.get("first-token", TimeoutSection::duration);
    Duration betweenTokens = section.get("between-tokens", TimeoutSection::duration);
    requireWithin(total, "connect", connect, section);
    requireWithin(total, "first-token", firstToken, section);
    requireWithin(total, "between-tokens", betweenTokens, section);
    return new Timeouts(
        connect == null ? base.connect() : connect,
        total == null ? base.total() : total,
        firstToken == null ? base.firstToken() : firstToken,
        betweenTokens == null ? base.betweenTokens() : betweenTokens);
  }

  private static @Nullable Duration duration(ConfigValue value) {
    return value.duration(LONGEST);
  }

  /** Only what stands beside each other contradicts itself; a shorter total cuts inherited ones. */
  private static void requireWithin(
      @Nullable Duration total, String key, @Nullable Duration part, Section section) {
    if (total != null && part != null && part.compareTo(total) > 0) {
      section.get(
          key,
          value -> {
            value.refuse("at most the total, " + Durations.format(total));
            return null;
          });
    }
  }
}
