package dev.gatewaysdk.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.target.Target;
import dev.gatewaysdk.target.TargetRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class WeightedStrategyProperties {
  private final Call call =
      new Call("c", ChatRequest.builder("e").user("Hi").build(), Caller.anonymous(), false, 0);
  private RoutingStrategy strategy = RoutingStrategy.weighted();

  @Property(tries = 300)
  void eachTargetIsPickedExactlyAsOftenAsItsWeightSays(
      @ForAll @Size(min = 2, max = 8) List<@IntRange(min = 1, max = 60) Integer> weights) {
    List<RouteTarget> targets = targets(weights);
    int sum = sum(targets);
    for (int round = 0; round < 2; round++) {
      assertThat(counts(picks(targets, sum))).isEqualTo(weightsOf(targets));
    }
  }

  /** Evenly interleaved: at no time is anybody two picks ahead of its share, or behind it. */
  @Property(tries = 300)
  void noTargetRunsAheadOfItsShareOrWaitsLongerThanTwoOfItsTurns(
      @ForAll @Size(min = 2, max = 8) List<@IntRange(min = 1, max = 60) Integer> weights) {
    List<RouteTarget> targets = targets(weights);
    int sum = sum(targets);
    List<RouteTarget> picks = picks(targets, 2 * sum);
    for (RouteTarget target : targets) {
      double share = target.weight() / (double) sum;
      int picked = 0;
      int last = -1;
      for (int n = 0; n < picks.size(); n++) {
        if (picks.get(n) == target) {
          picked++;
          assertThat(n - last).isLessThanOrEqualTo((int) Math.ceil(2 / share));
          last = n;
        }
        assertThat(picked - (n + 1) * share).isBetween(-2.0, 2.0);
      }
    }
  }

  /** However calls with other sets of free targets come in between. */
  @Property(tries = 200)
  void theFreeOnesKeepTheirProportion(
      @ForAll @Size(min = 3, max = 6) List<@IntRange(min = 1, max = 20) Integer> weights,
      @ForAll long seed) {
    List<RouteTarget> targets = targets(weights);
    Random random = new Random(seed);
    strategy = RoutingStrategy.weighted(); // With no rotation of an earlier try.
    Map<List<RouteTarget>, List<RouteTarget>> picks = new HashMap<>();
    for (int i = 0; i < 2_000; i++) {
      List<RouteTarget> free = new ArrayList<>(targets);
      free.removeIf(target -> random.nextInt(4) == 0);
      if (free.size() > 1) {
        picks.computeIfAbsent(free, set -> new ArrayList<>()).add(pick(free));
      }
    }
    picks.forEach(
        (free, picked) -> {
          int whole = picked.size() / sum(free) * sum(free);
          Map<RouteTarget, Integer> expected = weightsOf(free);
          expected.replaceAll((target, weight) -> weight * (whole / sum(free)));
          if (whole > 0) {
            assertThat(counts(picked.subList(0, whole))).isEqualTo(expected);
          }
        });
  }

  @Property(tries = 100)
  void theOthersFollowTheHeaviestFirst(
      @ForAll @Size(min = 2, max = 6) List<@IntRange(min = 1, max = 9) Integer> weights) {
    List<RouteTarget> targets = targets(weights);

    List<RouteTarget> plan = strategy.plan(call, targets).targets();

    assertThat(plan).containsExactlyInAnyOrderElementsOf(targets);
    assertThat(plan.subList(1, plan.size()))
        .isSortedAccordingTo((a, b) -> Integer.compare(b.weight(), a.weight()));
  }

  @Example
  void weightsOfFiveOneAndOneAreInterleavedAsNginxDoesIt() {
    List<RouteTarget> targets = targets(List.of(5, 1, 1));

    assertThat(picks(targets, 7))
        .extracting(target -> target.target().model())
        .containsExactly("m0", "m0", "m1", "m0", "m2", "m0", "m0");
  }

  @Example
  void manySetsOfFreeTargetsDoNotPileUp() {
    List<RouteTarget> targets = targets(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
    for (int set = 3; set < 1 << 12; set++) {
      List<RouteTarget> free = new ArrayList<>();
      for (int i = 0; i < targets.size(); i++) {
        if ((set >> i & 1) == 1) {
          free.add(targets.get(i));
        }
      }
      assertThat(free).contains(pick(free));
    }
    assertThat(((WeightedStrategy) strategy).rotations()).isLessThanOrEqualTo(256);
  }

  @Example
  void racingCallsAreSharedOutExactly() {
    List<RouteTarget> targets = targets(List.of(70, 20, 10));

    List<RouteTarget> picks =
        IntStream.range(0, 10_000).parallel().mapToObj(i -> pick(targets)).toList();

    assertThat(counts(picks).values()).containsExactlyInAnyOrder(7_000, 2_000, 1_000);
  }

  private List<RouteTarget> picks(List<RouteTarget> free, int count) {
    RouteTarget[] picks = new RouteTarget[count];
    Arrays.setAll(picks, i -> pick(free));
    return List.of(picks);
  }

  private RouteTarget pick(List<RouteTarget> free) {
    return strategy.plan(call, free).targets().get(0);
  }

  private static List<RouteTarget> targets(List<Integer> weights) {
    List<RouteTarget> targets = new ArrayList<>();
    for (int weight : weights) {
      Target target = Target.of(new TargetRef("p", "m" + targets.size()), null);
      targets.add(RouteTarget.of(target, weight));
    }
    return targets;
  }

  private static int sum(List<RouteTarget> targets) {
    return targets.stream().mapToInt(RouteTarget::weight).sum();
  }

  private static Map<RouteTarget, Integer> weightsOf(List<RouteTarget> targets) {
    Map<RouteTarget, Integer> weights = new HashMap<>();
    targets.forEach(target -> weights.put(target, target.weight()));
    return weights;
  }

  private static Map<RouteTarget, Integer> counts(List<RouteTarget> picks) {
    Map<RouteTarget, Integer> counts = new HashMap<>();
    picks.forEach(target -> counts.merge(target, 1, Integer::sum));
    return counts;
  }
}
