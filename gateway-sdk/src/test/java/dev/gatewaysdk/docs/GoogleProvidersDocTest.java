package dev.gatewaysdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.provider.gemini.GeminiProvider;
import dev.gatewaysdk.provider.vertexai.VertexAiProvider;
import dev.gatewaysdk.secret.Secret;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The examples on Google in {@code docs/providers.md}. */
class GoogleProvidersDocTest {

  @Test
  void buildsBothProviders() {
    Supplier<String> tokens = () -> "ya29.token";

    GeminiProvider studio = GeminiProvider.builder().apiKey(Secret.env("GEMINI_API_KEY")).build();
    VertexAiProvider account =
        VertexAiProvider.builder("my-project-123")
            .region("europe-west4")
            .credentials(Secret.file(Path.of("service-account.json")))
            .build();
    VertexAiProvider other =
        VertexAiProvider.builder("my-project-123")
            .accessToken(Secret.supplier(tokens::get)) // asked at each call
            .build();

    assertThat(studio.type()).isEqualTo("gemini");
    assertThat(account.type()).isEqualTo("vertex-ai");
    assertThat(other.type()).isEqualTo("vertex-ai");
    studio.close();
    account.close();
    other.close();
  }
}
