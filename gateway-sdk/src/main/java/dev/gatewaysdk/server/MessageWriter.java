package dev.gatewaysdk.server;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.SpokenAnswer;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.Logprobs;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what the model said as OpenAI has it. */
final class MessageWriter {
  /** The block in which citations in OpenAI's own form are kept. */
  static final String ANNOTATIONS = "annotations";

  private MessageWriter() {}

  /**
   * A whole message.
   *
   * @param legacy whether calls are wanted in OpenAI's first form
   * @param made what ids begin with that the provider did not give
   */
  static void write(JsonWriter json, List<ContentPart> parts, boolean legacy, String made)
      throws IOException {
    Plain plain = Plain.of(parts, made);
    json.beginObject().name("role").value("assistant");
    json.name("content").value(content(plain));
    json.name("refusal").value(plain.refusal().isEmpty() ? null : plain.refusal());
    if (!plain.reasoning().isEmpty()) {
      json.name("reasoning_content").value(plain.reasoning());
    }
    annotations(json, parts);
    SpokenAnswer spoken = plain.spoken();
    if (spoken != null) {
      audio(json.name("audio"), spoken);
    }
    boolean first = legacy || isLegacy(plain.calls());
    calls(json, plain.calls(), first);
    RawJson state = first ? null : MessageState.of(parts, plain);
    if (state != null) {
      state.write(json.name(MessageState.FIELD));
    }
    json.endObject();
  }

  /** Null where there are only calls, a refusal or sound. */
  private static @Nullable String content(Plain plain) {
    boolean other =
        !plain.calls().isEmpty() || !plain.refusal().isEmpty() || plain.spoken() != null;
    return plain.text().isEmpty() && other ? null : plain.text();
  }

  private static void annotations(JsonWriter json, List<ContentPart> parts) throws IOException {
    for (ContentPart part : parts) {
      if (part instanceof ContentPart.ProviderBlock block && isAnnotations(block)) {
        block.json().write(json.name(ANNOTATIONS));
        return;
      }
    }
  }

  /** Whether the block is citations in OpenAI's form. */
  static boolean isAnnotations(ContentPart.ProviderBlock block) {
    return block.type().equals(ANNOTATIONS) && block.json().text().stripLeading().startsWith("[");
  }

  private static void audio(JsonWriter json, SpokenAnswer spoken) throws IOException {
    json.beginObject().name("id").value(spoken.id());
    json.name("data").value(spoken.data()).name("transcript").value(spoken.transcript());
    json.name("expires_at").value(spoken.expiresAt());
    json.endObject();
  }

  /** Whether the provider has called in OpenAI's first form. */
  static boolean isLegacy(List<ToolCall> calls) {
    return !calls.isEmpty() && calls.get(0).type() == ToolCall.Type.LEGACY_FUNCTION;
  }

  private static void calls(JsonWriter json, List<ToolCall> calls, boolean first)
      throws IOException {
    if (calls.isEmpty()) {
      return;
    }
    if (first) {
      json.name("function_call");
      nameAnd(json, "arguments", calls.get(0));
      return;
    }
    json.name("tool_calls").beginArray();
    for (ToolCall call : calls) {
      boolean custom = call.type() == ToolCall.Type.CUSTOM;
      String type = custom ? "custom" : "function";
      json.beginObject().name("id").value(call.id()).name("type").value(type).name(type);
      nameAnd(json, custom ? "input" : "arguments", call);
      json.endObject();
    }
    json.endArray();
  }

  private static void nameAnd(JsonWriter json, String arguments, ToolCall call) throws IOException {
    json.beginObject().name("name").value(call.name());
    json.name(arguments).value(call.arguments()).endObject();
  }

  /** How likely each token was held, or null. */
  static void logprobs(JsonWriter json, @Nullable Logprobs logprobs) throws IOException {
    if (logprobs == null) {
      json.nullValue();
      return;
    }
    json.beginObject().name("content");
    tokens(json, logprobs.content());
    json.name("refusal");
    tokens(json, logprobs.refusal());
    json.endObject();
  }

  private static void tokens(JsonWriter json, List<RawJson> tokens) throws IOException {
    if (tokens.isEmpty()) {
      json.nullValue();
      return;
    }
    json.beginArray();
    for (RawJson token : tokens) {
      token.write(json);
    }
    json.endArray();
  }
}
