package dev.gatewaysdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.endpoint.Breaker;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.routing.RoutePlan;
import dev.gatewaysdk.routing.RouteTarget;
import dev.gatewaysdk.routing.RoutingStrategy;
import dev.gatewaysdk.target.Target;
import dev.gatewaysdk.target.TargetRef;
import dev.gatewaysdk.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How calls are shared out among an endpoint's targets. */
class WeightedRoutingTest {
  private final ManualClock clock = new ManualClock();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> failing = new HashSet<>();
  private FailureKind kind = FailureKind.UNAVAILABLE;
  private final ChatRequest request = ChatRequest.builder("e").user("Hi").build();

  @Test
  void callsAreSharedOutByWeight() {
    try (GatewayClient gateway = gateway(weighted(70, 20, 10).build())) {
      chats(gateway, 1_000);
    }
    assertThat(count("a")).isEqualTo(700);
    assertThat(count("b")).isEqualTo(200);
    assertThat(count("c")).isEqualTo(100);
  }

  @Test
  void withoutWeightsEachTargetGetsTheSame() {
    Endpoint endpoint =
        Endpoint.builder("e")
            .target("p", "a")
            .target("p", "b")
            .routing(RoutingStrategy.weighted())
            .build();
    try (GatewayClient gateway = gateway(endpoint)) {
      chats(gateway, 4);
    }
    assertThat(asked).containsExactly("a", "b", "a", "b");
  }

  @Test
  void afterAFailureTheHeaviestOfTheOthersFollowsAndFallbacksComeLast() {
    Endpoint endpoint = weighted(50, 1, 30).fallback("p", "x").fallback("p", "y").build();
    failing.addAll(List.of("a", "b", "c", "x"));
    try (GatewayClient gateway = gateway(endpoint)) {
      assertThat(gateway.chat(request).text()).isEqualTo("y");
    }
    assertThat(asked).containsExactly("a", "c", "b", "x", "y");
  }

  @Test
  void whileOneIsBenchedTheOthersKeepTheirProportion() {
    failing.add("a");
    kind = FailureKind.MODEL_NOT_FOUND;
    try (GatewayClient gateway = gateway(weighted(70, 20, 10).build())) {
      gateway.chat(request);
      asked.clear();
      chats(gateway, 300);
      assertThat(count("a")).isZero();
      assertThat(count("b")).isEqualTo(200);
      assertThat(count("c")).isEqualTo(100);

      failing.clear();
      clock.advance(Duration.ofSeconds(31));
      asked.clear();
      chats(gateway, 99);
      assertThat(count("a")).as("one turn was taken before").isEqualTo(69);
    }
  }

  @Test
  void whileABreakerIsOpenTheOthersKeepTheirProportion() {
    failing.add("b");
    Endpoint endpoint = weighted(60, 20, 20).breaker(Breaker.DEFAULTS.withMinimumCalls(1)).build();
    try (GatewayClient gateway = gateway(endpoint)) {
      while (count("b") == 0) {
        gateway.chat(request);
      }
      asked.clear();
      chats(gateway, 400);
    }
    assertThat(count("a")).isEqualTo(300);
    assertThat(count("b")).isZero();
    assertThat(count("c")).isEqualTo(100);
  }

  @Test
  void racingCallsAreSharedOutExactly() {
    try (GatewayClient gateway = gateway(weighted(7, 2, 1).build())) {
      java.util.stream.IntStream.range(0, 10_000).parallel().forEach(i -> gateway.chat(request));
    }
    assertThat(count("a")).isEqualTo(7_000);
    assertThat(count("b")).isEqualTo(2_000);
    assertThat(count("c")).isEqualTo(1_000);
  }

  @Test
  void aStrategyOfOnesOwnSeesTheFreeTargetsAndTheCall() {
    List<List<String>> seen = new ArrayList<>();
    RoutingStrategy longestNameFirst =
        (call, free) -> {
          seen.add(free.stream().map(RouteTarget::target).map(Target::name).toList());
          assertThat(call.request()).isSameAs(request);
          List<RouteTarget> order = new ArrayList<>(free);
          Collections.reverse(order);
          return new RoutePlan(order);
        };
    failing.add("c");
    kind = FailureKind.AUTHENTICATION;
    try (GatewayClient gateway = gateway(weighted(1, 2, 3).routing(longestNameFirst).build())) {
      assertThat(gateway.chat(request).text()).isEqualTo("b");
      assertThat(gateway.chat(request).text()).isEqualTo("b");
    }
    assertThat(asked).containsExactly("c", "b", "b");
    assertThat(seen).containsExactly(List.of("p/a", "p/b", "p/c"), List.of("p/a", "p/b"));
  }

  @Test
  void aPlanWithATargetOfOthersIsAnErrorThatSaysSo() {
    RouteTarget stranger = RouteTarget.of(Target.of(new TargetRef("p", "z"), null), 1);
    RoutingStrategy lost = (call, free) -> new RoutePlan(List.of(stranger));
    try (GatewayClient gateway = gateway(weighted(1, 1, 1).routing(lost).build())) {
      assertThatThrownBy(() -> gateway.chat(request))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("the routing of endpoint 'e' plans p/z (1)");
    }
    assertThatThrownBy(() -> new RoutePlan(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void anEndpointThatIsChangedKeepsItsWeightsAndFallbacks() {
    Endpoint endpoint =
        weighted(70, 20, 10).fallback("p", "x").strict(true).breaker(Breaker.NONE).build();
    try (GatewayClient gateway = gateway(endpoint)) {
      gateway.endpoints().tag("e", "team", "platform");
      Endpoint changed = gateway.endpoints().find("e").orElseThrow();

      assertThat(changed.fallbacks()).containsExactly(new TargetRef("p", "x"));
      assertThat(changed.targets()).isEqualTo(endpoint.targets());
      assertThat(changed.weight(new TargetRef("p", "b"))).isEqualTo(20);
      assertThat(changed.routing()).isSameAs(endpoint.routing());
      assertThat(changed.breaker()).isEqualTo(Breaker.NONE);
      assertThat(changed.strict()).isTrue();
      chats(gateway, 100);
    }
    assertThat(count("a")).isEqualTo(70);
  }

  @Test
  void manyEndpointsMayShareOneStrategyWithoutSharingItsTurns() {
    RoutingStrategy shared = RoutingStrategy.weighted();
    LambdaProvider provider =
        new LambdaProvider(
            attempt -> {
              asked.add(attempt.target().model());
              return LambdaProvider.answer("ok");
            });
    GatewayClientBuilder builder = GatewayClient.builder().provider("p", provider).clock(clock);
    for (int i = 0; i < 300; i++) {
      builder.endpoint(
          Endpoint.builder("e" + i).target("p", "a").target("p", "b").routing(shared).build());
    }
    try (GatewayClient gateway = builder.build()) {
      for (int i = 0; i < 600; i++) {
        gateway.chat("e" + i % 300, "Hi");
      }
    }
    assertThat(count("a")).isEqualTo(300);
    assertThat(count("b")).isEqualTo(300);
  }

  @Test
  void whatAStrategyLeavesOutIsNotAskedEvenIfTheOthersCannotDoIt() {
    LambdaProvider provider =
        new LambdaProvider(
            attempt -> {
              asked.add(attempt.target().model());
              if (attempt.target().model().equals("a")) {
                throw new UnsupportedRequestException("seed", "not here");
              }
              return LambdaProvider.answer("b");
            });
    Endpoint endpoint =
        Endpoint.builder("e")
            .target("p", "a")
            .target("p", "b")
            .routing((call, free) -> new RoutePlan(free.subList(0, 1)))
            .build();
    try (GatewayClient gateway =
        GatewayClient.builder().provider("p", provider).endpoint(endpoint).clock(clock).build()) {
      assertThatThrownBy(() -> gateway.chat(request))
          .isInstanceOf(UnsupportedRequestException.class);
    }
    assertThat(asked).containsExactly("a");
  }

  private static Endpoint.Builder weighted(int a, int b, int c) {
    return Endpoint.builder("e")
        .target("p", "a", a)
        .target("p", "b", b)
        .target("p", "c", c)
        .routing(RoutingStrategy.weighted())
        .retry(Retry.NONE);
  }

  private void chats(GatewayClient gateway, int calls) {
    for (int i = 0; i < calls; i++) {
      gateway.chat(request);
    }
  }

  private int count(String model) {
    return Collections.frequency(asked, model);
  }

  private GatewayClient gateway(Endpoint endpoint) {
    LambdaProvider provider =
        new LambdaProvider(
            attempt -> {
              String model = attempt.target().model();
              asked.add(model);
              return failing.contains(model)
                  ? List.of(new ProviderException(kind, 500, "for the test", null))
                  : LambdaProvider.answer(model);
            });
    return GatewayClient.builder().provider("p", provider).endpoint(endpoint).clock(clock).build();
  }
}
