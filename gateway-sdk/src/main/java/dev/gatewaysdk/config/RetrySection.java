package dev.gatewaysdk.config;

import dev.gatewaysdk.endpoint.Retry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code retry}, of the defaults or of an endpoint. */
final class RetrySection {
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_ATTEMPTS = 10;

  private RetrySection() {}

  /**
   * @param base what holds for the keys that are not there
   */
  static @Nullable Retry read(ConfigValue value, Retry base) {
    return value.mapping(section -> over(section, base));
  }

  private static Retry over(Section section, Retry base) {
    Long attempts = section.get("attempts", value -> value.whole(1, MOST_ATTEMPTS));
    Duration backoff = section.get("backoff", value -> value.duration(LONGEST));
    Duration maxBackoff = section.get("max-backoff", value -> value.duration(LONGEST));
    Duration first = backoff == null ? base.backoff() : backoff;
    Duration most = maxBackoff == null ? base.maxBackoff() : maxBackoff;
    if (most.compareTo(first) < 0) {
      section
          .place()
          .report(
              "max-backoff (%s) is shorter than backoff (%s); set both"
                  .formatted(Durations.format(most), Durations.format(first)));
      return base;
    }
    return new Retry(attempts == null ? base.attempts() : attempts.intValue(), first, most);
  }
}
