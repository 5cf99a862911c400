package dev.gatewaysdk.provider.groq;

import dev.gatewaysdk.conformance.OpenAiWireConformance;
import dev.gatewaysdk.conformance.Recordings;
import dev.gatewaysdk.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Real traffic, as far as it is at hand: see {@link Recordings}. */
class GroqConformanceTest {
  private final OpenAiWireConformance conformance =
      new OpenAiWireConformance(
          "groq",
          (url, http) ->
              GroqProvider.builder().apiKey(Secret.of("gsk-test")).baseUrl(url).http(http).build());

  @Test
  void agreesWithEveryRecordingOfChat(TestReporter reporter) {
    conformance.agrees(reporter, "chat", "chat_stream");
  }

  @Test
  void readsStreamsTheSameInWhateverPiecesTheyCome() {
    conformance.readsStreamsInAnyPieces();
  }
}
