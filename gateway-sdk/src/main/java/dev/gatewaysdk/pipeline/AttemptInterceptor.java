package dev.gatewaysdk.pipeline;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.provider.Attempt;

/**
 * Wraps each attempt of a call, next to the provider. Thread-safe.
 *
 * <p>Sees what the provider will see: the outer ring has masked and limited it already.
 */
@FunctionalInterface
public interface AttemptInterceptor {
  /**
   * @param next the rest of the way
   */
  Reply intercept(Attempt attempt, AttemptHandler next);
}
