package dev.gatewaysdk.config;

import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.endpoint.Breaker;
import dev.gatewaysdk.endpoint.Retry;

/** What holds where an endpoint does not say otherwise. */
record Defaults(Timeouts timeouts, Retry retry, Breaker breaker) {
  static final Defaults BUILT_IN =
      new Defaults(Timeouts.DEFAULTS, Retry.DEFAULTS, Breaker.DEFAULTS);
}
