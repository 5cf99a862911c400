package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an answer only at its end: why it stopped, what it used, and the fields that
 * have no place of their own, such as {@code container}.
 */
final class AnthropicEnding {
  private final AnthropicUsage usage = new AnthropicUsage();
  private @Nullable String stopReason;
  private @Nullable String stopSequence;
  private @Nullable Map<String, RawJson> fields;

  /** Takes a field of a message; the reader stands before its value. */
  void field(String name, JsonReader json) throws IOException {
    switch (name) {
      case "type", "role" -> json.skipValue();
      case "stop_reason" -> stopReason = WireJson.text(json);
      case "stop_sequence" -> stopSequence = WireJson.text(json);
      case "usage" -> usage.merge(json);
      default -> keep(name, WireJson.raw(json));
    }
  }

  /** Takes the last delta of a stream. */
  void stopped(@Nullable AnthropicDelta delta) {
    if (delta == null) {
      return;
    }
    if (delta.stopReason != null) {
      stopReason = delta.stopReason;
      stopSequence = delta.stopSequence;
    }
    if (delta.others != null) {
      delta.others.forEach(this::keep);
    }
  }

  private void keep(String name, RawJson value) {
    if (!value.text().equals("null")) {
      fields = fields == null ? new LinkedHashMap<>(2) : fields;
      fields.put(name, value);
    }
  }

  /**
   * Gives the events of the end.
   *
   * @param answered whether the only tool that was called stands for the answer
   */
  void give(boolean answered, Consumer<? super ReplyEvent> out) {
    if (fields != null) {
      fields.forEach((name, value) -> out.accept(new ChatEvent.FieldReported(name, value)));
    }
    out.accept(new ChatEvent.Finished(0, reason(answered), stopReason, stopSequence));
    ChatEvent.UsageReported reported = usage.event();
    if (reported != null) {
      out.accept(reported);
    }
  }

  private FinishReason reason(boolean answered) {
    return switch (AnthropicBlock.orEmpty(stopReason)) {
      case "end_turn", "stop_sequence" -> FinishReason.STOP;
      case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
      case "tool_use" -> answered ? FinishReason.STOP : FinishReason.TOOL_CALLS;
      case "refusal" -> FinishReason.CONTENT_FILTER;
      case "pause_turn" -> FinishReason.PAUSED;
      default -> FinishReason.OTHER;
    };
  }
}
