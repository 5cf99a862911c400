package dev.gatewaysdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.canary.Canary;
import dev.gatewaysdk.config.GatewayConfig;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.provider.anthropic.AnthropicProvider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.openai.OpenAiProvider;
import dev.gatewaysdk.secret.Secret;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever holds a key shows where it came from, never the key. */
class SecretsStayHiddenTest {
  @TempDir Path directory;

  @Test
  void noTextFormShowsAKey() throws Exception {
    Path file = Files.writeString(directory.resolve("key"), Canary.KEY);
    Secret ofFile = Secret.file(file);
    Secret literal = Secret.of(Canary.KEY);
    Secret supplied = Secret.supplier(() -> Canary.KEY);
    Secret stored = Secret.stored((scope, key) -> Canary.KEY, "llm", "openai");
    OpenAiProvider.Builder openAi = OpenAiProvider.builder().apiKey(literal);
    AnthropicProvider.Builder anthropic = AnthropicProvider.builder().apiKey(ofFile);
    HttpOptions http = HttpOptions.builder().header("X-Team-Token", Canary.KEY).build();
    GatewayClientBuilder builder =
        GatewayClient.builder()
            .provider("openai", openAi.http(http).build())
            .provider("claude", anthropic.build())
            .endpoint(Endpoint.builder("e").target("openai", "gpt-4o").build());

    try (GatewayClient gateway = builder.build()) {
      Canary.assertHidden(
          ofFile, literal, supplied, stored, openAi, anthropic, http, builder, gateway);
      Canary.assertHidden(gateway.endpoints().list(), openAi.build(), anthropic.build());
    }
    assertThat(stored).hasToString("Secret({{secrets/llm/openai}})");
  }

  @Test
  void aConfigurationShowsNoKey() {
    String yaml =
        """
        providers:
          openai: {type: openai, api-key: "${KEY}"}
        endpoints:
          e: {targets: [{provider: openai, model: gpt-4o}]}
        """;
    GatewayConfig config =
        GatewayConfig.parse(yaml, "gateway.yaml", directory, null, name -> Canary.KEY);

    Canary.assertHidden(config, config.providers(), config.endpoints());
  }

  @Test
  void aSecretCannotBeSerialized() {
    assertThat(Serializable.class.isAssignableFrom(Secret.class)).isFalse();
  }
}
