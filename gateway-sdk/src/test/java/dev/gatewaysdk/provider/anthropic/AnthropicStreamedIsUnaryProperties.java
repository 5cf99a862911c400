package dev.gatewaysdk.provider.anthropic;

import static dev.gatewaysdk.provider.anthropic.AnthropicReplies.collected;
import static dev.gatewaysdk.provider.anthropic.AnthropicReplies.streamed;
import static dev.gatewaysdk.provider.anthropic.AnthropicReplies.whole;
import static dev.gatewaysdk.provider.anthropic.MessageWire.block;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatResponse;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AnthropicStreamedIsUnaryProperties {
  @Property(edgeCases = EdgeCasesMode.NONE)
  void aStreamCollectsToItsUnaryAnswer(@ForAll("messages") MessageWire message) {
    ChatResponse unary = collected(whole(message.whole()));
    ChatResponse stream = collected(streamed(message.streamed()));

    assertThat(stream).isEqualTo(unary);
    assertThat(stream.rawFinishReason()).isEqualTo(message.stopReason());
    assertThat(stream.rawUsage().toMap()).isEqualTo(unary.rawUsage().toMap());
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void anAnswerGoesBackInExactlyTheBlocksItCameIn(@ForAll("messages") MessageWire message) {
    ChatMessage answer = collected(streamed(message.streamed())).message();

    assertThat(AnswersSentBack.content(answer))
        .isEqualTo(AnswersSentBack.expected(message.content()));
  }

  @Provide
  Arbitrary<MessageWire> messages() {
    return Combinators.combine(
            blocks().list().ofMaxSize(6),
            Arbitraries.of("end_turn", "max_tokens", "tool_use", "refusal", "pause_turn", "new"),
            usages(),
            Arbitraries.integers().between(1, 12),
            Arbitraries.of(true, false))
        .as(
            (content, reason, usage, cut, pings) ->
                new MessageWire(numbered(content), reason, usage, cut, pings));
  }

  /** Ids of tool calls are unique within a message. */
  private static List<Map<String, Object>> numbered(List<Map<String, Object>> content) {
    for (int i = 0; i < content.size(); i++) {
      int index = i;
      content.get(i).computeIfPresent("id", (name, id) -> id + "_" + index);
    }
    return content;
  }

  private static Arbitrary<Map<String, Object>> blocks() {
    Arbitrary<Map<String, Object>> text = texts().map(t -> block("type", "text", "text", t));
    Arbitrary<Map<String, Object>> cited =
        Combinators.combine(texts().filter(t -> !t.isBlank()), citations().list().ofMaxSize(2))
            .as((t, list) -> block("citations", list, "type", "text", "text", t));
    Arbitrary<Map<String, Object>> odd =
        texts().map(t -> block("type", "text", "text", t, "is_new", List.of(1, "a")));
    Arbitrary<Map<String, Object>> thinking =
        Combinators.combine(texts(), Arbitraries.of("EqQ/+=", "Ep=="))
            .as((t, signature) -> block("type", "thinking", "thinking", t, "signature", signature));
    Arbitrary<Map<String, Object>> tool =
        inputs().map(i -> block("type", "tool_use", "id", "toolu", "name", "f", "input", i));
    Arbitrary<Map<String, Object>> called =
        inputs()
            .map(
                i ->
                    block(
                        "type",
                        "tool_use",
                        "id",
                        "toolu",
                        "name",
                        "f",
                        "input",
                        i,
                        "caller",
                        Map.of("type", "direct")));
    Arbitrary<Map<String, Object>> serverTool =
        inputs()
            .map(i -> block("type", "server_tool_use", "id", "srv", "name", "search", "input", i));
    Arbitrary<Map<String, Object>> result =
        texts().map(t -> block("type", "web_search_tool_result", "tool_use_id", "s", "content", t));
    Arbitrary<Map<String, Object>> redacted =
        texts().map(t -> block("type", "redacted_thinking", "data", t));
    return Arbitraries.oneOf(
        text, cited, odd, thinking, tool, called, serverTool, result, redacted);
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("ab \n\"\\/{}é日\u2028")
        .ofMaxLength(20)
        .map(text -> text.replace("é", "é😀"));
  }

  private static Arbitrary<Map<String, Object>> citations() {
    return texts().map(t -> block("type", "char_location", "cited_text", t));
  }

  private static Arbitrary<Map<String, Object>> inputs() {
    Arbitrary<Object> values =
        Arbitraries.oneOf(
            texts().map(t -> (Object) t),
            Arbitraries.longs().map(n -> (Object) n),
            Arbitraries.of(true, false).map(b -> (Object) b),
            texts().list().ofMaxSize(2).map(list -> (Object) list));
    return Arbitraries.maps(texts(), values).ofMaxSize(3).map(map -> map);
  }

  private static Arbitrary<Map<String, Object>> usages() {
    Arbitrary<Long> counts = Arbitraries.longs().between(0, 200_000);
    return Combinators.combine(counts, counts, counts, counts, counts)
        .as(
            (input, write, read, output, thinking) ->
                block(
                    "input_tokens", input,
                    "cache_creation_input_tokens", write,
                    "cache_read_input_tokens", read,
                    "output_tokens", output,
                    "output_tokens_details", Map.of("thinking_tokens", thinking)));
  }
}
