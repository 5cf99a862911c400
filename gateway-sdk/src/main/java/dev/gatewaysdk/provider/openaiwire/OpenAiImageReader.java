package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.image.GeneratedImage;
import dev.gatewaysdk.image.ImagesDescribed;
import dev.gatewaysdk.provider.http.WireImages;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads pictures: addresses, or bytes in base64. */
final class OpenAiImageReader extends OpenAiAnswerReader {
  private @Nullable String size;
  private @Nullable String quality;
  private @Nullable String background;
  private @Nullable String format;
  private boolean anyImage;

  OpenAiImageReader(CallTrail trail) {
    super(trail);
  }

  @Override
  void field(String name, JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    switch (name) {
      case "data" -> each(json, position -> image(json, position, out));
      case "images" -> {
        if (anyImage) {
          json.skipValue();
        } else {
          each(json, position -> image(json, position, out));
        }
      }
      case "size" -> size = text(json);
      case "quality" -> quality = text(json);
      case "background" -> background = text(json);
      case "output_format" -> format = text(json);
      default -> json.skipValue();
    }
  }

  @Override
  void whole(Consumer<? super ReplyEvent> out) {
    if (!anyImage) {
      throw new JsonDataException("no images");
    }
    if (size != null || quality != null || background != null || format != null) {
      out.accept(new ImagesDescribed(size, quality, background, format));
    }
  }

  private void image(JsonReader json, int index, Consumer<? super ReplyEvent> out)
      throws IOException {
    String url = null;
    String base64 = null;
    String revisedPrompt = null;
    if (json.peek() == JsonReader.Token.STRING) { // Its address, and nothing else.
      out.accept(GeneratedImage.ofUrl(index, json.nextString(), null));
      anyImage = true;
      return;
    }
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "url" -> url = text(json);
        case "b64_json", "base64" -> base64 = text(json);
        case "revised_prompt" -> revisedPrompt = text(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (base64 != null) {
      byte[] bytes = WireImages.decoded(base64);
      out.accept(GeneratedImage.ofBytes(index, bytes, WireImages.mediaType(bytes), revisedPrompt));
    } else if (url != null) {
      out.accept(GeneratedImage.ofUrl(index, url, revisedPrompt));
    } else {
      throw new JsonDataException("no image");
    }
    anyImage = true;
  }
}
