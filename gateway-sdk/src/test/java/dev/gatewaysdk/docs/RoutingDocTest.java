package dev.gatewaysdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.GatewayClientBuilder;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.config.GatewayConfig;
import dev.gatewaysdk.endpoint.Breaker;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.provider.openai.OpenAiProvider;
import dev.gatewaysdk.routing.RoutePlan;
import dev.gatewaysdk.routing.RouteTarget;
import dev.gatewaysdk.routing.RoutingStrategy;
import dev.gatewaysdk.secret.Secret;
import dev.gatewaysdk.testing.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/routing.md}. */
class RoutingDocTest {
  private static final Path PAGE = Path.of("..", "docs", "routing.md");

  private final FakeProvider fake = new FakeProvider();

  @Test
  void sharesCallsOutInCodeAsInTheFile() throws IOException {
    Endpoint endpoint =
        Endpoint.builder("production-llm")
            .target("openai-prod", "gpt-4o", 80)
            .target("openai-eu", "gpt-4o", 20)
            .routing(RoutingStrategy.weighted())
            .fallback("claude", "claude-sonnet-4-5")
            .build();

    String page = Files.readString(PAGE);
    int start = page.indexOf("```yaml") + "```yaml".length();
    GatewayConfig config =
        GatewayConfig.parse(
            page.substring(start, page.indexOf("```", start)),
            "gateway.yaml",
            Path.of("."),
            null,
            name -> "key-of-" + name);
    Endpoint read = config.endpoints().get(0);
    assertThat(read.targets()).isEqualTo(endpoint.targets());
    assertThat(read.fallbacks()).isEqualTo(endpoint.fallbacks());
    assertThat(read.targets()).allMatch(ref -> read.weight(ref) == endpoint.weight(ref));
    assertThat(read.strict()).isTrue();
    assertThat(config.providers().get("openai-prod").credentials()).isEqualTo(2);

    FakeProvider eu = new FakeProvider();
    fake.otherwise().reply("prod");
    eu.otherwise().reply("eu");
    try (GatewayClient gateway =
        GatewayClient.builder()
            .provider("openai-prod", fake)
            .provider("openai-eu", eu)
            .provider("claude", new FakeProvider())
            .endpoint(endpoint)
            .build()) {
      for (int i = 0; i < 100; i++) {
        gateway.chat("production-llm", "Hi");
      }
    }
    assertThat(fake.attempts()).isEqualTo(80);
    assertThat(eu.attempts()).isEqualTo(20);
  }

  @Test
  void takesAStrategyOfOnesOwn() {
    RoutingStrategy largeFirstForPremium =
        (call, free) -> {
          List<RouteTarget> order = new ArrayList<>(free);
          if (!"premium".equals(call.caller().tags().get("tier"))) {
            Collections.reverse(order);
          }
          return new RoutePlan(order);
        };

    fake.otherwise().reply("ok");
    Endpoint endpoint =
        Endpoint.builder("e")
            .target("fake", "large")
            .target("fake", "small")
            .routing(largeFirstForPremium)
            .build();
    try (GatewayClient gateway =
        GatewayClient.builder().provider("fake", fake).endpoint(endpoint).build()) {
      ChatRequest request = ChatRequest.builder("e").user("Hi").build();
      gateway.chat(request);
      gateway.chat(request, Caller.builder().user("ann").tag("tier", "premium").build());
    }
    assertThat(fake.models()).containsExactly("small", "large");
  }

  @Test
  void setsBreakers() {
    GatewayClientBuilder builder =
        GatewayClient.builder()
            .breaker(new Breaker(0.5, Duration.ofSeconds(30), 10, Duration.ofSeconds(10)))
            .endpoint(
                Endpoint.builder("batch").target("openai", "gpt-4o").breaker(Breaker.NONE).build());

    fake.otherwise().reply("ok");
    try (GatewayClient gateway = builder.provider("openai", fake).build()) {
      assertThat(gateway.chat("batch", "Hi")).isEqualTo("ok");
    }
    assertThat(new Breaker(0.5, Duration.ofSeconds(30), 10, Duration.ofSeconds(10)))
        .as("the page shows the defaults")
        .isEqualTo(Breaker.DEFAULTS);
  }

  @Test
  void takesSeveralKeys() {
    OpenAiProvider provider =
        OpenAiProvider.builder()
            .apiKeys(List.of(Secret.env("OPENAI_KEY_1"), Secret.env("OPENAI_KEY_2")))
            .build();

    assertThat(provider.credentials()).isEqualTo(2);
  }
}
