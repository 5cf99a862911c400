package dev.gatewaysdk.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.conformance.CannedHttp;
import dev.gatewaysdk.conformance.Recording;
import dev.gatewaysdk.conformance.Recordings;
import dev.gatewaysdk.conformance.Replays;
import dev.gatewaysdk.conformance.SplitReplays;
import dev.gatewaysdk.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Real traffic, as far as it is at hand: see {@link Recordings}. */
class OpenAiConformanceTest {
  private static final Map<String, Function<ChatResponse, Object>> OTHERS =
      Map.of("citations", OpenAiConformanceTest::citations);

  private static OpenAiProvider provider(String baseUrl) {
    return OpenAiProvider.builder().apiKey(Secret.of("sk-test")).baseUrl(baseUrl).build();
  }

  @Test
  void agreesWithEveryRecordingOfChat(TestReporter reporter) {
    List<Recording> recordings = Recordings.of("openai", "chat", "chat_stream");

    try (Replays replays = new Replays(OpenAiConformanceTest::provider, OTHERS)) {
      Map<String, List<String>> disagreements = replays.disagreements(recordings);

      reporter.publishEntry("openai", Replays.summary(recordings, disagreements));
      assertThat(disagreements).isEmpty();
    }
  }

  @Test
  void agreesWithEveryRecordingOfOtherOperations(TestReporter reporter) {
    List<Recording> recordings =
        Recordings.of(
            "openai",
            "completion",
            "completion_stream",
            "embedding",
            "image",
            "speech",
            "transcription",
            "moderation",
            "models");

    try (Replays replays = new Replays(OpenAiConformanceTest::provider, OTHERS)) {
      Map<String, List<String>> disagreements = replays.disagreements(recordings);

      reporter.publishEntry("openai", Replays.summary(recordings, disagreements));
      assertThat(disagreements).isEmpty();
    }
  }

  @Test
  void classifiesTheErrorsOfOtherOperationsAlike(TestReporter reporter) {
    List<Recording> recordings =
        Recordings.of("openai", "chat", "completion", "responses", "embedding", "image_edit")
            .stream()
            .filter(recording -> recording.operation().equals("error"))
            .toList();

    try (Replays replays = new Replays(OpenAiConformanceTest::provider, OTHERS)) {
      Map<String, List<String>> disagreements = replays.disagreements(recordings);

      reporter.publishEntry("openai", Replays.summary(recordings, disagreements));
      assertThat(disagreements).isEmpty();
    }
  }

  @Test
  void readsStreamsTheSameInWhateverPiecesTheyCome() {
    CannedHttp http = new CannedHttp();
    try (OpenAiProvider provider =
        OpenAiProvider.builder().apiKey(Secret.of("sk-test")).http(http.options()).build()) {
      SplitReplays replays = new SplitReplays(http, provider);

      for (Recording recording : Recordings.of("openai", "chat_stream")) {
        assertThat(replays.differences(recording)).isEmpty();
      }
    }
  }

  private static Object citations(ChatResponse response) {
    return response.choices().get(0).message().parts().stream()
        .filter(part -> part instanceof ProviderBlock block && block.type().equals("annotations"))
        .mapToLong(part -> ((List<?>) ((ProviderBlock) part).json().toJava()).size())
        .sum();
  }
}
