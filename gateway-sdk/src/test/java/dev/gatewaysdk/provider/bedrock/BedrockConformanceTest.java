package dev.gatewaysdk.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.conformance.CannedHttp;
import dev.gatewaysdk.conformance.Recording;
import dev.gatewaysdk.conformance.Recordings;
import dev.gatewaysdk.conformance.Replays;
import dev.gatewaysdk.conformance.SplitReplays;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.secret.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Real traffic, as far as it is at hand: see {@link Recordings}. */
class BedrockConformanceTest {
  private static final Map<String, Function<ChatResponse, Object>> OTHERS =
      Map.of(
          "citations", BedrockConformanceTest::citations,
          "has_citations", response -> !citations(response).equals(0L),
          "server_tools", BedrockConformanceTest::serverTools,
          "redacted_reasoning", BedrockConformanceTest::redacted);

  private static BedrockProvider provider(String baseUrl, HttpOptions http) {
    return BedrockProvider.builder("us-east-1")
        .credentials(Secret.of("AKIDEXAMPLE"), Secret.of("a-secret-access-key"))
        .baseUrl(baseUrl)
        .http(http)
        .build();
  }

  @Test
  void agreesWithEveryRecordingOfChat(TestReporter reporter) {
    compare(
        Recordings.of("bedrock", "chat", "chat_stream").stream()
            .map(BedrockConformanceTest::withoutNumbers)
            .toList(),
        reporter);
  }

  @Test
  void classifiesTheErrorsOfOtherOperationsAlike(TestReporter reporter) {
    compare(
        Recordings.of("bedrock", "chat", "count_tokens").stream()
            .filter(recording -> recording.operation().equals("error"))
            .toList(),
        reporter);
  }

  @Test
  void agreesWithEveryRecordingOfEmbeddings(TestReporter reporter) {
    compare(Recordings.of("bedrock", "embedding"), "cohere.embed-v4:0", reporter);
  }

  @Test
  void agreesWithEveryRecordingOfRanks(TestReporter reporter) {
    compare(Recordings.of("bedrock", "rerank"), "cohere.rerank-v3-5:0", reporter);
  }

  @Test
  void agreesWithEveryRecordingOfPictures(TestReporter reporter) {
    compare(Recordings.of("bedrock", "image"), "amazon.nova-canvas-v1:0", reporter);
  }

  private static void compare(List<Recording> recordings, TestReporter reporter) {
    compare(recordings, "model-1", reporter);
  }

  /**
   * @param model whose name tells the adapter what to send
   */
  private static void compare(List<Recording> recordings, String model, TestReporter reporter) {
    try (Replays replays =
        new Replays(url -> provider(url, HttpOptions.defaults()), OTHERS, model)) {
      Map<String, List<String>> disagreements = replays.disagreements(recordings);

      reporter.publishEntry("bedrock", Replays.summary(recordings, disagreements));
      assertThat(disagreements).isEmpty();
    }
  }

  @Test
  void readsStreamsTheSameInWhateverPiecesTheyCome() {
    CannedHttp http = new CannedHttp();
    try (BedrockProvider provider = provider("https://bedrock.example.com", http.options())) {
      SplitReplays replays = new SplitReplays(http, provider);

      for (Recording recording : Recordings.of("bedrock", "chat_stream")) {
        assertThat(replays.differences(recording)).isEmpty();
      }
    }
  }

  private static Stream<ProviderBlock> blocks(ChatResponse response) {
    return response.message().parts().stream()
        .filter(ProviderBlock.class::isInstance)
        .map(ProviderBlock.class::cast);
  }

  private static Object citations(ChatResponse response) {
    return blocks(response)
        .filter(block -> block.type().equals(ConverseBlock.CITATIONS))
        .mapToLong(block -> ((List<?>) block.json().toJava()).size())
        .sum();
  }

  /** Of a stream it is only known whether there are citations. */
  private static Recording withoutNumbers(Recording recording) {
    if (!Boolean.TRUE.equals(recording.expected().get("citations"))) {
      return recording;
    }
    Map<String, Object> expected = new LinkedHashMap<>(recording.expected());
    expected.put("has_citations", expected.remove("citations"));
    return new Recording(
        recording.name(),
        recording.operation(),
        recording.failedOperation(),
        recording.status(),
        recording.headers(),
        recording.body(),
        expected);
  }

  private static Object serverTools(ChatResponse response) {
    return blocks(response)
        .map(ProviderBlock::type)
        .filter(type -> !Set.of(ConverseBlock.CITATIONS, ConverseSaidBlock.REDACTED).contains(type))
        .toList();
  }

  private static Object redacted(ChatResponse response) {
    return blocks(response)
        .filter(block -> block.type().equals(ConverseSaidBlock.REDACTED))
        .count();
  }
}
