package dev.gatewaysdk.routing;

import dev.gatewaysdk.call.Call;
import java.util.List;

/**
 * Decides in what order a call asks the targets of its endpoint. Thread-safe; must be quick and not
 * wait for anything, as it runs on the thread of each call.
 *
 * <p>It is asked only where there is a choice: benched targets, those whose breaker is open, and
 * fallbacks are not its business.
 */
@FunctionalInterface
public interface RoutingStrategy {
  /**
   * The order for one call.
   *
   * @param free the targets that may be asked now, in the endpoint's order; at least two,
   *     unmodifiable
   * @return some or all of them; what it throws ends the call
   */
  RoutePlan plan(Call call, List<RouteTarget> free);

  /**
   * What one endpoint uses, asked for once when it is put. A strategy that keeps a state gives a
   * new one, so that endpoints which are given the same strategy do not get into each other's way.
   *
   * @return this one, unless a strategy says otherwise
   */
  default RoutingStrategy forEndpoint() {
    return this;
  }

  /** As the endpoint names them: the next one when those before it have failed. The default. */
  static RoutingStrategy ordered() {
    return OrderedStrategy.INSTANCE;
  }

  /**
   * Shares calls out by weight, exactly and evenly interleaved (smooth weighted round robin): of
   * any run of calls as long as the sum of the weights, each free target gets as many as its
   * weight. If it fails, the others follow, the heaviest first.
   *
   * <p>Where a target cannot be asked, the others keep their proportion: each set of free targets
   * has a rotation of its own, and so has each endpoint. A rotation starts anew when its endpoint
   * is put again.
   */
  static RoutingStrategy weighted() {
    return new WeightedStrategy();
  }
}
