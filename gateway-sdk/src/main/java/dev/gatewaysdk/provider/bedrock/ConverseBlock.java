package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * A content block of a request.
 *
 * @param kind the block's only key, such as {@code toolUse}
 * @param toolUseId of a tool call, or of its result; null for all others
 * @param text of a text; null for all others
 * @param body writes the whole block
 */
record ConverseBlock(
    String kind, @Nullable String toolUseId, @Nullable String text, JsonBody body) {
  /** Whose blocks and signatures it takes back. */
  static final String FORMAT = "bedrock";

  /** The state of a text that ends although another text follows. */
  static final ProviderState END = new ProviderState(FORMAT, RawJson.parse("{}"));

  /** The name of the block that carries a text's citations in the neutral form: a JSON array. */
  static final String CITATIONS = "citations";

  static ConverseBlock of(String kind, JsonBody value) {
    return of(kind, null, value);
  }

  static ConverseBlock of(String kind, @Nullable String toolUseId, JsonBody value) {
    return new ConverseBlock(
        kind,
        toolUseId,
        null,
        json -> {
          json.beginObject().name(kind);
          value.write(json);
          json.endObject();
        });
  }

  static ConverseBlock text(String text) {
    return new ConverseBlock(
        "text", null, text, json -> json.beginObject().name("text").value(text).endObject());
  }

  /** Text with what it rests on. */
  static ConverseBlock cited(String text, RawJson citations) {
    return of(
        "citationsContent",
        json -> {
          json.beginObject().name("content").beginArray();
          text(text).body.write(json);
          json.endArray().name("citations");
          citations.write(json);
          json.endObject();
        });
  }

  static ConverseBlock thought(String text, RawJson signature) {
    return of(
        "reasoningContent",
        json -> {
          json.beginObject().name("reasoningText").beginObject().name("text").value(text);
          json.name("signature");
          signature.write(json);
          json.endObject().endObject();
        });
  }

  /** A block of Bedrock's own, as it was written. */
  static ConverseBlock raw(String kind, RawJson block) {
    return new ConverseBlock(kind, null, null, block::write);
  }

  boolean isThought() {
    return kind.equals("reasoningContent");
  }

  boolean isToolCall() {
    return toolUseId != null && kind.equals("toolUse");
  }

  boolean isToolResult() {
    return toolUseId != null && kind.equals("toolResult");
  }

  boolean isCachePoint() {
    return kind.equals(ConverseCachePoints.KIND);
  }
}
