package dev.gatewaysdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.contract.CapabilityProbe;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.anthropic.AnthropicProvider;
import dev.gatewaysdk.provider.azure.AzureOpenAiProvider;
import dev.gatewaysdk.provider.bedrock.BedrockProvider;
import dev.gatewaysdk.provider.cohere.CohereProvider;
import dev.gatewaysdk.provider.gemini.GeminiProvider;
import dev.gatewaysdk.provider.groq.GroqProvider;
import dev.gatewaysdk.provider.mistral.MistralProvider;
import dev.gatewaysdk.provider.openai.OpenAiProvider;
import dev.gatewaysdk.provider.openaicompatible.OpenAiCompatibleProvider;
import dev.gatewaysdk.provider.vertexai.VertexAiProvider;
import dev.gatewaysdk.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The table of what providers can do is what they do. */
class CapabilitiesDocTest {
  private static final Path PAGE = Path.of("../docs/providers.md");

  /** Nothing listens there, and nothing needs to: the requests are only to be written. */
  private static final String NOWHERE = "http://127.0.0.1:1";

  private static final Secret KEY = Secret.of("key");
  private static final String CLAUDE = "claude-sonnet-4-5";
  private static final String GEMINI = "gemini-2.5-flash";
  private static final String GEMINI_3 = "gemini-3-pro-preview";

  private final List<Column> columns =
      List.of(
          column(OpenAiProvider.builder().apiKey(KEY).baseUrl(NOWHERE).build(), "gpt-5"),
          column(AzureOpenAiProvider.builder().apiKey(KEY).baseUrl(NOWHERE).build(), "gpt-5"),
          new Column(
              AnthropicProvider.builder().apiKey(KEY).baseUrl(NOWHERE).build(),
              CLAUDE,
              "claude-opus-5"),
          new Column(
              GeminiProvider.builder().apiKey(KEY).baseUrl(NOWHERE).build(), GEMINI, GEMINI_3),
          new Column(
              VertexAiProvider.builder("p").accessToken(KEY).baseUrl(NOWHERE).build(),
              GEMINI,
              GEMINI_3),
          new Column(
              BedrockProvider.builder("us-east-1").credentials(KEY, KEY).baseUrl(NOWHERE).build(),
              "anthropic.claude-sonnet-4-5-20250929-v1:0",
              "openai.gpt-oss-120b-1:0"),
          column(
              CohereProvider.builder().apiKey(KEY).baseUrl(NOWHERE).build(),
              "command-a-reasoning-08-2025"),
          column(MistralProvider.builder().apiKey(KEY).baseUrl(NOWHERE).build(), "magistral"),
          column(GroqProvider.builder().apiKey(KEY).baseUrl(NOWHERE).build(), "openai/gpt-oss-20b"),
          column(OpenAiCompatibleProvider.builder(NOWHERE).apiKey(KEY).build(), "model-1"));

  /**
   * A provider in the table.
   *
   * @param effort a model that takes an effort to reason as it is, if there is one
   */
  private record Column(Provider provider, String model, String effort) {
    String cell(Capability capability) {
      if (provider.capabilities().contains(capability)) {
        return "yes";
      }
      String asked = capability == Capability.REASONING_EFFORT ? effort : model;
      return switch (CapabilityProbe.of(provider, capability, asked)) {
        case CARRIED -> throw new AssertionError(provider + " does not claim " + capability);
        case EMULATED -> "emulated";
        case CHANGED -> "dropped";
        case REFUSED -> "–";
      };
    }
  }

  private static Column column(Provider provider, String model) {
    return new Column(provider, model, model);
  }

  @AfterEach
  void close() {
    columns.forEach(column -> column.provider().close());
  }

  @Test
  void showsWhatEachProviderCanDo() throws IOException {
    assertThat(Files.readString(PAGE)).contains(table());
  }

  private String table() {
    StringBuilder table = new StringBuilder("| `Capability` |");
    StringBuilder line = new StringBuilder("| --- |");
    for (Column column : columns) {
      table.append(" ").append(column.provider().type()).append(" |");
      line.append(" --- |");
    }
    List<String> rows = new ArrayList<>(List.of(table.toString(), line.toString()));
    for (Capability capability : Capability.values()) {
      StringBuilder row = new StringBuilder("| `").append(capability.name()).append("` |");
      for (Column column : columns) {
        row.append(" ").append(column.cell(capability)).append(" |");
      }
      rows.add(row.toString());
    }
    return String.join("\n", rows) + "\n";
  }
}
