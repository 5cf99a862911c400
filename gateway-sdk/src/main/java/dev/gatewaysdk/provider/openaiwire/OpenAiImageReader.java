package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.image.GeneratedImage;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.Base64;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads pictures: addresses, or bytes in base64. */
final class OpenAiImageReader extends OpenAiAnswerReader {
  private boolean anyImage;

  OpenAiImageReader(CallTrail trail) {
    super(trail);
  }

  @Override
  void field(String name, JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    if (name.equals("data") || name.equals("images") && !anyImage) {
      each(json, position -> image(json, position, out));
    } else {
      json.skipValue();
    }
  }

  @Override
  void whole(Consumer<? super ReplyEvent> out) {
    if (!anyImage) {
      throw new JsonDataException("no images");
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
      byte[] bytes = decoded(base64);
      out.accept(GeneratedImage.ofBytes(index, bytes, mediaType(bytes), revisedPrompt));
    } else if (url != null) {
      out.accept(GeneratedImage.ofUrl(index, url, revisedPrompt));
    } else {
      throw new JsonDataException("no image");
    }
    anyImage = true;
  }

  /** Some hosts write it as the URL {@code data:image/…;base64,…}. */
  private static byte[] decoded(String base64) {
    int data = base64.startsWith("data:") ? base64.indexOf(',') + 1 : 0;
    try {
      return Base64.getDecoder().decode(base64.substring(data));
    } catch (IllegalArgumentException e) {
      throw new JsonDataException("not base64");
    }
  }

  /** By the first bytes, because not every host says it. */
  private static @Nullable String mediaType(byte[] image) {
    if (begins(image, 0, 0x89, 'P', 'N', 'G')) {
      return "image/png";
    }
    if (begins(image, 0, 0xff, 0xd8, 0xff)) {
      return "image/jpeg";
    }
    boolean webp = begins(image, 0, 'R', 'I', 'F', 'F') && begins(image, 8, 'W', 'E', 'B', 'P');
    return webp ? "image/webp" : null;
  }

  private static boolean begins(byte[] image, int at, int... with) {
    if (image.length < at + with.length) {
      return false;
    }
    for (int i = 0; i < with.length; i++) {
      if ((image[at + i] & 0xff) != with[i]) {
        return false;
      }
    }
    return true;
  }
}
