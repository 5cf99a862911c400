package dev.gatewaysdk.provider.anthropic;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.conformance.Recording;
import dev.gatewaysdk.json.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The next request of a conversation, as far as it repeats what the model said. */
final class AnswersSentBack {
  private AnswersSentBack() {}

  /** The blocks of the answer in that request; empty if there are none. */
  static List<Object> content(ChatMessage answer) {
    ChatRequest.Builder request = ChatRequest.builder("e").maxTokens(9).user("Hi").message(answer);
    answer.toolCalls().forEach(call -> request.toolResult(call.id(), "done"));
    WrittenRequest written = WrittenRequest.of(request.user("And?").build());
    for (Object turn : (List<?>) written.fields().get("messages")) {
      Map<?, ?> fields = (Map<?, ?>) turn;
      if ("assistant".equals(fields.get("role"))) {
        return List.copyOf((List<?>) fields.get("content"));
      }
    }
    return List.of();
  }

  /**
   * What they should be: those of the answer but for blank text, which Anthropic refuses, and for
   * lists of citations without any.
   */
  static List<Object> expected(List<? extends Map<String, Object>> received) {
    List<Object> expected = new ArrayList<>();
    for (Map<String, Object> block : received) {
      Map<String, Object> kept = new LinkedHashMap<>(block);
      if (kept.get("citations") == null || List.of().equals(kept.get("citations"))) {
        kept.remove("citations");
      }
      boolean blank = kept.get("text") instanceof String text && text.isBlank();
      if (!(blank && "text".equals(kept.get("type")))) {
        expected.add(RawJson.of(kept).toJava());
      }
    }
    return expected;
  }

  /** The blocks of a recorded answer, those of a stream put together by its index. */
  static List<Map<String, Object>> received(Recording recording) {
    if (!recording.streamed()) {
      return blocks(RawJson.parse(recording.body().utf8()).toMap().get("content"));
    }
    Map<Object, Map<String, Object>> blocks = new LinkedHashMap<>();
    Map<Object, StringBuilder> inputs = new LinkedHashMap<>();
    for (String line : recording.body().utf8().lines().toList()) {
      if (line.startsWith("data:")) {
        Map<String, Object> event = RawJson.parse(line.substring(5).strip()).toMap();
        Object index = event.get("index");
        if (event.get("content_block") != null) {
          blocks.put(index, new LinkedHashMap<>(object(event.get("content_block"))));
        } else if (index != null && event.get("delta") != null) {
          add(blocks.get(index), object(event.get("delta")), index, inputs);
        }
      }
    }
    inputs.forEach(
        (index, input) ->
            blocks
                .get(index)
                .put("input", input.isEmpty() ? Map.of() : RawJson.parse(input.toString())));
    return List.copyOf(blocks.values());
  }

  private static void add(
      Map<String, Object> block,
      Map<String, Object> delta,
      Object index,
      Map<Object, StringBuilder> inputs) {
    if (delta.get("partial_json") instanceof String json) {
      inputs.computeIfAbsent(index, i -> new StringBuilder()).append(json);
    } else if (delta.get("citation") != null) {
      List<Object> citations = new ArrayList<>();
      if (block.get("citations") instanceof List<?> before) {
        citations.addAll(before);
      }
      citations.add(delta.get("citation"));
      block.put("citations", citations);
    } else {
      delta.forEach(
          (name, value) -> {
            if (!name.equals("type")) {
              block.merge(name, value, (before, more) -> before.toString() + more);
            }
          });
    }
  }

  @SuppressWarnings("unchecked") // JSON objects have no other keys.
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  private static List<Map<String, Object>> blocks(Object content) {
    List<Map<String, Object>> blocks = new ArrayList<>();
    ((List<?>) content).forEach(block -> blocks.add(object(block)));
    return blocks;
  }
}
