package dev.gatewaysdk.internal.stage;

import dev.gatewaysdk.internal.resilience.Bench;
import dev.gatewaysdk.internal.resilience.CircuitBreaker;
import dev.gatewaysdk.pipeline.AttemptHandler;
import dev.gatewaysdk.price.ModelPrice;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.routing.RouteTarget;
import dev.gatewaysdk.target.Target;
import dev.gatewaysdk.time.GatewayClock;

/**
 * One target of an endpoint with its inner ring, folded beforehand.
 *
 * @param route whom, as routing sees it
 * @param provider the target's
 * @param handler the inner ring down to the provider
 * @param bench whether the target asked not to be asked, or cannot help
 * @param breaker whether it keeps failing
 */
public record Lane(
    RouteTarget route,
    Provider provider,
    AttemptHandler handler,
    Bench bench,
    CircuitBreaker breaker) {

  /** Whom. */
  Target target() {
    return route.target();
  }

  /** Whether the target may be asked now. Asks the clock only if there ever was a reason not to. */
  boolean isFree(GatewayClock clock) {
    return bench.isFree(clock)
        && (breaker.isClosed() || breaker.blockedNanos(clock.nanoTime()) == 0);
  }

  /** Nanoseconds until the target may be asked; 0 if it may be now. */
  long blockedNanos(long nowNanos) {
    return Math.max(bench.nanos(nowNanos), breaker.blockedNanos(nowNanos));
  }

  /** The model's context window in tokens; 0 if it is not known. */
  int window() {
    ModelPrice price = target().price();
    Integer window = price == null ? null : price.contextWindow();
    return window == null ? 0 : window;
  }
}
