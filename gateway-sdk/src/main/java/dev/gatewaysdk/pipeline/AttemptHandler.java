package dev.gatewaysdk.pipeline;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.provider.Attempt;

/** What is left of the inner ring, from one stage on. Stateless, thread-safe. */
@FunctionalInterface
public interface AttemptHandler {
  /**
   * Makes the attempt; blocks until its answer begins.
   *
   * @throws dev.gatewaysdk.error.GatewayException if there is no answer
   */
  Reply handle(Attempt attempt);
}
