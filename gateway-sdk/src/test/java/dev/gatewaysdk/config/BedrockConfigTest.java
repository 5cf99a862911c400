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

  @Test
  void readsSeveralCredentials() {
    GatewayConfig config =
        parse(
            "{type: bedrock, region: eu-west-1, credentials: ["
                + "{access-key-id: \"${ID}\", secret-access-key: \"${KEY}\"},"
                + " {access-key-id: OTHER, secret-access-key: \"${KEY}\","
                + " session-token: \"${TOKEN}\"}]}");

    assertThat(config.providers().get("aws").credentials()).isEqualTo(2);
  }

  @Test
  void readsApiKeysOfBedrock() {
    assertThat(
            parse("{type: bedrock, region: eu-west-1, api-key: \"${KEY}\"}")
                .providers()
                .get("aws")
                .credentials())
        .isEqualTo(1);
    assertThat(
            parse("{type: bedrock, region: eu-west-1, api-keys: [\"${KEY}\", \"${TOKEN}\"]}")
                .providers()
                .get("aws")
                .credentials())
        .isEqualTo(2);
  }

  @Test
  void takesOneKindOfCredentials() {
    assertThatThrownBy(
            () ->
                parse(
                    "{type: bedrock, region: eu-west-1, api-key: \"${KEY}\","
                        + " access-key-id: \"${ID}\", secret-access-key: \"${KEY}\"}"))
        .hasMessageContaining("providers.aws.api-key: stands beside other credentials");
    assertThatThrownBy(
            () ->
                parse(
                    "{type: bedrock, region: eu-west-1, api-key: \"${KEY}\", credentials: ["
                        + "{access-key-id: \"${ID}\", secret-access-key: \"${KEY}\"}]}"))
        .hasMessageContaining("providers.aws.credentials: stands beside other credentials");
  }

  @Test
  void saysWhatIsWrongWithSeveralCredentials() {
    assertThatThrownBy(() -> parse("{type: bedrock, region: eu-west-1, credentials: []}"))
        .hasMessageContaining("providers.aws.credentials: has no entry");
    assertThatThrownBy(
            () -> parse("{type: bedrock, region: eu-west-1, credentials: [{access-key-id: a}]}"))
        .hasMessageContaining("providers.aws.credentials[0].secret-access-key: is missing");
    assertThatThrownBy(
            () -> parse("{type: bedrock, region: eu-west-1, credentials: a-pasted-secret}"))
        .hasMessageContaining("allowed: a list")
        .hasMessageNotContaining("a-pasted-secret");
  }
}
