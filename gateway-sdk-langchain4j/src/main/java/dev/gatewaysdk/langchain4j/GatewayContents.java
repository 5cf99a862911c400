package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.VideoContent;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What LangChain4j's messages hold as the gateway's parts. What lies behind a link is not fetched
 * here: providers do it, or the gateway's own fetcher.
 */
final class GatewayContents {
  private static final String BASE64 = ";base64,";

  private GatewayContents() {}

  /**
   * @throws UnsupportedRequestException if a content is of a kind that the gateway does not know
   * @throws InvalidRequestException if a content is neither a link nor has data and a media type
   */
  static List<ContentPart> of(List<Content> contents) {
    if (contents.size() == 1) { // Nearly always.
      return List.of(of(contents.get(0)));
    }
    List<ContentPart> parts = new ArrayList<>(contents.size());
    for (Content content : contents) {
      parts.add(of(content));
    }
    return parts;
  }

  private static ContentPart of(Content content) {
    if (content instanceof TextContent text) {
      return new ContentPart.Text(text.text());
    }
    if (content instanceof ImageContent image) {
      return image(image.image(), image.detailLevel());
    }
    if (content instanceof AudioContent audio) {
      return audio(audio.audio());
    }
    if (content instanceof PdfFileContent pdf) {
      return file(pdf.pdfFile().url(), pdf.pdfFile().base64Data(), pdf.pdfFile().mimeType());
    }
    if (content instanceof VideoContent video) {
      return file(video.video().url(), video.video().base64Data(), video.video().mimeType());
    }
    throw new UnsupportedRequestException(
        "content", "the gateway does not know a " + content.getClass().getSimpleName());
  }

  private static ContentPart image(Image image, ImageContent.DetailLevel detail) {
    String url = link(image.url());
    if (url == null) {
      url = dataUrl(image.base64Data(), image.mimeType());
    } else if (!url.startsWith("http://")
        && !url.startsWith("https://")
        && !url.startsWith("data:")) {
      return ContentPart.File.ofUrl(url); // Such as gs://, which only its own host understands.
    }
    return new ContentPart.Image(url, detail(detail));
  }

  private static String detail(ImageContent.DetailLevel level) {
    return switch (level) {
      case LOW -> "low";
      case HIGH, ULTRA_HIGH -> "high";
      case AUTO, MEDIUM -> "auto";
    };
  }

  private static ContentPart audio(Audio audio) {
    String url = link(audio.url());
    if (url != null) {
      int data = url.indexOf(BASE64);
      return url.startsWith("data:") && data > 0
          ? new ContentPart.Audio(
              url.substring(data + BASE64.length()), format(url.substring("data:".length(), data)))
          : ContentPart.File.ofUrl(url);
    }
    byte[] bytes = audio.binaryData();
    String data = bytes == null ? audio.base64Data() : Base64.getEncoder().encodeToString(bytes);
    if (data == null || audio.mimeType() == null) {
      throw incomplete();
    }
    return new ContentPart.Audio(data, format(audio.mimeType()));
  }

  /** The short name that OpenAI and the gateway go by. */
  private static String format(String mediaType) {
    int end = mediaType.indexOf(';');
    String type = (end < 0 ? mediaType : mediaType.substring(0, end)).strip();
    String format = type.substring(type.indexOf('/') + 1).toLowerCase(Locale.ROOT);
    return switch (format) {
      case "mpeg", "x-mpeg", "mpeg3", "x-mp3" -> "mp3";
      case "x-wav", "wave", "vnd.wave" -> "wav";
      case "x-m4a" -> "m4a";
      default -> format.startsWith("x-") ? format.substring(2) : format;
    };
  }

  private static ContentPart file(
      @Nullable URI url, @Nullable String data, @Nullable String mediaType) {
    String link = link(url);
    return ContentPart.File.ofUrl(link == null ? dataUrl(data, mediaType) : link);
  }

  private static @Nullable String link(@Nullable URI url) {
    if (url == null) {
      return null;
    }
    if ("file".equals(url.getScheme()) || url.getScheme() == null) {
      throw new InvalidRequestException(
          "content", "a file of this machine is not read: give its bytes, with from(path, type)");
    }
    return url.toString();
  }

  private static String dataUrl(@Nullable String data, @Nullable String mediaType) {
    if (data == null || mediaType == null) {
      throw incomplete();
    }
    return "data:" + mediaType + BASE64 + data;
  }

  private static InvalidRequestException incomplete() {
    return new InvalidRequestException(
        "content", "needs a URL, or data in base64 with a media type such as image/png");
  }
}
