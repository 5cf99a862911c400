package dev.gatewaysdk.provider.bedrock;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.provider.http.WireNames;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a stream adds to a content block; one of its fields is set. */
final class ConverseDelta {
  private static final WireNames NAMES =
      new WireNames("text", "toolUse", "reasoningContent", "citation");

  @Nullable String text;
  @Nullable String input;
  @Nullable String thought;
  @Nullable String signature;
  @Nullable String redacted;
  @Nullable RawJson citation;

  /** The name and value of what is of another kind, such as {@code toolResult}. */
  @Nullable String kind;

  @Nullable RawJson value;

  static ConverseDelta read(JsonReader json) throws IOException {
    ConverseDelta delta = new ConverseDelta();
    if (WireJson.enterObject(json)) {
      while (json.hasNext()) {
        delta.field(NAMES.nextOfAny(json), json);
      }
      json.endObject();
    }
    return delta;
  }

  private void field(String name, JsonReader json) throws IOException {
    switch (name) {
      case "text" -> text = WireJson.text(json);
      case "toolUse" -> toolUse(json);
      case "reasoningContent" -> reasoning(json);
      case "citation" -> citation = WireJson.raw(json);
      default -> {
        kind = name;
        value = WireJson.raw(json);
      }
    }
  }

  private void toolUse(JsonReader json) throws IOException {
    if (!WireJson.enterObject(json)) {
      return;
    }
    while (json.hasNext()) {
      if (json.nextName().equals("input")) {
        boolean whole = json.peek() == JsonReader.Token.BEGIN_OBJECT;
        input = whole ? WireJson.raw(json).text() : WireJson.text(json);
      } else {
        json.skipValue();
      }
    }
    json.endObject();
  }

  /** Of a delta, or of a whole block, where text and signature are in an object of their own. */
  void reasoning(JsonReader json) throws IOException {
    if (!WireJson.enterObject(json)) {
      return;
    }
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "text" -> thought = WireJson.text(json);
        case "signature" -> signature = WireJson.text(json);
        case "redactedContent" -> redacted = WireJson.text(json);
        case "reasoningText" -> reasoning(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
  }
}
