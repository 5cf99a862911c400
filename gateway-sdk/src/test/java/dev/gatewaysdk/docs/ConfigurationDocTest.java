package dev.gatewaysdk.docs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.error.ConfigException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/configuration.md}. */
class ConfigurationDocTest {

  @Test
  void namesTheFileThatIsNotThere() {
    assertThatThrownBy(
            () -> {
              GatewayClient gateway = GatewayClient.fromYaml(Path.of("gateway.yaml"));
              gateway.close();
            })
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("gateway.yaml");
  }
}
