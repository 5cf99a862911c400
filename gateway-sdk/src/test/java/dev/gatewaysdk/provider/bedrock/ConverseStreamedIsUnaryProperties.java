package dev.gatewaysdk.provider.bedrock;

import static dev.gatewaysdk.provider.bedrock.ConverseReplies.collected;
import static dev.gatewaysdk.provider.bedrock.ConverseReplies.event;
import static dev.gatewaysdk.provider.bedrock.ConverseReplies.reader;
import static dev.gatewaysdk.provider.bedrock.ConverseReplies.streamed;
import static dev.gatewaysdk.provider.bedrock.ConverseReplies.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConverseStreamedIsUnaryProperties {
  /**
   * A message as Converse could write it.
   *
   * @param cut how many characters a delta has; at least 1
   * @param woven whether the deltas of all blocks come in turns
   */
  record Message(
      List<Map<String, Object>> content,
      String reason,
      Map<String, Object> usage,
      int cut,
      boolean woven) {

    String whole() {
      return RawJson.of(
              Map.of(
                  "output",
                  Map.of("message", Map.of("role", "assistant", "content", content)),
                  "stopReason",
                  reason,
                  "usage",
                  usage,
                  "metrics",
                  Map.of("latencyMs", 1)))
          .text();
    }

    List<String> streamed() {
      List<List<String>> blocks = new ArrayList<>();
      for (int i = 0; i < content.size(); i++) {
        blocks.add(block(i, content.get(i)));
      }
      List<String> frames = new ArrayList<>();
      frames.add(event("messageStart", "{\"role\":\"assistant\"}"));
      if (woven && content.stream().allMatch(Message::isCall)) {
        // Calls keep the places where they began, so that only what follows may be woven.
        blocks.forEach(block -> frames.add(block.remove(0)));
        for (int i = 0; blocks.stream().anyMatch(block -> !block.isEmpty()); i++) {
          List<String> block = blocks.get(i % blocks.size());
          if (!block.isEmpty()) {
            frames.add(block.remove(0));
          }
        }
      } else {
        blocks.forEach(frames::addAll);
      }
      frames.add(event("messageStop", "{\"stopReason\":\"" + reason + "\"}"));
      Map<String, Object> end = Map.of("usage", usage, "metrics", Map.of("latencyMs", 1));
      frames.add(event("metadata", RawJson.of(end).text()));
      return frames;
    }

    private static boolean isCall(Map<String, Object> block) {
      return block.get("toolUse") instanceof Map<?, ?> use && !use.containsKey("type");
    }

    private List<String> block(int index, Map<String, Object> block) {
      List<String> events = new ArrayList<>();
      if (block.get("text") instanceof String text) {
        pieces(text).forEach(piece -> delta(index, Map.of("text", piece), events));
      } else if (block.get("reasoningContent") instanceof Map<?, ?> reasoning) {
        if (reasoning.get("reasoningText") instanceof Map<?, ?> thought) {
          pieces((String) thought.get("text"))
              .forEach(
                  piece -> delta(index, Map.of("reasoningContent", Map.of("text", piece)), events));
          Object signature = thought.get("signature");
          delta(index, Map.of("reasoningContent", Map.of("signature", signature)), events);
        } else {
          delta(index, Map.of("reasoningContent", reasoning), events);
        }
      } else if (block.get("citationsContent") instanceof Map<?, ?> cited) {
        Map<?, ?> said = (Map<?, ?>) ((List<?>) cited.get("content")).get(0);
        pieces((String) said.get("text"))
            .forEach(piece -> delta(index, Map.of("text", piece), events));
        ((List<?>) cited.get("citations"))
            .forEach(citation -> delta(index, Map.of("citation", citation), events));
      } else if (block.get("toolUse") instanceof Map<?, ?> use) {
        Map<Object, Object> start = new LinkedHashMap<>(use);
        String input = RawJson.of(start.remove("input")).text();
        start(index, Map.of("toolUse", start), events);
        if (!input.equals("{}")) {
          pieces(input)
              .forEach(piece -> delta(index, Map.of("toolUse", Map.of("input", piece)), events));
        }
      } else if (block.get("toolResult") instanceof Map<?, ?> result) {
        Map<Object, Object> start = new LinkedHashMap<>(result);
        Object content = start.remove("content");
        start(index, Map.of("toolResult", start), events);
        delta(index, Map.of("toolResult", content), events);
      }
      events.add(event("contentBlockStop", "{\"contentBlockIndex\":" + index + "}"));
      return events;
    }

    private static void start(int index, Object start, List<String> events) {
      Map<String, Object> payload = Map.of("contentBlockIndex", index, "start", start);
      events.add(event("contentBlockStart", RawJson.of(payload).text()));
    }

    private static void delta(int index, Object delta, List<String> events) {
      Map<String, Object> payload = Map.of("contentBlockIndex", index, "delta", delta, "p", "abc");
      events.add(event("contentBlockDelta", RawJson.of(payload).text()));
    }

    private List<String> pieces(String text) {
      List<String> pieces = new ArrayList<>();
      for (int at = 0; at < text.length(); ) {
        int end = Math.min(text.length(), at + cut);
        if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
          end++; // JSON text in UTF-8 has no half characters.
        }
        pieces.add(text.substring(at, end));
        at = end;
      }
      return pieces;
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void aStreamCollectsToItsUnaryAnswer(@ForAll("messages") Message message) {
    List<ReplyEvent> events = streamed(reader(), message.streamed());
    ChatResponse unary = collected(whole(reader(), message.whole()));

    assertThat(collected(events)).isEqualTo(unary);
    assertThat(unary.rawFinishReason()).isEqualTo(message.reason());
    assertThat(events.get(0)).isInstanceOf(ChatEvent.Started.class);
    assertThat(events).filteredOn(ChatEvent.Finished.class::isInstance).hasSize(1);
    assertThat(events).filteredOn(ChatEvent.UsageReported.class::isInstance).hasSize(1);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void anAnswerGoesBackInExactlyTheBlocksItCameIn(@ForAll("messages") Message message) {
    ChatMessage answer = collected(streamed(reader(), message.streamed())).message();
    ChatRequest.Builder request = ChatRequest.builder("e").user("Hi").message(answer);
    answer.toolCalls().forEach(call -> request.toolResult(call.id(), "done"));

    WrittenConverse written = WrittenConverse.of(request.user("And?"));

    List<Object> said = new ArrayList<>();
    for (Map<String, Object> turn : RecordedConverse.list(written.fields().get("messages"))) {
      if ("assistant".equals(turn.get("role"))) {
        said.addAll((List<?>) turn.get("content"));
      }
    }
    List<Map<String, Object>> blocks = new ArrayList<>(message.content());
    blocks.removeIf(block -> block.get("text") instanceof String text && text.isBlank());
    assertThat(said).isEqualTo(RawJson.of(blocks).toJava());
  }

  @Provide
  Arbitrary<Message> messages() {
    Arbitrary<List<Map<String, Object>>> content =
        Arbitraries.oneOf(blocks().list().ofMaxSize(6), calls().list().ofMinSize(1).ofMaxSize(4));
    return Combinators.combine(
            content,
            Arbitraries.of("end_turn", "max_tokens", "tool_use", "guardrail_intervened", "new"),
            usages(),
            Arbitraries.integers().between(1, 12),
            Arbitraries.of(true, false))
        .as(
            (some, reason, usage, cut, woven) ->
                new Message(numbered(some), reason, usage, cut, woven));
  }

  /** Ids of tool calls are unique within a message. */
  private static List<Map<String, Object>> numbered(List<Map<String, Object>> content) {
    List<Map<String, Object>> numbered = new ArrayList<>();
    for (Map<String, Object> block : content) {
      if (block.get("toolUse") instanceof Map<?, ?> use) {
        Map<Object, Object> copy = new LinkedHashMap<>(use);
        copy.put("toolUseId", "id_" + numbered.size());
        if (copy.get("input") != null) {
          copy.put("input", copy.remove("input")); // Last, as the stream has it.
        }
        numbered.add(Map.of("toolUse", copy));
      } else {
        numbered.add(block);
      }
    }
    return numbered;
  }

  private static Arbitrary<Map<String, Object>> blocks() {
    Arbitrary<Map<String, Object>> text = texts().map(t -> Map.of("text", t));
    Arbitrary<Map<String, Object>> cited =
        Combinators.combine(
                texts().filter(t -> !t.isBlank()),
                texts().map(t -> Map.of("title", t)).list().ofMinSize(1).ofMaxSize(2))
            .as(
                (t, citations) ->
                    Map.of(
                        "citationsContent",
                        Map.of("content", List.of(Map.of("text", t)), "citations", citations)));
    Arbitrary<Map<String, Object>> thought =
        texts()
            .map(
                t ->
                    Map.of(
                        "reasoningContent",
                        Map.of("reasoningText", Map.of("text", t, "signature", "Eq="))));
    Arbitrary<Map<String, Object>> redacted =
        Arbitraries.of("YQ==", "YWJj")
            .map(t -> Map.of("reasoningContent", Map.of("redactedContent", t)));
    Arbitrary<Map<String, Object>> serverTool =
        inputs()
            .map(
                input -> {
                  Map<String, Object> use = new LinkedHashMap<>();
                  use.put("toolUseId", "s");
                  use.put("name", "search");
                  use.put("type", "server_tool_use");
                  use.put("input", input);
                  return Map.of("toolUse", use);
                });
    Arbitrary<Map<String, Object>> result =
        texts()
            .map(
                t -> {
                  Map<String, Object> fields = new LinkedHashMap<>();
                  fields.put("toolUseId", "s");
                  fields.put("status", "success");
                  fields.put("content", List.of(Map.of("text", t)));
                  return Map.of("toolResult", fields);
                });
    return Arbitraries.oneOf(text, cited, thought, redacted, calls(), serverTool, result);
  }

  private static Arbitrary<Map<String, Object>> calls() {
    return inputs()
        .map(
            input -> {
              Map<String, Object> use = new LinkedHashMap<>();
              use.put("toolUseId", "id");
              use.put("name", "f");
              use.put("input", input);
              return Map.of("toolUse", use);
            });
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("ab \n\"\\/{}é日\u2028")
        .ofMaxLength(20)
        .map(text -> text.replace("é", "é😀"));
  }

  private static Arbitrary<Map<String, Object>> inputs() {
    Arbitrary<Object> values =
        Arbitraries.oneOf(
            texts().map(t -> (Object) t),
            Arbitraries.longs().map(n -> (Object) n),
            Arbitraries.of(true, false).map(b -> (Object) b));
    return Arbitraries.maps(texts(), values).ofMaxSize(3).map(map -> map);
  }

  private static Arbitrary<Map<String, Object>> usages() {
    Arbitrary<Long> counts = Arbitraries.longs().between(0, 200_000);
    return Combinators.combine(counts, counts, counts, counts)
        .as(
            (input, read, write, output) ->
                Map.of(
                    "inputTokens", input,
                    "cacheReadInputTokens", read,
                    "cacheReadInputTokenCount", read,
                    "cacheWriteInputTokens", write,
                    "outputTokens", output,
                    "totalTokens", input + read + write + output));
  }
}
