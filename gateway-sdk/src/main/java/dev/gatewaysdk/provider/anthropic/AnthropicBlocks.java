package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content blocks of requests, one method each. Pictures and documents: AnthropicMedia. */
final class AnthropicBlocks {
  private AnthropicBlocks() {}

  /**
   * @param others further fields of the block, as they came with it; null if there are none
   * @param citations an array; null if there are none
   */
  static WireBlock text(String text, @Nullable RawJson others, @Nullable RawJson citations) {
    return WireBlock.text(
        text,
        json -> {
          others(json, others);
          if (citations != null) {
            json.name("citations");
            citations.write(json);
          }
        });
  }

  /**
   * @param seal its signature, or an object of it and further fields
   */
  static WireBlock thinking(String thinking, RawJson seal) {
    return WireBlock.of(
        "thinking",
        null,
        json -> {
          json.name("thinking").value(thinking);
          if (seal.isObject()) {
            others(json, seal);
          } else {
            json.name("signature");
            seal.write(json);
          }
        });
  }

  /** A block of Anthropic's own, as it was written. */
  static WireBlock raw(ContentPart.ProviderBlock block) {
    String result = block.type().equals("tool_result") ? field(block.json(), "tool_use_id") : null;
    return WireBlock.raw(block.type(), result, block.json());
  }

  /**
   * @param id as Anthropic takes it
   * @param name as Anthropic takes it
   * @param place of the call in the request, for messages
   * @throws UnsupportedRequestException if the arguments are not a JSON object
   */
  static WireBlock toolUse(String id, String name, ToolCall call, String place) {
    RawJson input =
        call.type() == ToolCall.Type.CUSTOM
            ? RawJson.of(Map.of("input", call.arguments()))
            : arguments(call.arguments(), place + ".arguments");
    RawJson others = stateOf(call.state());
    return WireBlock.of(
        "tool_use",
        id,
        json -> {
          json.name("id").value(id).name("name").value(name).name("input");
          input.write(json);
          others(json, others);
        });
  }

  /** A tool's result; one without content is sent without it, since blank text is refused. */
  static WireBlock toolResult(String id, List<WireBlock> content, AnthropicCacheMarks marks) {
    return WireBlock.of(
        "tool_result",
        id,
        json -> {
          json.name("tool_use_id").value(id);
          if (!content.isEmpty()) {
            json.name("content").beginArray();
            for (WireBlock block : content) {
              block.write(json, marks);
            }
            json.endArray();
          }
        });
  }

  /** The state if it is Anthropic's. */
  static @Nullable RawJson stateOf(@Nullable ProviderState state) {
    return state != null && state.isOf(AnthropicBlock.FORMAT) ? state.json() : null;
  }

  private static RawJson arguments(String text, String place) {
    if (text.isBlank()) {
      return RawJson.parse("{}");
    }
    try {
      RawJson arguments = RawJson.parse(text);
      if (arguments.isObject()) {
        return arguments;
      }
    } catch (IllegalArgumentException e) {
      // Said below: the text itself belongs in no message.
    }
    throw new UnsupportedRequestException(
        place, "must be a JSON object: Anthropic takes no other arguments of a tool call");
  }

  /** Writes the fields of an object into the object that the writer is in. */
  static void fields(JsonWriter json, Map<String, @Nullable Object> fields) throws IOException {
    for (Map.Entry<String, @Nullable Object> field : fields.entrySet()) {
      json.name(field.getKey());
      RawJson.of(field.getValue()).write(json);
    }
  }

  private static void others(JsonWriter json, @Nullable RawJson others) throws IOException {
    if (others != null && others.isObject()) {
      fields(json, others.toMap());
    }
  }

  /** A field of a raw block; null if it has none with text in it. */
  static @Nullable String field(RawJson block, String name) {
    if (!block.isObject()) {
      return null;
    }
    return block.toMap().get(name) instanceof String text ? text : null;
  }
}
