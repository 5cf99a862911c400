package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.File;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.provider.DataUrl;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pictures and documents, by value, by URL and by the id of an uploaded file. Source: Anthropic's
 * pages on vision, PDF support and the Files API.
 */
final class AnthropicMedia {
  private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "gif", "webp");

  private final Consumer<Adjustment> adjusted;

  AnthropicMedia(Consumer<Adjustment> adjusted) {
    this.adjusted = adjusted;
  }

  /** Whether it is sent by the id of an uploaded file, which wants a beta header. */
  static boolean isById(ContentPart part) {
    return part instanceof File file && !file.isInline() && !file.isLink();
  }

  /**
   * @param place of the message in the request, for messages
   * @throws InvalidRequestException if it is a data URL that is not base64
   */
  WireBlock image(Image image, String place) {
    if (image.detail() != null && !image.detail().equals("auto")) {
      adjusted.accept(
          new Adjustment(
              Kind.DROPPED,
              place + ".content.detail",
              "Anthropic always looks at a picture as closely"));
    }
    String url = image.url();
    return block(
        "image", null, url.startsWith("data:") ? base64(DataUrl.typed(url, place)) : link(url));
  }

  /**
   * @param place of the message in the request, for messages
   * @throws InvalidRequestException if it is a data URL that is not base64
   * @throws UnsupportedRequestException if it is neither PDF, text nor picture
   */
  WireBlock file(File file, String place) {
    if (file.isLink()) {
      return block("document", file.name(), link(file.source()));
    }
    if (!file.isInline()) {
      WireBlock.Fields source =
          json -> source(json, "file").name("file_id").value(file.source()).endObject();
      return isPicture(file.name())
          ? block("image", null, source)
          : block("document", file.name(), source);
    }
    DataUrl data = DataUrl.typed(file.source(), place);
    if (data.mediaType().startsWith("image/")) {
      return block("image", null, base64(data));
    }
    if (data.mediaType().equals("application/pdf")) {
      return block("document", file.name(), base64(data));
    }
    if (data.mediaType().startsWith("text/") || data.mediaType().equals("application/json")) {
      return block("document", file.name(), text(data, place));
    }
    throw new UnsupportedRequestException(
        place + ".content",
        "Anthropic reads files of PDF, text and pictures, none of type " + data.mediaType());
  }

  private WireBlock.Fields text(DataUrl data, String place) {
    if (!data.mediaType().equals("text/plain")) {
      adjusted.accept(
          new Adjustment(
              Kind.EMULATED,
              place + ".content",
              data.mediaType() + " is sent as text/plain, the only text that Anthropic takes"));
    }
    String text = data.decoded(place);
    return json -> {
      source(json, "text").name("media_type").value("text/plain");
      json.name("data").value(text).endObject();
    };
  }

  private static WireBlock block(String type, @Nullable String title, WireBlock.Fields source) {
    return WireBlock.of(
        type,
        null,
        json -> {
          source.write(json);
          if (title != null && !title.isBlank()) {
            json.name("title").value(title);
          }
        });
  }

  private static WireBlock.Fields link(String url) {
    return json -> source(json, "url").name("url").value(url).endObject();
  }

  private static WireBlock.Fields base64(DataUrl data) {
    return json -> {
      source(json, "base64").name("media_type").value(data.mediaType());
      json.name("data").value(data.base64()).endObject();
    };
  }

  private static JsonWriter source(JsonWriter json, String type) throws IOException {
    return json.name("source").beginObject().name("type").value(type);
  }

  private static boolean isPicture(@Nullable String name) {
    int dot = name == null ? -1 : name.lastIndexOf('.');
    return name != null && PICTURES.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
