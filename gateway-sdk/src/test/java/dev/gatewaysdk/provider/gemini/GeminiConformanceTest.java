package dev.gatewaysdk.provider.gemini;

import dev.gatewaysdk.conformance.GeminiConformance;
import dev.gatewaysdk.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Real traffic, as far as it is at hand: see {@code Recordings}. */
class GeminiConformanceTest {
  private final GeminiConformance conformance =
      new GeminiConformance(
          "gemini",
          (url, http) ->
              GeminiProvider.builder()
                  .apiKey(Secret.of("AIza-test"))
                  .baseUrl(url)
                  .http(http)
                  .build());

  @Test
  void agreesWithEveryRecordingOfChat(TestReporter reporter) {
    conformance.agreesWithEveryRecording(reporter, "chat", "chat_stream");
  }

  @Test
  void agreesWithEveryRecordingOfOtherOperations(TestReporter reporter) {
    conformance.agreesWithEveryRecording(reporter, "embedding", "models");
  }

  @Test
  void readsStreamsTheSameInWhateverPiecesTheyCome() {
    conformance.readsStreamsTheSameInWhateverPiecesTheyCome();
  }
}
