package dev.gatewaysdk.config;

import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.endpoint.Breaker;
import dev.gatewaysdk.endpoint.Retry;
import org.jspecify.annotations.Nullable;

/** {@code defaults}: for every endpoint, and for direct calls of a provider's model. */
final class DefaultsSection {
  private DefaultsSection() {}

  static @Nullable Defaults read(ConfigValue value) {
    return value.mapping(DefaultsSection::over);
  }

  private static Defaults over(Section section) {
    Timeouts timeouts = section.get("timeout", v -> TimeoutSection.read(v, Timeouts.DEFAULTS));
    Retry retry = section.get("retry", v -> RetrySection.read(v, Retry.DEFAULTS));
    Breaker breaker = section.get("breaker", v -> BreakerSection.read(v, Breaker.DEFAULTS));
    return new Defaults(
        timeouts == null ? Timeouts.DEFAULTS : timeouts,
        retry == null ? Retry.DEFAULTS : retry,
        breaker == null ? Breaker.DEFAULTS : breaker);
  }
}
