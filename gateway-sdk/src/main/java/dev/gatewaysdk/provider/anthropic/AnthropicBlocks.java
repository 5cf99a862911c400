package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.anthropic.AnthropicTurn.Block;
import dev.gatewaysdk.provider.anthropic.AnthropicTurn.Body;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content blocks of requests, one method each. */
final class AnthropicBlocks {
  private static final String BASE64 = ";base64";

  private AnthropicBlocks() {}

  /**
   * @param citations an array; null if there are none
   */
  static Block text(String text, @Nullable RawJson citations) {
    return new Block(
        "text",
        null,
        json -> {
          begin(json, "text").name("text").value(text);
          if (citations != null) {
            json.name("citations");
            citations.write(json);
          }
          json.endObject();
        });
  }

  static Block thinking(String thinking, RawJson signature) {
    return new Block(
        "thinking",
        null,
        json -> {
          begin(json, "thinking").name("thinking").value(thinking).name("signature");
          signature.write(json);
          json.endObject();
        });
  }

  /** A block of Anthropic's own, as it was written. */
  static Block raw(String type, RawJson block) {
    boolean result = type.equals("tool_result");
    return new Block(type, result ? field(block, "tool_use_id") : null, block::write);
  }

  /**
   * @param place of the picture in the request, for messages
   * @throws InvalidRequestException if it is a data URL that is not base64
   */
  static Block image(ContentPart.Image image, String place) {
    String url = image.url();
    return new Block("image", null, url.startsWith("data:") ? inline(url, place) : linked(url));
  }

  private static Body linked(String url) {
    return json -> {
      begin(json, "image").name("source");
      begin(json, "url").name("url").value(url).endObject();
      json.endObject();
    };
  }

  private static Body inline(String url, String place) {
    int comma = url.indexOf(',');
    if (comma < 0 || !url.substring(0, comma).endsWith(BASE64)) {
      throw new InvalidRequestException(
          place, "a data: URL must have the form data:<media type>;base64,<data>");
    }
    String head = url.substring("data:".length(), comma - BASE64.length());
    int parameters = head.indexOf(';');
    String mediaType = parameters < 0 ? head : head.substring(0, parameters);
    if (mediaType.isEmpty()) {
      throw new InvalidRequestException(
          place, "a data: URL must name its media type, such as data:image/png;base64,…");
    }
    return json -> {
      begin(json, "image").name("source");
      begin(json, "base64").name("media_type").value(mediaType);
      json.name("data").value(url.substring(comma + 1)).endObject();
      json.endObject();
    };
  }

  /**
   * @param id as Anthropic takes it
   * @param place of the call in the request, for messages
   * @throws InvalidRequestException if the arguments are not a JSON object
   */
  static Block toolUse(String id, ContentPart.ToolCall call, String place) {
    RawJson input = arguments(call.arguments(), place + ".arguments");
    return new Block(
        "tool_use",
        id,
        json -> {
          begin(json, "tool_use").name("id").value(id).name("name").value(call.name());
          json.name("input");
          input.write(json);
          json.endObject();
        });
  }

  /** A tool's result; one without content is sent without it, since blank text is refused. */
  static Block toolResult(String id, List<Block> content) {
    return new Block(
        "tool_result",
        id,
        json -> {
          begin(json, "tool_result").name("tool_use_id").value(id);
          if (!content.isEmpty()) {
            json.name("content").beginArray();
            for (Block block : content) {
              block.body().write(json);
            }
            json.endArray();
          }
          json.endObject();
        });
  }

  private static RawJson arguments(String text, String place) {
    if (text.isBlank()) {
      return RawJson.parse("{}");
    }
    try {
      RawJson arguments = RawJson.parse(text);
      if (isObject(arguments)) {
        return arguments;
      }
    } catch (IllegalArgumentException e) {
      // Said below: the text itself belongs in no message.
    }
    throw new InvalidRequestException(
        place, "must be a JSON object: Anthropic takes no other arguments of a tool call");
  }

  static boolean isObject(RawJson value) {
    return value.text().stripLeading().startsWith("{");
  }

  /** A field of a raw block; null if it has none with text in it. */
  private static @Nullable String field(RawJson block, String name) {
    if (!isObject(block)) {
      return null;
    }
    return block.toMap().get(name) instanceof String text ? text : null;
  }

  private static JsonWriter begin(JsonWriter json, String type) throws IOException {
    return json.beginObject().name("type").value(type);
  }
}
