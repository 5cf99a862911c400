package dev.gatewaysdk.provider.openai;

import dev.gatewaysdk.conformance.OpenAiWireConformance;
import dev.gatewaysdk.conformance.Recordings;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Real traffic, as far as it is at hand: see {@link Recordings}. */
class OpenAiConformanceTest {
  private final OpenAiWireConformance conformance =
      new OpenAiWireConformance("openai", OpenAiConformanceTest::provider);

  private static Provider provider(String url, HttpOptions http) {
    return OpenAiProvider.builder().apiKey(Secret.of("sk-test")).baseUrl(url).http(http).build();
  }

  @Test
  void agreesWithEveryRecordingOfChat(TestReporter reporter) {
    conformance.agrees(reporter, "chat", "chat_stream");
  }

  @Test
  void classifiesTheErrorsOfOtherOperationsAlike(TestReporter reporter) {
    conformance.agrees(
        reporter,
        Recordings.of("openai", "chat", "completion", "responses", "embedding", "image_edit")
            .stream()
            .filter(recording -> recording.operation().equals("error"))
            .toList());
  }

  @Test
  void readsStreamsTheSameInWhateverPiecesTheyCome() {
    conformance.readsStreamsInAnyPieces();
  }

  @Test
  void agreesWithEveryRecordingOfOtherOperations(TestReporter reporter) {
    conformance.agrees(
        reporter,
        "completion",
        "completion_stream",
        "embedding",
        "image",
        "speech",
        "transcription",
        "moderation",
        "models");
  }
}
