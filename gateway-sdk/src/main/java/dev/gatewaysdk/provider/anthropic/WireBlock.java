package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A content block of a request. Only its mark for the prompt cache may change. */
final class WireBlock {
  /** Writes the fields of a block, but for its type and its mark. */
  interface Fields {
    void write(JsonWriter json) throws IOException;
  }

  private static final Fields NONE = json -> {};

  private final String type;
  private final @Nullable String toolCallId;
  private final @Nullable String text;
  private final @Nullable RawJson whole;
  private final Fields fields;
  private @Nullable CacheMark mark;

  private WireBlock(
      String type,
      @Nullable String toolCallId,
      @Nullable String text,
      @Nullable RawJson whole,
      Fields fields) {
    this.type = type;
    this.toolCallId = toolCallId;
    this.text = text;
    this.whole = whole;
    this.fields = fields;
  }

  /**
   * @param toolCallId of a tool call, or of its result; null for all others
   */
  static WireBlock of(String type, @Nullable String toolCallId, Fields fields) {
    return new WireBlock(type, toolCallId, null, null, fields);
  }

  /**
   * @param others the fields beside the text
   */
  static WireBlock text(String text, Fields others) {
    return new WireBlock("text", null, text, null, others);
  }

  /** A block of Anthropic's own, as it was written. */
  static WireBlock raw(String type, @Nullable String toolCallId, RawJson whole) {
    return new WireBlock(type, toolCallId, null, whole, NONE);
  }

  String type() {
    return type;
  }

  @Nullable String toolCallId() {
    return toolCallId;
  }

  /** Whether it may end what is cached: anything but thinking. */
  boolean takesMark() {
    return !isThinking();
  }

  boolean isThinking() {
    return type.equals("thinking") || type.equals("redacted_thinking");
  }

  boolean isToolCall() {
    return toolCallId != null && !isToolResult();
  }

  boolean isToolResult() {
    return type.equals("tool_result");
  }

  /** Marks its end; null takes the mark away. */
  void mark(@Nullable CacheMark mark) {
    this.mark = mark;
  }

  @Nullable CacheMark mark() {
    return mark;
  }

  /** The same text without blanks at its end; this, if there are none. */
  WireBlock withoutBlanksAtTheEnd() {
    if (text == null || text.stripTrailing().length() == text.length()) {
      return this;
    }
    WireBlock trimmed = text(text.stripTrailing(), fields);
    trimmed.mark = mark;
    return trimmed;
  }

  void write(JsonWriter json, AnthropicCacheMarks marks) throws IOException {
    if (whole != null && (mark == null || !whole.isObject())) {
      whole.write(json);
      return;
    }
    json.beginObject();
    if (whole != null) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>(whole.toMap());
      fields.remove(AnthropicCacheMarks.FIELD);
      AnthropicBlocks.fields(json, fields);
    } else {
      json.name("type").value(type);
      if (text != null) {
        json.name("text").value(text);
      }
      fields.write(json);
    }
    marks.write(json, mark);
    json.endObject();
  }
}
