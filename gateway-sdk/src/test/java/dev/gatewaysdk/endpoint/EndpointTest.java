package dev.gatewaysdk.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.provider.anthropic.AnthropicProvider;
import dev.gatewaysdk.provider.openai.OpenAiProvider;
import dev.gatewaysdk.routing.RoutingStrategy;
import dev.gatewaysdk.secret.Secret;
import dev.gatewaysdk.testing.FakeProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  @ParameterizedTest
  @ValueSource(strings = {" ", "a\r\nb", "a\u0000", "\ud83d"})
  void aNameThatNoEndpointCanHaveIsAnErrorOfTheConfiguration(String name) {
    Endpoint.Builder builder = Endpoint.builder("e");

    assertThatThrownBy(() -> Endpoint.builder(name)).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> builder.target(name, "m")).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> builder.fallback("p", name)).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> builder.tag(name, "v")).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> builder.tag("t", name)).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> GatewayClient.builder().provider(name, new FakeProvider()))
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void weightsThatCountForNothingAreErrors() {
    Endpoint.Builder ordered = Endpoint.builder("e").target("p", "a", 80).target("p", "b", 20);
    Endpoint.Builder some =
        Endpoint.builder("e")
            .target("p", "a", 80)
            .target("p", "b")
            .routing(RoutingStrategy.weighted());

    assertThatThrownBy(ordered::build)
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "endpoint 'e' has weights, which routing ordered does not heed: add"
                + " routing(RoutingStrategy.weighted())");
    assertThatThrownBy(some::build)
        .isInstanceOf(ConfigException.class)
        .hasMessage("endpoint 'e' has weights, but none for p/b: add one");
    for (int weight : new int[] {0, -1, 1_000_001}) {
      assertThatThrownBy(() -> Endpoint.builder("e").target("p", "a", weight))
          .isInstanceOf(ConfigException.class)
          .hasMessage("endpoint 'e' gives p/a the weight " + weight + "; allowed: 1 to 1000000");
    }
  }

  @Test
  void aBreakerHasFiguresThatMakeSense() {
    assertThat(Breaker.DEFAULTS.enabled()).isTrue();
    assertThat(Breaker.NONE.enabled()).isFalse();
    assertThat(Breaker.DEFAULTS.withWindow(Duration.ofMinutes(1)).withOpen(Duration.ofSeconds(1)))
        .isEqualTo(new Breaker(0.5, Duration.ofMinutes(1), 10, Duration.ofSeconds(1)));
    for (double ratio : new double[] {0, -1, 1.01, Double.NaN}) {
      assertThatThrownBy(() -> Breaker.DEFAULTS.withFailureRatio(ratio))
          .hasMessage("breaker failure-ratio is " + ratio + "; it must be above 0 and at most 1");
    }
    for (int calls : new int[] {0, 10_001}) {
      assertThatThrownBy(() -> Breaker.DEFAULTS.withMinimumCalls(calls))
          .hasMessage("breaker minimum-calls is " + calls + "; allowed: 1 to 10000");
    }
    assertThatThrownBy(() -> Breaker.DEFAULTS.withWindow(Duration.ofMillis(999)))
        .hasMessage("breaker window is PT0.999S; allowed: 1s to 1h");
    assertThatThrownBy(() -> Breaker.DEFAULTS.withOpen(Duration.ZERO))
        .hasMessage("breaker open is PT0S; allowed: 1ms to 1h");
  }

  @Test
  void aListOfKeysHasKeysAndNoneTwice() {
    Secret key = Secret.of("abc");

    assertThatThrownBy(() -> OpenAiProvider.builder().apiKeys(List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessage("api-keys has 0 keys; allowed: 1 to 1000");
    assertThatThrownBy(() -> AnthropicProvider.builder().apiKeys(List.of(key, key)))
        .isInstanceOf(ConfigException.class)
        .hasMessage("api-keys has the same Secret twice; name each one once");
    assertThat(OpenAiProvider.builder().apiKeys(List.of(key, Secret.of("b"))).build().credentials())
        .isEqualTo(2);
  }
}
