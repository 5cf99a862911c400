package dev.gatewaysdk.provider.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.conformance.CannedHttp;
import dev.gatewaysdk.conformance.Recording;
import dev.gatewaysdk.conformance.Recordings;
import dev.gatewaysdk.conformance.Replays;
import dev.gatewaysdk.conformance.SplitReplays;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Real traffic, as far as it is at hand: see {@link Recordings}. */
class CohereConformanceTest {
  private static final Map<String, Function<ChatResponse, Object>> OTHERS =
      Map.of(
          "citations", CohereConformanceTest::citations,
          "tool_plan", CohereConformanceTest::toolPlan);

  private static CohereProvider provider(String baseUrl, HttpOptions http) {
    return CohereProvider.builder()
        .apiKey(Secret.of("a-cohere-key"))
        .baseUrl(baseUrl)
        .http(http)
        .build();
  }

  @Test
  void agreesWithEveryRecordingOfChat(TestReporter reporter) {
    compare(Recordings.of("cohere", "chat", "chat_stream"), reporter);
  }

  @Test
  void agreesWithEveryRecordingOfOtherOperations(TestReporter reporter) {
    compare(Recordings.of("cohere", "embedding", "rerank", "models"), reporter);
  }

  private static void compare(List<Recording> recordings, TestReporter reporter) {
    try (Replays replays = new Replays(url -> provider(url, HttpOptions.defaults()), OTHERS)) {
      Map<String, List<String>> disagreements = replays.disagreements(recordings);

      reporter.publishEntry("cohere", Replays.summary(recordings, disagreements));
      assertThat(disagreements).isEmpty();
    }
  }

  @Test
  void readsStreamsTheSameInWhateverPiecesTheyCome() {
    CannedHttp http = new CannedHttp();
    try (CohereProvider provider = provider("https://cohere.example.com", http.options())) {
      SplitReplays replays = new SplitReplays(http, provider);

      for (Recording recording : Recordings.of("cohere", "chat_stream")) {
        assertThat(replays.differences(recording)).isEmpty();
      }
    }
  }

  private static Object citations(ChatResponse response) {
    return response.message().parts().stream()
        .filter(ProviderBlock.class::isInstance)
        .map(ProviderBlock.class::cast)
        .filter(block -> block.type().equals(CohereFormat.CITATIONS))
        .mapToLong(block -> ((List<?>) block.json().toJava()).size())
        .sum();
  }

  private static Object toolPlan(ChatResponse response) {
    return response.message().parts().stream()
        .filter(Reasoning.class::isInstance)
        .map(Reasoning.class::cast)
        .filter(thought -> CohereFormat.TOOL_PLAN.equals(thought.state()))
        .map(Reasoning::text)
        .collect(Collectors.joining());
  }
}
