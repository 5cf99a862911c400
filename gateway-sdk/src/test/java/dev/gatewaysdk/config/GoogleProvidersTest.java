package dev.gatewaysdk.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.provider.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoogleProvidersTest {
  @Test
  void readsEveryKeyOfBothTypes(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("sa.json"), "{\n  \"type\": \"service_account\"\n}\n");

    Map<String, Provider> providers =
        Configs.parse(
                """
                providers:
                  studio: {type: gemini, api-key: "${KEY}"}
                  versioned: {type: gemini, api-key: "${KEY}", base-url: "https://a.example/v1"}
                  account: {type: vertex-ai, project: p1, credentials: "${file:sa.json}"}
                  token: {type: vertex-ai, project: p1, region: europe-west4, access-token: "${KEY}"}
                  vault: {type: vertex-ai, project: p1, credentials: "{{secrets/google/key}}"}
                  proxied:
                    type: vertex-ai
                    project: p1
                    access-token: "${KEY}"
                    base-url: "https://vertex.example.com"
                """,
                directory)
            .providers();

    assertThat(providers.get("studio"))
        .hasToString("GeminiProvider(https://generativelanguage.googleapis.com/v1beta)");
    assertThat(providers.get("versioned")).hasToString("GeminiProvider(https://a.example/v1)");
    assertThat(providers.get("account"))
        .hasToString("VertexAiProvider(https://aiplatform.googleapis.com/v1beta1)");
    assertThat(providers.get("token"))
        .hasToString("VertexAiProvider(https://europe-west4-aiplatform.googleapis.com/v1beta1)");
    assertThat(providers.get("vault").type()).isEqualTo("vertex-ai");
    assertThat(providers.get("proxied"))
        .hasToString("VertexAiProvider(https://vertex.example.com/v1beta1)");
  }
}
