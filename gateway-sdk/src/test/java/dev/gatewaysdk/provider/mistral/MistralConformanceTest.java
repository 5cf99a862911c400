package dev.gatewaysdk.provider.mistral;

import dev.gatewaysdk.conformance.OpenAiWireConformance;
import dev.gatewaysdk.conformance.Recordings;
import dev.gatewaysdk.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Real traffic, as far as it is at hand: see {@link Recordings}. */
class MistralConformanceTest {
  private final OpenAiWireConformance conformance =
      new OpenAiWireConformance(
          "mistral",
          (url, http) ->
              MistralProvider.builder()
                  .apiKey(Secret.of("test-key"))
                  .baseUrl(url)
                  .http(http)
                  .build());

  @Test
  void agreesWithEveryRecordingOfChat(TestReporter reporter) {
    conformance.agrees(reporter, "chat", "chat_stream");
  }

  @Test
  void readsStreamsTheSameInWhateverPiecesTheyCome() {
    conformance.readsStreamsInAnyPieces();
  }

  @Test
  void agreesWithEveryRecordingOfOtherOperations(TestReporter reporter) {
    conformance.agrees(reporter, "embedding", "speech", "transcription");
  }
}
