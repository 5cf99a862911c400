package dev.gatewaysdk.reply;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a provider said of its own limits when it answered; null is what it did not say.
 *
 * @param requests limit on requests
 * @param tokens limit on tokens (input and output together)
 */
public record RateLimits(@Nullable Window requests, @Nullable Window tokens) {
  /**
   * One limit.
   *
   * @param limit allowed in the window; null if not said
   * @param remaining left in the window; null if not said
   * @param reset until the window is full again, from when the answer came; null if not said
   */
  public record Window(@Nullable Long limit, @Nullable Long remaining, @Nullable Duration reset) {}
}
