package dev.gatewaysdk.pipeline;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Reply;

/**
 * Wraps a call, once however many attempts it takes. Thread-safe.
 *
 * <p>May answer itself, change the request, wrap the reply, or refuse by throwing. One that wraps
 * the reply must pass on {@code close()}.
 */
@FunctionalInterface
public interface CallInterceptor {
  /**
   * @param next the rest of the way; may be called more than once, or not at all
   */
  Reply intercept(Call call, CallHandler next);
}
