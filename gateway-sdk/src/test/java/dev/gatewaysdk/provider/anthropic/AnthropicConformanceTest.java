package dev.gatewaysdk.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.conformance.CannedHttp;
import dev.gatewaysdk.conformance.Recording;
import dev.gatewaysdk.conformance.Recordings;
import dev.gatewaysdk.conformance.Replays;
import dev.gatewaysdk.conformance.SplitReplays;
import dev.gatewaysdk.provider.Attempts;
import dev.gatewaysdk.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Real traffic, as far as it is at hand: see {@link Recordings}. */
class AnthropicConformanceTest {
  private static final Map<String, Function<ChatResponse, Object>> OTHERS =
      Map.of(
          "citations", AnthropicConformanceTest::citations,
          "redacted_reasoning", AnthropicConformanceTest::redacted,
          "server_tools", AnthropicConformanceTest::serverTools);

  private static AnthropicProvider provider(String baseUrl) {
    return AnthropicProvider.builder().apiKey(Secret.of("sk-ant-test")).baseUrl(baseUrl).build();
  }

  @Test
  void agreesWithEveryRecordingOfChat(TestReporter reporter) {
    compare(Recordings.of("anthropic", "chat", "chat_stream"), reporter);
  }

  @Test
  void classifiesTheErrorsOfOtherOperationsAlike(TestReporter reporter) {
    compare(
        Recordings.of("anthropic", "chat", "count_tokens", "completion").stream()
            .filter(recording -> recording.operation().equals("error"))
            .toList(),
        reporter);
  }

  private static void compare(List<Recording> recordings, TestReporter reporter) {
    try (Replays replays = new Replays(AnthropicConformanceTest::provider, OTHERS)) {
      Map<String, List<String>> disagreements = replays.disagreements(recordings);

      reporter.publishEntry("anthropic", Replays.summary(recordings, disagreements));
      assertThat(disagreements).isEmpty();
    }
  }

  @Test
  void readsStreamsTheSameInWhateverPiecesTheyCome() {
    CannedHttp http = new CannedHttp();
    try (AnthropicProvider provider =
        AnthropicProvider.builder().apiKey(Secret.of("sk-ant-test")).http(http.options()).build()) {
      SplitReplays replays = new SplitReplays(http, provider);

      for (Recording recording : Recordings.of("anthropic", "chat_stream")) {
        assertThat(replays.differences(recording)).isEmpty();
      }
    }
  }

  @Test
  void sendsEveryRecordedAnswerBackInExactlyTheBlocksItCameIn() {
    CannedHttp http = new CannedHttp();
    int answers = 0;
    try (AnthropicProvider provider =
        AnthropicProvider.builder().apiKey(Secret.of("sk-ant-test")).http(http.options()).build()) {
      for (Recording recording : Recordings.of("anthropic", "chat", "chat_stream")) {
        if (recording.status() == 200 && !recording.expected().containsKey("midstream_error")) {
          http.answer(recording, List.of(recording.body()));
          ChatResponse response =
              Replays.collect(
                  provider,
                  Attempts.of(Attempts.HELLO, recording.streamed(), "recorded", "model-1"));

          assertThat(AnswersSentBack.content(response.message()))
              .as(recording.name())
              .isEqualTo(AnswersSentBack.expected(AnswersSentBack.received(recording)));
          answers++;
        }
      }
    }
    assertThat(answers).isPositive();
  }

  private static Stream<ProviderBlock> blocks(ChatResponse response) {
    return response.message().parts().stream()
        .filter(ProviderBlock.class::isInstance)
        .map(ProviderBlock.class::cast);
  }

  private static Object citations(ChatResponse response) {
    return blocks(response)
        .filter(block -> block.type().equals(AnthropicBlock.CITATIONS))
        .mapToLong(block -> ((List<?>) block.json().toJava()).size())
        .sum();
  }

  private static Object redacted(ChatResponse response) {
    return blocks(response).filter(block -> block.type().equals("redacted_thinking")).count();
  }

  /** In the order of their blocks; each is the whole block, not a part of a stream. */
  private static Object serverTools(ChatResponse response) {
    return blocks(response)
        .filter(block -> block.type().contains("tool"))
        .map(
            block -> {
              assertThat(block.json().toMap()).containsEntry("type", block.type());
              return block.type();
            })
        .toList();
  }
}
