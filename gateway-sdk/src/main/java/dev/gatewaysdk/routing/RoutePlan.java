package dev.gatewaysdk.routing;

import java.util.List;

/**
 * In what order a call asks its targets: the next one only when those before it have failed. The
 * endpoint's fallbacks come after the plan and are not in it.
 *
 * @param targets in the order of asking; what is left out is not asked
 */
public record RoutePlan(List<RouteTarget> targets) {
  /**
   * @throws IllegalArgumentException if it has no target
   */
  public RoutePlan {
    targets = List.copyOf(targets);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("a route plan needs a target");
    }
  }
}
