package dev.gatewaysdk.examples.standin;

import dev.gatewaysdk.examples.standin.Answer.Ending;
import dev.gatewaysdk.examples.standin.Answer.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an answer as Anthropic does. */
final class AnthropicWire {
  /** Goes with each thought, and has to come back with it. */
  static final String SEAL = "c2VhbGVkIGJ5IEFudGhyb3BpYw==";

  private static final int INPUT_TOKENS = 8;
  private static final int CACHED_TOKENS = 4;
  private static final int OUTPUT_TOKENS = 7;

  private final Asked asked;
  private final Answer answer;
  private final List<Map<String, @Nullable Object>> events = new ArrayList<>();
  private int index;

  AnthropicWire(Asked asked, Answer answer) {
    this.asked = asked;
    this.answer = answer;
  }

  Map<String, @Nullable Object> whole() {
    List<Object> content = new ArrayList<>();
    if (thinks()) {
      content.add(Fields.of("type", "thinking", "thinking", answer.reasoning(), "signature", SEAL));
    }
    if (answer.text() != null) {
      content.add(Fields.of("type", "text", "text", answer.text(), "citations", null));
    }
    for (ToolCall call : answer.calls()) {
      content.add(
          Fields.of(
              "type", "tool_use",
              "id", call.id(),
              "name", call.name(),
              "input", Fields.parse(call.arguments()).values()));
    }
    return message(content, stopReason(), OUTPUT_TOKENS);
  }

  private boolean thinks() {
    return !answer.reasoning().isEmpty();
  }

  /** The events before a pause, should there be one. */
  List<Map<String, @Nullable Object>> beginning() {
    events.clear();
    events.add(Fields.of("type", "message_start", "message", message(List.of(), null, 1)));
    events.add(Fields.of("type", "ping"));
    if (thinks()) {
      start(Fields.of("type", "thinking", "thinking", "", "signature", ""));
      delta(Fields.of("type", "thinking_delta", "thinking", answer.reasoning()));
      delta(Fields.of("type", "signature_delta", "signature", SEAL));
      stop();
    }
    if (!answer.pieces().isEmpty()) {
      start(Fields.of("type", "text", "text", ""));
      delta(Fields.of("type", "text_delta", "text", answer.pieces().get(0)));
    }
    return List.copyOf(events);
  }

  /** The events after that. */
  List<Map<String, @Nullable Object>> rest() {
    events.clear();
    answer.pieces().stream()
        .skip(1)
        .forEach(piece -> delta(Fields.of("type", "text_delta", "text", piece)));
    if (answer.ending() == Ending.ERROR || answer.ending() == Ending.CUT) {
      return List.copyOf(events);
    }
    if (!answer.pieces().isEmpty()) {
      stop();
    }
    answer.calls().forEach(this::call);
    events.add(
        Fields.of(
            "type", "message_delta",
            "delta", Fields.of("stop_reason", stopReason(), "stop_sequence", null),
            "usage", Fields.of("output_tokens", OUTPUT_TOKENS)));
    events.add(Fields.of("type", "message_stop"));
    return List.copyOf(events);
  }

  private void call(ToolCall call) {
    String arguments = call.arguments();
    int half = arguments.length() / 2;
    start(
        Fields.of("type", "tool_use", "id", call.id(), "name", call.name(), "input", Fields.of()));
    for (String part : List.of("", arguments.substring(0, half), arguments.substring(half))) {
      delta(Fields.of("type", "input_json_delta", "partial_json", part));
    }
    stop();
  }

  private void start(Map<String, @Nullable Object> block) {
    events.add(Fields.of("type", "content_block_start", "index", index, "content_block", block));
  }

  private void delta(Map<String, @Nullable Object> delta) {
    events.add(Fields.of("type", "content_block_delta", "index", index, "delta", delta));
  }

  private void stop() {
    events.add(Fields.of("type", "content_block_stop", "index", index));
    index++;
  }

  private Map<String, @Nullable Object> message(
      List<Object> content, @Nullable String stopReason, int outputTokens) {
    return Fields.of(
        "id",
        "msg_standin",
        "type",
        "message",
        "role",
        "assistant",
        "model",
        asked.model() + "-20251101",
        "content",
        content,
        "stop_reason",
        stopReason,
        "stop_sequence",
        null,
        "usage",
        Fields.of(
            "input_tokens", INPUT_TOKENS,
            "cache_creation_input_tokens", 0,
            "cache_read_input_tokens", CACHED_TOKENS,
            "output_tokens", outputTokens,
            "service_tier", "standard"));
  }

  private String stopReason() {
    if (answer.ending() == Ending.LENGTH) {
      return "max_tokens";
    }
    if (answer.refused()) {
      return "refusal";
    }
    return answer.calls().isEmpty() ? "end_turn" : "tool_use";
  }
}
