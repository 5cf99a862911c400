package dev.gatewaysdk.provider.anthropic;

import dev.gatewaysdk.json.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message as Anthropic could write it, in both of its wire forms.
 *
 * @param cut how many characters a delta has; at least 1
 */
record MessageWire(
    List<Map<String, Object>> content,
    String stopReason,
    Map<String, Object> usage,
    int cut,
    boolean pings) {

  static Map<String, Object> block(Object... fields) {
    Map<String, Object> block = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      block.put((String) fields[i], fields[i + 1]);
    }
    return block;
  }

  /** The unary form. */
  String whole() {
    return RawJson.of(message(content, stopReason, usage)).text();
  }

  /** The data of each event of the streamed form. */
  List<String> streamed() {
    List<Object> events = new ArrayList<>();
    Map<String, Object> first = new LinkedHashMap<>(usage);
    first.put("output_tokens", 1);
    events.add(block("type", "message_start", "message", message(List.of(), null, first)));
    for (int i = 0; i < content.size(); i++) {
      stream(i, content.get(i), events);
    }
    events.add(
        block(
            "type",
            "message_delta",
            "delta",
            block("stop_reason", stopReason, "stop_sequence", null),
            "usage",
            block("output_tokens", usage.get("output_tokens"))));
    events.add(block("type", "message_stop"));
    return events.stream().map(event -> RawJson.of(event).text()).toList();
  }

  private static Map<String, Object> message(
      List<Map<String, Object>> content, String stopReason, Map<String, Object> usage) {
    return block(
        "id",
        "msg_1",
        "type",
        "message",
        "role",
        "assistant",
        "model",
        "claude-x",
        "content",
        content,
        "stop_reason",
        stopReason,
        "stop_sequence",
        null,
        "usage",
        usage);
  }

  private void stream(int index, Map<String, Object> block, List<Object> events) {
    Map<String, Object> start = new LinkedHashMap<>(block);
    List<Map<String, Object>> deltas = new ArrayList<>();
    switch ((String) block.get("type")) {
      case "text" -> {
        start.put("text", "");
        cut("text_delta", "text", (String) block.get("text"), deltas);
        if (start.remove("citations") instanceof List<?> citations) {
          citations.forEach(one -> deltas.add(block("type", "citations_delta", "citation", one)));
        }
      }
      case "thinking" -> {
        start.put("thinking", "");
        start.put("signature", "");
        cut("thinking_delta", "thinking", (String) block.get("thinking"), deltas);
        deltas.add(block("type", "signature_delta", "signature", block.get("signature")));
      }
      case "tool_use", "server_tool_use" -> {
        start.put("input", Map.of());
        deltas.add(block("type", "input_json_delta", "partial_json", ""));
        String input = RawJson.of(block.get("input")).text();
        cut("input_json_delta", "partial_json", input.equals("{}") ? "" : input, deltas);
      }
      default -> {} // Comes whole with its start.
    }
    events.add(block("type", "content_block_start", "index", index, "content_block", start));
    for (Map<String, Object> delta : deltas) {
      if (pings) {
        events.add(block("type", "ping"));
      }
      events.add(block("type", "content_block_delta", "index", index, "delta", delta));
    }
    events.add(block("type", "content_block_stop", "index", index));
  }

  private void cut(String type, String field, String text, List<Map<String, Object>> deltas) {
    for (int at = 0; at < text.length(); ) {
      int end = Math.min(text.length(), at + cut);
      if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
        end++; // JSON text in UTF-8 has no half characters.
      }
      deltas.add(block("type", type, field, text.substring(at, end)));
      at = end;
    }
  }
}
