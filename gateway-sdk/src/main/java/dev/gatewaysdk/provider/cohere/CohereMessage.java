package dev.gatewaysdk.provider.cohere;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.provider.http.WireNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of an answer, or what a stream adds to one. Content, calls and citations are lists in
 * the one and objects in the other; either is taken for either.
 */
final class CohereMessage {
  private static final WireNames NAMES =
      new WireNames("content", "tool_plan", "tool_calls", "citations");

  /**
   * A piece of content.
   *
   * @param kind {@code text} or {@code thinking}; else that of a block that only Cohere knows
   * @param text of the piece; empty for such a block
   * @param block such a block; null otherwise
   */
  record Content(String kind, String text, @Nullable RawJson block) {}

  /**
   * A tool call, or what is added to one.
   *
   * @param id null if it goes on
   * @param name null if it goes on
   */
  record Call(@Nullable String id, @Nullable String name, String arguments) {}

  /** Reads one of several values. */
  private interface Item {
    void read(JsonReader json) throws IOException;
  }

  final List<Content> content = new ArrayList<>(1);
  final List<Call> calls = new ArrayList<>(0);
  final List<RawJson> citations = new ArrayList<>(0);
  String toolPlan = "";

  static CohereMessage read(JsonReader json) throws IOException {
    CohereMessage message = new CohereMessage();
    if (WireJson.enterObject(json)) {
      while (json.hasNext()) {
        switch (NAMES.next(json)) {
          case "content" -> each(json, message::content);
          case "tool_plan" -> message.toolPlan = text(json);
          case "tool_calls" -> each(json, message::call);
          case "citations" -> each(json, item -> message.citations.add(WireJson.raw(item)));
          default -> json.skipValue();
        }
      }
      json.endObject();
    }
    return message;
  }

  private static void each(JsonReader json, Item item) throws IOException {
    if (json.peek() == JsonReader.Token.BEGIN_ARRAY) {
      json.beginArray();
      while (json.hasNext()) {
        item.read(json);
      }
      json.endArray();
    } else if (json.peek() == JsonReader.Token.NULL) {
      json.skipValue();
    } else {
      item.read(json);
    }
  }

  /** In a stream the type stands at the start only; the field says it everywhere. */
  private void content(JsonReader json) throws IOException {
    if (json.peek() == JsonReader.Token.STRING) {
      content.add(new Content("text", json.nextString(), null));
      return;
    }
    String kind = kind(json.peekJson());
    if (!kind.equals("text") && !kind.equals("thinking")) {
      content.add(new Content(kind, "", WireJson.raw(json)));
      return;
    }
    String text = "";
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals(kind)) {
        text = text(json);
      } else {
        json.skipValue();
      }
    }
    json.endObject();
    content.add(new Content(kind, text, null));
  }

  private static String kind(JsonReader json) throws IOException {
    String kind = "";
    if (WireJson.enterObject(json)) {
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "type" -> {
            return text(json);
          }
          case "text" -> {
            kind = "text";
            json.skipValue();
          }
          case "thinking" -> {
            kind = "thinking";
            json.skipValue();
          }
          default -> json.skipValue();
        }
      }
    }
    return kind;
  }

  private void call(JsonReader json) throws IOException {
    String id = null;
    String name = null;
    String arguments = "";
    if (!WireJson.enterObject(json)) {
      return;
    }
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "id" -> id = WireJson.text(json);
        case "function" -> {
          if (WireJson.enterObject(json)) {
            while (json.hasNext()) {
              switch (json.nextName()) {
                case "name" -> name = WireJson.text(json);
                case "arguments" -> arguments = text(json);
                default -> json.skipValue();
              }
            }
            json.endObject();
          }
        }
        default -> json.skipValue();
      }
    }
    json.endObject();
    calls.add(new Call(id, name, arguments));
  }

  private static String text(JsonReader json) throws IOException {
    String text = WireJson.text(json);
    return text == null ? "" : text;
  }
}
