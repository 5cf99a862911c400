package dev.gatewaysdk.pipeline;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Reply;

/** What is left of the outer ring, from one stage on. Stateless, thread-safe. */
@FunctionalInterface
public interface CallHandler {
  /**
   * Handles the call; blocks until its answer begins.
   *
   * @throws dev.gatewaysdk.error.GatewayException if there is no answer
   */
  Reply handle(Call call);
}
