package dev.gatewaysdk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.error.ConfigException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code type: bedrock} of the configuration. */
class BedrockConfigTest {
  private static GatewayConfig parse(String provider) {
    return GatewayConfig.parse(
        "providers:\n  aws: " + provider + "\n",
        "gateway.yaml",
        Path.of("."),
        null,
        Map.of("ID", "AKIDEXAMPLE", "KEY", "a-secret-key", "TOKEN", "a-token")::get);
  }

  @Test
  void readsRegionAndCredentials() {
    GatewayConfig config =
        parse(
            "{type: bedrock, region: eu-west-1, access-key-id: \"${ID}\","
                + " secret-access-key: \"${KEY}\", session-token: \"${TOKEN}\"}");

    assertThat(config.providers().get("aws"))
        .hasToString("BedrockProvider(https://bedrock-runtime.eu-west-1.amazonaws.com/)");
  }

  @Test
  void readsWhereItIs() {
    GatewayConfig config =
        parse(
            "{type: bedrock, region: eu-west-1, access-key-id: \"${ID}\","
                + " secret-access-key: \"${KEY}\", base-url: \"http://127.0.0.1:9/x\"}");

    assertThat(config.providers().get("aws")).hasToString("BedrockProvider(http://127.0.0.1:9/x)");
  }

  @Test
  void saysAllThatIsMissingAtOnce() {
    assertThatThrownBy(() -> parse("{type: bedrock}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("providers.aws.region: is missing")
        .hasMessageContaining("providers.aws.access-key-id: is missing")
        .hasMessageContaining("providers.aws.secret-access-key: is missing");
  }

  @Test
  void saysWhichKeyIsWrong() {
    assertThatThrownBy(
            () ->
                parse(
                    "{type: bedrock, region: nowhere, access-key-id: \"${ID}\","
                        + " secret-access-key: \"${GONE}\"}"))
        .hasMessageContaining("providers.aws.region")
        .hasMessageContaining("providers.aws.secret-access-key")
        .hasMessageNotContaining("a-secret-key");
  }
}
