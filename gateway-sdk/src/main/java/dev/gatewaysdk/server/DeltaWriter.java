package dev.gatewaysdk.server;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.json.JsonBody;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes OpenAI's {@code delta} of an event. For one stream. */
final class DeltaWriter {
  /** What the first chunk of a choice says. */
  static final JsonBody BEGIN =
      json -> {
        json.name("role").value("assistant").name("content").value("");
        json.name("refusal").nullValue();
      };

  private final boolean legacy;
  private final String made;
  private final Set<Long> begun = new HashSet<>(0);

  /**
   * The fields of a delta.
   *
   * @param choice whose it is
   */
  record Delta(int choice, JsonBody fields) {}

  /**
   * @param legacy whether calls are wanted in OpenAI's first form
   * @param made what ids of calls begin with that the provider did not give
   */
  DeltaWriter(boolean legacy, String made) {
    this.legacy = legacy;
    this.made = made;
  }

  /** Null if the event shows nothing. */
  @Nullable Delta of(ChatEvent event) {
    if (event instanceof ChatEvent.TextDelta e) {
      return text(e.choice(), "content", e.text());
    }
    if (event instanceof ChatEvent.ReasoningDelta e) {
      return text(e.choice(), "reasoning_content", e.text());
    }
    if (event instanceof ChatEvent.RefusalDelta e) {
      return text(e.choice(), "refusal", e.text());
    }
    if (event instanceof ChatEvent.ToolCallDelta e) {
      return call(e);
    }
    if (event instanceof ChatEvent.AudioDelta e) {
      return new Delta(e.choice(), json -> audio(json.name("audio"), e));
    }
    if (event instanceof ChatEvent.BlockAdded e && MessageWriter.isAnnotations(e.block())) {
      return new Delta(
          e.choice(), json -> e.block().json().write(json.name(MessageWriter.ANNOTATIONS)));
    }
    return null;
  }

  private static @Nullable Delta text(int choice, String field, String text) {
    return text.isEmpty() ? null : new Delta(choice, json -> json.name(field).value(text));
  }

  private @Nullable Delta call(ChatEvent.ToolCallDelta e) {
    boolean first = begun.add((long) e.choice() << 32 | e.index());
    if (!first && e.arguments().isEmpty()) {
      return null;
    }
    if (legacy || e.type() == ToolCall.Type.LEGACY_FUNCTION) {
      return e.index() > 0
          ? null // There is room for one.
          : new Delta(
              e.choice(), json -> nameAnd(json.name("function_call"), "arguments", e, first));
    }
    boolean custom = e.type() == ToolCall.Type.CUSTOM;
    String type = custom ? "custom" : "function";
    return new Delta(
        e.choice(),
        json -> {
          json.name("tool_calls").beginArray().beginObject().name("index").value(e.index());
          if (first) {
            json.name("id").value(Plain.id(e.id(), made, e.index())).name("type").value(type);
          }
          nameAnd(json.name(type), custom ? "input" : "arguments", e, first);
          json.endObject().endArray();
        });
  }

  private static void nameAnd(
      JsonWriter json, String arguments, ChatEvent.ToolCallDelta e, boolean first)
      throws IOException {
    json.beginObject();
    if (first) {
      json.name("name").value(e.name() == null ? "" : e.name());
    }
    json.name(arguments).value(e.arguments()).endObject();
  }

  private static void audio(JsonWriter json, ChatEvent.AudioDelta e) throws IOException {
    json.beginObject();
    if (e.id() != null) {
      json.name("id").value(e.id());
    }
    if (!e.data().isEmpty()) {
      json.name("data").value(e.data());
    }
    if (!e.transcript().isEmpty()) {
      json.name("transcript").value(e.transcript());
    }
    if (e.expiresAt() != null) {
      json.name("expires_at").value(e.expiresAt());
    }
    json.endObject();
  }
}
