package dev.gatewaysdk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.routing.RoutePlan;
import dev.gatewaysdk.routing.RouteTarget;
import dev.gatewaysdk.routing.RoutingStrategy;
import dev.gatewaysdk.target.Target;
import dev.gatewaysdk.target.TargetRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every routing strategy has to keep; a subclass gives one. */
public abstract class RoutingStrategyContract {
  private static final int CALLS = 500;

  private final Call call =
      new Call("c", ChatRequest.builder("e").user("Hi").build(), Caller.anonymous(), false, 0);

  /** The strategy, as an endpoint would be given it. */
  protected abstract RoutingStrategy strategy();

  @Test
  final void plansOnlyWhatIsFreeAndEachOnce() {
    RoutingStrategy strategy = strategy().forEndpoint();
    List<RouteTarget> all = targets(6);
    Random random = new Random(7);
    for (int i = 0; i < CALLS; i++) {
      List<RouteTarget> free = new ArrayList<>(all);
      free.removeIf(target -> random.nextInt(3) == 0);
      if (free.size() > 1) {
        assertFits(strategy.plan(call, List.copyOf(free)), free);
      }
    }
  }

  @Test
  final void plansForTwoTargetsAndForMany() {
    for (int size : new int[] {2, 3, 64}) {
      List<RouteTarget> free = targets(size);

      assertFits(strategy().forEndpoint().plan(call, free), free);
    }
  }

  @Test
  final void plansForManyCallsAtOnce() throws Exception {
    RoutingStrategy strategy = strategy().forEndpoint();
    List<RouteTarget> free = targets(4);

    for (RoutePlan plan : Crowd.each(() -> strategy.plan(call, free))) {
      assertFits(plan, free);
    }
  }

  @Test
  final void endpointsDoNotGetIntoEachOthersWay() {
    RoutingStrategy given = strategy();
    RoutingStrategy alone = given.forEndpoint();
    RoutingStrategy disturbed = given.forEndpoint();
    RoutingStrategy other = given.forEndpoint();
    List<RouteTarget> free = targets(3);
    for (int i = 0; i < 20; i++) {
      other.plan(call, free);

      assertThat(disturbed.plan(call, free)).isEqualTo(alone.plan(call, free));
    }
  }

  private static void assertFits(RoutePlan plan, List<RouteTarget> free) {
    assertThat(plan.targets()).isNotEmpty().doesNotHaveDuplicates().isSubsetOf(free);
  }

  /** Weights differ, so that a strategy which goes by them has something to go by. */
  private static List<RouteTarget> targets(int size) {
    List<RouteTarget> targets = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Target target = Target.of(new TargetRef("provider-" + i, "model"), null);
      targets.add(RouteTarget.of(target, 1 + i % 5));
    }
    return List.copyOf(targets);
  }
}
