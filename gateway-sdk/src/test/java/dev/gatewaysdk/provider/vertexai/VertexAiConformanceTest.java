package dev.gatewaysdk.provider.vertexai;

import dev.gatewaysdk.conformance.GeminiConformance;
import dev.gatewaysdk.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Real traffic, as far as it is at hand: see {@code Recordings}. */
class VertexAiConformanceTest {
  private final GeminiConformance conformance =
      new GeminiConformance(
          "vertex",
          (url, http) ->
              VertexAiProvider.builder("test-project")
                  .accessToken(Secret.of("ya29.test-token"))
                  .baseUrl(url)
                  .http(http)
                  .build());

  @Test
  void agreesWithEveryRecordingOfChat(TestReporter reporter) {
    conformance.agreesWithEveryRecording(reporter, "chat", "chat_stream");
  }

  @Test
  void agreesWithEveryRecordingOfOtherOperations(TestReporter reporter) {
    conformance.agreesWithEveryRecording(reporter, "embedding");
  }

  @Test
  void readsStreamsTheSameInWhateverPiecesTheyCome() {
    conformance.readsStreamsTheSameInWhateverPiecesTheyCome();
  }
}
