package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads content that is a list of parts, as Mistral's is where a model reasons or cites. */
final class OpenAiContentReader {
  private OpenAiContentReader() {}

  /** The parts as events, in their order; an object is a list of one. */
  static List<ChatEvent> read(JsonReader json, int choice, String format) throws IOException {
    List<ChatEvent> events = new ArrayList<>(2);
    if (json.peek() == JsonReader.Token.BEGIN_OBJECT) {
      part(json, choice, format, events);
      return events;
    }
    json.beginArray();
    while (json.hasNext()) {
      part(json, choice, format, events);
    }
    json.endArray();
    return events;
  }

  private static void part(JsonReader json, int choice, String format, List<ChatEvent> events)
      throws IOException {
    if (json.peek() == JsonReader.Token.STRING) {
      text(json.nextString(), choice, events);
      return;
    }
    RawJson raw = RawJson.read(json);
    Map<String, @Nullable Object> part = raw.toMap();
    String type = part.get("type") instanceof String name ? name : "";
    switch (type) {
      case "text", "output_text" -> text(joined(part.get("text")), choice, events);
      case "thinking", "reasoning" -> {
        String thought = joined(part.get(type.equals("thinking") ? "thinking" : "summary"));
        if (!thought.isEmpty()) {
          events.add(new ChatEvent.ReasoningDelta(choice, thought, null));
        }
      }
      case "refusal" -> {
        String refusal = joined(part.get("refusal"));
        if (!refusal.isEmpty()) {
          events.add(new ChatEvent.RefusalDelta(choice, refusal));
        }
      }
      default -> events.add(new ChatEvent.BlockAdded(choice, new ProviderBlock(format, type, raw)));
    }
  }

  private static void text(String text, int choice, List<ChatEvent> events) {
    if (!text.isEmpty()) {
      events.add(new ChatEvent.TextDelta(choice, text));
    }
  }

  /** A text, or the texts of a list of parts. */
  private static String joined(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Map<?, ?> part) {
      return joined(part.get("text"));
    }
    StringBuilder joined = new StringBuilder();
    if (value instanceof List<?> parts) {
      parts.forEach(part -> joined.append(joined(part)));
    }
    return joined.toString();
  }
}
