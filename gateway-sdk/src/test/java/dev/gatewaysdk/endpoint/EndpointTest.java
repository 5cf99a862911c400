package dev.gatewaysdk.endpoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.testing.FakeProvider;
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
}
