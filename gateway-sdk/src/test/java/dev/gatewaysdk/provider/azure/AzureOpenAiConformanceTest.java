package dev.gatewaysdk.provider.azure;

import dev.gatewaysdk.conformance.OpenAiWireConformance;
import dev.gatewaysdk.conformance.Recording;
import dev.gatewaysdk.conformance.Recordings;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Real traffic, as far as it is at hand: see {@link Recordings}. What one surface answers is read
 * alike on the others.
 */
class AzureOpenAiConformanceTest {
  private final OpenAiWireConformance deployments =
      new OpenAiWireConformance(
          "azure", (url, http) -> provider(url.replace("/v1", ""), "2024-10-21", http));
  private final OpenAiWireConformance undated =
      new OpenAiWireConformance("azure", (url, http) -> provider(url, "v1", http));
  private final OpenAiWireConformance foundry =
      new OpenAiWireConformance(
          "azure",
          (url, http) -> provider(url.replace("/v1", "/models"), "2024-05-01-preview", http));

  private static Provider provider(String url, String version, HttpOptions http) {
    return AzureOpenAiProvider.builder()
        .baseUrl(url)
        .apiVersion(version)
        .apiKey(Secret.of("a-key"))
        .http(http)
        .build();
  }

  /** All but the one of which nothing is known: an error with status 200, tested by itself. */
  private static List<Recording> answers(String... operations) {
    return Recordings.of("azure", operations).stream()
        .filter(recording -> !recording.expected().isEmpty())
        .toList();
  }

  @Test
  void agreesWithEveryRecordingOnEverySurface(TestReporter reporter) {
    deployments.agrees(reporter, answers("chat", "chat_stream", "completion", "embedding"));
    undated.agrees(reporter, answers("chat", "chat_stream", "completion", "embedding"));
    foundry.agrees(reporter, answers("chat", "chat_stream", "embedding"));
  }

  @Test
  void readsStreamsTheSameInWhateverPiecesTheyCome() {
    deployments.readsStreamsInAnyPieces();
  }
}
