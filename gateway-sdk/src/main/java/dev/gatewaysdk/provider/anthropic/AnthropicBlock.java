package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A content block of an answer between its start and its end.
 *
 * <p>A block of a unary answer starts with all it has and ends at once, so that both forms of an
 * answer take the same way.
 */
abstract class AnthropicBlock {
  /** Whose the blocks and signatures are. */
  static final String FORMAT = "anthropic";

  /** The name of the block that carries a text's citations in the neutral form: a JSON array. */
  static final String CITATIONS = "citations";

  /** Gives what the start of the block already holds. */
  abstract void begin(Consumer<? super ReplyEvent> out);

  /** Gives what a delta adds. */
  abstract void add(AnthropicDelta delta, Consumer<? super ReplyEvent> out);

  /** Gives what could not be given before the block was complete. */
  abstract void end(Consumer<? super ReplyEvent> out);

  /**
   * The block that the reader stands before.
   *
   * @param nextTool the index of the next tool call
   */
  static AnthropicBlock read(JsonReader json, int nextTool) throws IOException {
    String type = type(json.peekJson());
    return switch (type) {
      case "text" -> new Text(json);
      case "thinking" -> new Thinking(json);
      case "tool_use" -> new ToolUse(json, nextTool);
      default -> new AnthropicRawBlock(type, WireJson.raw(json));
    };
  }

  /** The type of a block, wherever it stands in it. */
  private static String type(JsonReader json) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals("type")) {
        return orEmpty(WireJson.text(json));
      }
      json.skipValue();
    }
    return "";
  }

  /** Visible text, followed by the citations that support it. */
  static final class Text extends AnthropicBlock {
    private String text = "";
    private @Nullable List<String> citations;

    Text(JsonReader json) throws IOException {
      json.beginObject();
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "text" -> text = orEmpty(WireJson.text(json));
          case "citations" -> citations(json);
          default -> json.skipValue();
        }
      }
      json.endObject();
    }

    private void citations(JsonReader json) throws IOException {
      if (WireJson.enterArray(json)) {
        while (json.hasNext()) {
          cite(WireJson.raw(json));
        }
        json.endArray();
      }
    }

    private void cite(RawJson citation) {
      if (citations == null) {
        citations = new ArrayList<>(2);
      }
      citations.add(citation.text());
    }

    @Override
    void begin(Consumer<? super ReplyEvent> out) {
      if (!text.isEmpty()) {
        out.accept(new ChatEvent.TextDelta(0, text));
      }
    }

    @Override
    void add(AnthropicDelta delta, Consumer<? super ReplyEvent> out) {
      if (delta.text != null && !delta.text.isEmpty()) {
        out.accept(new ChatEvent.TextDelta(0, delta.text));
      }
      if (delta.citation != null) {
        cite(delta.citation);
      }
    }

    @Override
    void end(Consumer<? super ReplyEvent> out) {
      if (citations != null) {
        RawJson array = RawJson.parse("[" + String.join(",", citations) + "]");
        out.accept(new ChatEvent.BlockAdded(0, new ProviderBlock(FORMAT, CITATIONS, array)));
      }
    }
  }

  /** Reasoning; its signature seals it, even where its text is empty. */
  static final class Thinking extends AnthropicBlock {
    private String thinking = "";
    private @Nullable String signature;

    Thinking(JsonReader json) throws IOException {
      json.beginObject();
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "thinking" -> thinking = orEmpty(WireJson.text(json));
          case "signature" -> signature = WireJson.text(json);
          default -> json.skipValue();
        }
      }
      json.endObject();
    }

    @Override
    void begin(Consumer<? super ReplyEvent> out) {
      if (!thinking.isEmpty()) {
        out.accept(new ChatEvent.ReasoningDelta(0, thinking, null));
      }
    }

    @Override
    void add(AnthropicDelta delta, Consumer<? super ReplyEvent> out) {
      if (delta.thinking != null && !delta.thinking.isEmpty()) {
        out.accept(new ChatEvent.ReasoningDelta(0, delta.thinking, null));
      }
      if (delta.signature != null) {
        signature = delta.signature;
      }
    }

    @Override
    void end(Consumer<? super ReplyEvent> out) {
      if (signature != null && !signature.isEmpty()) {
        out.accept(new ChatEvent.ReasoningDelta(0, "", ProviderState.of(FORMAT, signature)));
      }
    }
  }

  /** A tool call. The input of its start stands for the whole only if no delta follows. */
  static final class ToolUse extends AnthropicBlock {
    private final int index;
    private String id = "";
    private String name = "";
    private String input = "{}";
    private boolean streamed;

    ToolUse(JsonReader json, int index) throws IOException {
      this.index = index;
      json.beginObject();
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "id" -> id = orEmpty(WireJson.text(json));
          case "name" -> name = orEmpty(WireJson.text(json));
          case "input" -> input = input(WireJson.raw(json).text());
          default -> json.skipValue();
        }
      }
      json.endObject();
    }

    private static String input(String text) {
      return text.equals("null") ? "{}" : text;
    }

    @Override
    void begin(Consumer<? super ReplyEvent> out) {
      out.accept(delta(id, name, ""));
    }

    @Override
    void add(AnthropicDelta delta, Consumer<? super ReplyEvent> out) {
      if (delta.partialJson != null && !delta.partialJson.isEmpty()) {
        streamed = true;
        out.accept(delta(null, null, delta.partialJson));
      }
    }

    @Override
    void end(Consumer<? super ReplyEvent> out) {
      if (!streamed) {
        out.accept(delta(null, null, input));
      }
    }

    private ChatEvent delta(@Nullable String id, @Nullable String name, String arguments) {
      return new ChatEvent.ToolCallDelta(0, index, id, name, arguments, ToolCall.Type.FUNCTION);
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
