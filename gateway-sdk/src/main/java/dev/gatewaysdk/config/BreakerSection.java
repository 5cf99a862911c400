package dev.gatewaysdk.config;

import dev.gatewaysdk.endpoint.Breaker;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code breaker}, of the defaults or of an endpoint. */
final class BreakerSection {
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(1);
  private static final int MOST_CALLS = 10_000;

  private BreakerSection() {}

  /**
   * @param base what holds for the keys that are not there
   */
  static @Nullable Breaker read(ConfigValue value, Breaker base) {
    return value.mapping(section -> over(section, base));
  }

  private static Breaker over(Section section, Breaker base) {
    Boolean enabled = section.get("enabled", ConfigValue::flag);
    Double ratio = section.get("failure-ratio", BreakerSection::ratio);
    Duration window = section.get("window", BreakerSection::window);
    Long calls = section.get("minimum-calls", value -> value.whole(1, MOST_CALLS));
    Duration open = section.get("open", value -> value.duration(LONGEST));
    boolean on = enabled == null ? base.enabled() : enabled;
    boolean others = ratio != null || window != null || calls != null || open != null;
    if (!on && others) {
      section
          .place()
          .report(
              enabled == null
                  ? "the defaults switch breakers off; add enabled: true for these keys to count"
                  : "has other keys beside enabled: false, which count for nothing; leave them out");
      return base;
    }
    return new Breaker(
        on,
        ratio == null ? base.failureRatio() : ratio,
        window == null ? base.window() : window,
        calls == null ? base.minimumCalls() : calls.intValue(),
        open == null ? base.open() : open);
  }

  private static @Nullable Double ratio(ConfigValue value) {
    BigDecimal ratio = value.decimal(1);
    if (ratio != null && ratio.doubleValue() == 0) {
      value.refuse("a decimal above 0, up to 1");
      return null;
    }
    return ratio == null ? null : ratio.doubleValue();
  }

  private static @Nullable Duration window(ConfigValue value) {
    Duration window = value.duration(LONGEST);
    if (window != null && window.compareTo(SHORTEST_WINDOW) < 0) {
      value.refuse("1s to 1h");
      return null;
    }
    return window;
  }
}
