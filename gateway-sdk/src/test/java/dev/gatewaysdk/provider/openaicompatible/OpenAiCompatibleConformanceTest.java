package dev.gatewaysdk.provider.openaicompatible;

import dev.gatewaysdk.conformance.OpenAiWireConformance;
import dev.gatewaysdk.conformance.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Real traffic, as far as it is at hand: see {@link Recordings}. */
class OpenAiCompatibleConformanceTest {
  private final OpenAiWireConformance conformance =
      new OpenAiWireConformance(
          "openai-compatible",
          (url, http) -> OpenAiCompatibleProvider.builder(url).http(http).build());

  @Test
  void agreesWithEveryRecordingOfChat(TestReporter reporter) {
    conformance.agrees(reporter, "chat", "chat_stream");
  }

  @Test
  void classifiesTheErrorsOfOtherOperationsAlike(TestReporter reporter) {
    conformance.agrees(
        reporter,
        Recordings.of("openai-compatible", "chat", "responses", "embedding").stream()
            .filter(recording -> recording.operation().equals("error"))
            .toList());
  }

  @Test
  void readsStreamsTheSameInWhateverPiecesTheyCome() {
    conformance.readsStreamsInAnyPieces();
  }

  @Test
  void agreesWithEveryRecordingOfOtherOperations(TestReporter reporter) {
    conformance.agrees(reporter, "completion", "embedding", "rerank", "models");
  }
}
