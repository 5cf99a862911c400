package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one choice of a reply: its message, or the deltas of it. Empty means absent. */
final class OpenAiChoiceReader {
  private static final JsonReader.Options FIELDS =
      JsonReader.Options.of(
          "content",
          "refusal",
          "tool_calls",
          "function_call",
          "reasoning_content",
          "reasoning",
          OpenAiReplyReader.ANNOTATIONS,
          "role");

  private final int choice;
  private final List<ReplyEvent> later = new ArrayList<>(2);
  private @Nullable OpenAiToolCallReader toolCalls;
  private boolean finished;

  OpenAiChoiceReader(int choice) {
    this.choice = choice;
  }

  /** Reads a message or delta, whose fields may be in any order, and emits in a fixed one. */
  void read(JsonReader json, Consumer<? super ReplyEvent> out, boolean whole) throws IOException {
    if (json.peek() == JsonReader.Token.NULL) {
      json.skipValue();
      return;
    }
    String content = null;
    String refusal = null;
    String reasoning = null;
    ProviderBlock annotations = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.selectName(FIELDS)) {
        case 0 -> content = text(json);
        case 1 -> refusal = text(json);
        case 2 -> toolCalls().readArray(json, later::add, whole);
        case 3 -> toolCalls().readLegacy(json, later::add);
        case 4, 5 -> { // Some hosts send both, with the same text.
          String thought = text(json);
          reasoning = reasoning == null ? thought : reasoning;
        }
        case 6 -> annotations = block(json);
        case 7 -> json.skipValue();
        default -> OpenAiReplyReader.skipField(json);
      }
    }
    json.endObject();
    if (reasoning != null) {
      out.accept(new ChatEvent.ReasoningDelta(choice, reasoning, null));
    }
    if (content != null) {
      out.accept(new ChatEvent.TextDelta(choice, content));
    }
    if (refusal != null) {
      out.accept(new ChatEvent.RefusalDelta(choice, refusal));
    }
    if (!later.isEmpty()) {
      later.forEach(out);
      later.clear();
    }
    if (annotations != null) {
      out.accept(new ChatEvent.BlockAdded(choice, annotations));
    }
  }

  /**
   * Emits the end of the choice, once; some hosts repeat the reason on the chunk with the usage.
   */
  void finish(@Nullable String rawReason, Consumer<? super ReplyEvent> out) {
    if (!finished) {
      finished = true;
      out.accept(new ChatEvent.Finished(choice, reason(rawReason), rawReason, null));
    }
  }

  private static FinishReason reason(@Nullable String raw) {
    if (raw == null) {
      return FinishReason.OTHER;
    }
    return switch (raw) {
      case "stop" -> FinishReason.STOP;
      case "length" -> FinishReason.LENGTH;
      case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  private OpenAiToolCallReader toolCalls() {
    OpenAiToolCallReader reader = toolCalls;
    if (reader == null) {
      reader = new OpenAiToolCallReader(choice);
      toolCalls = reader;
    }
    return reader;
  }

  private static @Nullable String text(JsonReader json) throws IOException {
    if (json.peek() == JsonReader.Token.NULL) {
      json.skipValue();
      return null;
    }
    String text = json.nextString();
    return text.isEmpty() ? null : text;
  }

  /** Citations as they came; null if there are none. */
  private static @Nullable ProviderBlock block(JsonReader json) throws IOException {
    if (json.peek() == JsonReader.Token.NULL) {
      json.skipValue();
      return null;
    }
    RawJson raw = RawJson.read(json);
    return isEmptyArray(raw.text())
        ? null
        : new ProviderBlock(OpenAiReplyReader.FORMAT, OpenAiReplyReader.ANNOTATIONS, raw);
  }

  private static boolean isEmptyArray(String json) {
    return json.startsWith("[")
        && json.endsWith("]")
        && json.substring(1, json.length() - 1).isBlank();
  }
}
