package dev.gatewaysdk.routing;

import dev.gatewaysdk.call.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Smooth weighted round robin, with a rotation for each set of free targets. */
final class WeightedStrategy implements RoutingStrategy {
  /** All sets of eight targets; beyond that rotations start anew rather than pile up. */
  private static final int MOST_ROTATIONS = 256;

  private static final Comparator<RouteTarget> HEAVIEST_FIRST =
      Comparator.comparingInt(RouteTarget::weight).reversed();

  private final Map<List<RouteTarget>, Rotation> rotations = new ConcurrentHashMap<>();

  @Override
  public RoutePlan plan(Call call, List<RouteTarget> free) {
    RouteTarget first = free.get(rotation(free).next());
    List<RouteTarget> order = new ArrayList<>(free);
    order.remove(first);
    order.sort(HEAVIEST_FIRST);
    order.add(0, first);
    return new RoutePlan(order);
  }

  @Override
  public RoutingStrategy forEndpoint() {
    return new WeightedStrategy();
  }

  private Rotation rotation(List<RouteTarget> free) {
    Rotation known = rotations.get(free);
    if (known != null) {
      return known;
    }
    if (rotations.size() >= MOST_ROTATIONS) {
      rotations.clear();
    }
    return rotations.computeIfAbsent(List.copyOf(free), Rotation::new);
  }

  /** How many sets of free targets have one; for tests. */
  int rotations() {
    return rotations.size();
  }

  @Override
  public String toString() {
    return "weighted";
  }
}
