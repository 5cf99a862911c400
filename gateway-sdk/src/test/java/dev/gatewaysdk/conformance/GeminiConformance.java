package dev.gatewaysdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;

/** What holds for both hosts of Google's wire. */
public final class GeminiConformance {
  private static final Set<String> SERVER_TOOLS =
      Set.of("executableCode", "codeExecutionResult", "toolCall", "toolResponse");
  private static final Map<String, Function<ChatResponse, Object>> OTHERS =
      Map.of(
          "thought_signatures", GeminiConformance::signatures,
          "server_tools", GeminiConformance::serverTools,
          "images", GeminiConformance::images,
          "citations", GeminiConformance::citations,
          "block_reason", ChatResponse::rawFinishReason,
          "json_array_stream", response -> true);

  private final String recorded;
  private final BiFunction<String, HttpOptions, Provider> provider;

  /**
   * @param recorded the directory of its recordings
   */
  public GeminiConformance(String recorded, BiFunction<String, HttpOptions, Provider> provider) {
    this.recorded = recorded;
    this.provider = provider;
  }

  /** Every recording of these operations, or of their failures, agrees with all that is known. */
  public void agreesWithEveryRecording(TestReporter reporter, String... operations) {
    List<Recording> recordings = Recordings.of(recorded, operations);
    try (Replays replays =
        new Replays(url -> provider.apply(url, HttpOptions.defaults()), OTHERS)) {
      Map<String, List<String>> disagreements = replays.disagreements(recordings);

      reporter.publishEntry(recorded, Replays.summary(recordings, disagreements));
      assertThat(disagreements).isEmpty();
    }
  }

  public void readsStreamsTheSameInWhateverPiecesTheyCome() {
    CannedHttp http = new CannedHttp();
    try (Provider adapter = provider.apply("https://models.example.com/v1", http.options())) {
      SplitReplays replays = new SplitReplays(http, adapter);

      for (Recording recording : Recordings.of(recorded, "chat_stream")) {
        assertThat(replays.differences(recording)).isEmpty();
      }
    }
  }

  private static Object signatures(ChatResponse response) {
    return response.message().parts().stream().filter(GeminiConformance::isSigned).count();
  }

  private static boolean isSigned(ContentPart part) {
    return (part instanceof Text text && text.state() != null)
        || (part instanceof Reasoning reasoning && reasoning.state() != null)
        || (part instanceof ToolCall call && call.state() != null)
        || (part instanceof ProviderBlock block
            && block.json().toMap().containsKey("thoughtSignature"));
  }

  private static Object serverTools(ChatResponse response) {
    return blocks(response).map(ProviderBlock::type).filter(SERVER_TOOLS::contains).toList();
  }

  private static Object images(ChatResponse response) {
    return blocks(response).filter(block -> block.type().equals("inlineData")).count();
  }

  private static Stream<ProviderBlock> blocks(ChatResponse response) {
    return response.message().parts().stream()
        .filter(ProviderBlock.class::isInstance)
        .map(ProviderBlock.class::cast);
  }

  private static Object citations(ChatResponse response) {
    RawJson grounding = response.extras().get("groundingMetadata");
    Object chunks = grounding == null ? null : grounding.toMap().get("groundingChunks");
    return chunks instanceof List<?> list ? (long) list.size() : 0L;
  }
}
