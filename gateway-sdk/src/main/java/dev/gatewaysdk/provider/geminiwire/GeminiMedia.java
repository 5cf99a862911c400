package dev.gatewaysdk.provider.geminiwire;

import dev.gatewaysdk.chat.ContentPart.Audio;
import dev.gatewaysdk.chat.ContentPart.File;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.provider.DataUrl;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pictures, sound and documents: by value, by a link that Google fetches, by the name of an
 * uploaded file. Nothing is ever fetched here. Source: Google's pages on file input methods.
 */
final class GeminiMedia {
  private static final String FILES = "files/";
  private static final String UPLOADED = "https://generativelanguage.googleapis.com/v1beta/";

  private final GeminiFlavor flavor;
  private final Consumer<Adjustment> adjusted;

  GeminiMedia(GeminiFlavor flavor, Consumer<Adjustment> adjusted) {
    this.flavor = flavor;
    this.adjusted = adjusted;
  }

  /**
   * @param place of the message in the request, for messages
   * @throws InvalidRequestException if it is a data URL that is not base64
   */
  JsonBody image(Image image, String place) {
    String url = image.url();
    if (url.startsWith("data:")) {
      return inline(url, place);
    }
    String type = MediaTypes.of(url);
    if (type == null) {
      type = "image/jpeg";
      adjusted.accept(
          new Adjustment(
              Kind.DEFAULTED,
              place + ".content",
              "image/jpeg: Google demands a media type, and the URL's ending tells none"));
    }
    return linked(url, type);
  }

  /**
   * @throws InvalidRequestException if it is not base64
   */
  JsonBody audio(Audio audio, String place) {
    requireBase64(audio.data(), place);
    return value("audio/" + audio.format().toLowerCase(Locale.ROOT), audio.data());
  }

  /**
   * @param place of the message in the request, for messages
   * @throws InvalidRequestException if it is a data URL that is not base64
   * @throws UnsupportedRequestException if this host cannot get at it
   */
  JsonBody file(File file, String place) {
    if (file.name() != null) {
      adjusted.accept(
          new Adjustment(
              Kind.DROPPED, place + ".content.filename", "Google takes no names of files"));
    }
    String source = file.source();
    if (file.isInline()) {
      return inline(source, place);
    }
    String type = MediaTypes.of(source);
    if (type == null && file.name() != null) {
      type = MediaTypes.of(file.name());
    }
    if (file.isLink() || source.startsWith("gs://")) {
      if (type == null && flavor == GeminiFlavor.VERTEX) {
        throw new UnsupportedRequestException(
            place + ".content",
            "Vertex AI demands a media type, and neither the URL's ending nor a name tells one");
      }
      return linked(source, type);
    }
    if (!source.startsWith(FILES) || flavor == GeminiFlavor.VERTEX) {
      throw new UnsupportedRequestException(
          place + ".content",
          "is the id of a file that was not uploaded to "
              + flavor.title()
              + (flavor == GeminiFlavor.VERTEX ? ", which has no uploads" : " (files/…)"));
    }
    return linked(UPLOADED + source, type);
  }

  private static JsonBody linked(String url, @Nullable String type) {
    return json -> {
      json.beginObject().name("fileData").beginObject();
      if (type != null) {
        json.name("mimeType").value(type);
      }
      json.name("fileUri").value(url).endObject().endObject();
    };
  }

  private static JsonBody inline(String dataUrl, String place) {
    DataUrl data = DataUrl.typed(dataUrl, place);
    if (!MediaTypes.isReadable(data.mediaType())) {
      throw new UnsupportedRequestException(
          place + ".content",
          "Gemini reads pictures, sound, video, text and PDF, none of type " + data.mediaType());
    }
    requireBase64(data.base64(), place);
    return value(data.mediaType(), data.base64());
  }

  private static JsonBody value(String type, String base64) {
    return json -> {
      json.beginObject().name("inlineData").beginObject();
      json.name("mimeType").value(type).name("data").value(base64);
      json.endObject().endObject();
    };
  }

  private static void requireBase64(String data, String place) {
    for (int i = 0; i < data.length(); i++) {
      char c = data.charAt(i);
      boolean fits =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "+/-_=\r\n".indexOf(c) >= 0;
      if (!fits) {
        throw new InvalidRequestException(
            place + ".content", "is not base64: character " + i + " cannot be in it");
      }
    }
    if (data.isEmpty()) {
      throw new InvalidRequestException(place + ".content", "is empty");
    }
  }
}
