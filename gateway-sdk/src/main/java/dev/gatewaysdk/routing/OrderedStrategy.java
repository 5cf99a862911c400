package dev.gatewaysdk.routing;

import dev.gatewaysdk.call.Call;
import java.util.List;

/** As named. */
enum OrderedStrategy implements RoutingStrategy {
  INSTANCE;

  @Override
  public RoutePlan plan(Call call, List<RouteTarget> free) {
    return new RoutePlan(free);
  }

  @Override
  public String toString() {
    return "ordered";
  }
}
