package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.AnswerForm;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A content block of an answer between its start and its end.
 *
 * <p>A block of a unary answer starts with all it has and ends at once, so that both forms of an
 * answer take the same way. Fields that no neutral part has a place for are kept as the part's
 * state, so that the block goes back as it came.
 */
abstract class AnthropicBlock {
  /** Whose the blocks, tools and states are. */
  static final String FORMAT = "anthropic";

  /** The name of the block that carries a text's citations in the neutral form: a JSON array. */
  static final String CITATIONS = "citations";

  private @Nullable Map<String, RawJson> others;

  /** Gives what the start of the block already holds. */
  abstract void begin(Consumer<? super ReplyEvent> out);

  /** Gives what a delta adds. */
  abstract void add(AnthropicDelta delta, Consumer<? super ReplyEvent> out);

  /** Gives what could not be given before the block was complete. */
  abstract void end(Consumer<? super ReplyEvent> out);

  /** Takes a field of the block's start, if it is one of its own; the reader stands before it. */
  boolean field(String name, JsonReader json) throws IOException {
    return false;
  }

  /**
   * The block that the reader stands before.
   *
   * @param nextTool the index of the next tool call
   * @param names of the tools
   * @param form of the answer
   */
  static AnthropicBlock read(JsonReader json, int nextTool, ToolNames names, AnswerForm form)
      throws IOException {
    JsonReader ahead = json.peekJson();
    String type = text("type", ahead);
    return switch (type) {
      case "text" -> read(json, new AnthropicTextBlock());
      case "thinking" -> read(json, new AnthropicThoughtBlock());
      case "tool_use" ->
          form.isAnswer(text("name", json.peekJson()))
              ? read(json, new AnthropicAnswerBlock(form.wrapped()))
              : read(json, new AnthropicCallBlock(nextTool, names));
      default -> new AnthropicRawBlock(type, WireJson.raw(json));
    };
  }

  private static AnthropicBlock read(JsonReader json, AnthropicBlock block) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (name.equals("type")) {
        json.skipValue();
      } else if (!block.field(name, json)) {
        block.others = block.others == null ? new LinkedHashMap<>(2) : block.others;
        block.others.put(name, WireJson.raw(json));
      }
    }
    json.endObject();
    return block;
  }

  /** The fields that are not the block's own; null if there are none. */
  final @Nullable Map<String, RawJson> others() {
    return others;
  }

  /** A field of a block, wherever it stands in it. */
  private static String text(String field, JsonReader json) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals(field)) {
        return orEmpty(WireJson.text(json));
      }
      json.skipValue();
    }
    return "";
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
