package dev.gatewaysdk.endpoint;

import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.routing.RoutingStrategy;
import dev.gatewaysdk.target.TargetRef;
import java.util.List;
import java.util.Map;

/** What an endpoint's targets and their weights must be. */
final class PlanChecks {
  private static final int MOST_WEIGHT = 1_000_000;

  private final String name;

  /**
   * @param name the endpoint's, for messages
   */
  PlanChecks(String name) {
    this.name = name;
  }

  void requireWeight(TargetRef target, int weight) {
    if (weight < 1 || weight > MOST_WEIGHT) {
      throw new ConfigException(
          "endpoint '%s' gives %s the weight %d; allowed: 1 to %d"
              .formatted(name, target, weight, MOST_WEIGHT));
    }
  }

  /**
   * @param plan the targets and then the fallbacks, of which none may be there twice
   */
  void requireTargets(List<TargetRef> targets, List<TargetRef> plan) {
    if (targets.isEmpty()) {
      throw new ConfigException("endpoint '" + name + "' has no target: add target(…)");
    }
    for (int i = 0; i < plan.size(); i++) {
      if (plan.indexOf(plan.get(i)) < i) {
        throw new ConfigException("endpoint '" + name + "' names " + plan.get(i) + " twice");
      }
    }
  }

  /** All or none of the targets have a weight, and only where the routing goes by it. */
  void requireWeightsThatCount(
      List<TargetRef> targets, Map<TargetRef, Integer> weights, RoutingStrategy routing) {
    if (weights.isEmpty()) {
      return;
    }
    if (routing == RoutingStrategy.ordered()) {
      throw new ConfigException(
          "endpoint '"
              + name
              + "' has weights, which routing ordered does not heed: add"
              + " routing(RoutingStrategy.weighted())");
    }
    for (TargetRef target : targets) {
      if (!weights.containsKey(target)) {
        throw new ConfigException(
            "endpoint '" + name + "' has weights, but none for " + target + ": add one");
      }
    }
  }
}
