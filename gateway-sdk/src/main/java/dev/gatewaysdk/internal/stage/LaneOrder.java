package dev.gatewaysdk.internal.stage;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.routing.RoutePlan;
import dev.gatewaysdk.routing.RouteTarget;
import dev.gatewaysdk.routing.RoutingStrategy;
import dev.gatewaysdk.time.GatewayClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** In what order a call asks an endpoint's lanes: the targets as routing says, then fallbacks. */
final class LaneOrder {
  private final String endpoint;
  private final Lane[] lanes;
  private final int targets;
  private final RoutingStrategy strategy;
  private final GatewayClock clock;

  /**
   * @param lanes targets, then fallbacks
   * @param targets how many of them are no fallbacks
   */
  LaneOrder(
      String endpoint, Lane[] lanes, int targets, RoutingStrategy strategy, GatewayClock clock) {
    this.endpoint = endpoint;
    this.lanes = lanes;
    this.targets = targets;
    this.strategy = strategy.forEndpoint();
    this.clock = clock;
  }

  /**
   * The lanes for this call, some of which may be blocked, without those that the strategy leaves
   * out; not to be changed.
   */
  Lane[] of(Call call) {
    if (targets == 1 || strategy == RoutingStrategy.ordered()) {
      return lanes; // Nothing to decide, and nothing to allocate.
    }
    List<RouteTarget> free = free();
    if (free.size() < 2) {
      return lanes;
    }
    RoutePlan plan = strategy.plan(call, free);
    List<Lane> order = new ArrayList<>(lanes.length);
    for (RouteTarget target : plan.targets()) {
      order.add(lane(target));
    }
    for (int i = 0; i < targets; i++) {
      if (!free.contains(lanes[i].route())) { // The strategy was not asked about it.
        order.add(lanes[i]);
      }
    }
    order.addAll(Arrays.asList(lanes).subList(targets, lanes.length));
    return order.toArray(Lane[]::new);
  }

  private List<RouteTarget> free() {
    List<RouteTarget> free = new ArrayList<>(targets);
    for (int i = 0; i < targets; i++) {
      if (lanes[i].isFree(clock)) {
        free.add(lanes[i].route());
      }
    }
    return List.copyOf(free);
  }

  private Lane lane(RouteTarget target) {
    for (int i = 0; i < targets; i++) {
      if (lanes[i].route() == target) {
        return lanes[i];
      }
    }
    throw new ConfigException(
        "the routing of endpoint '"
            + endpoint
            + "' plans "
            + target
            + ", which is not one of the targets that it was given");
  }
}
