package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.DataUrl;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.ImageContent.DetailLevel;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.data.pdf.PdfFile;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says what users and tools send in LangChain4j's contents. */
final class ModelContent {
  /** What documents of LangChain4j, which have no name, are called in the gateway. */
  private static final String UNNAMED = "document.pdf";

  private final Attempt attempt;

  /**
   * @param attempt takes the adjustments
   */
  ModelContent(Attempt attempt) {
    this.attempt = attempt;
  }

  /**
   * What becomes of a part; null if nothing has to.
   *
   * @param place for adjustments and refusals
   */
  @Nullable Content of(ContentPart part, String place) {
    if (part instanceof ContentPart.Text text) {
      return TextContent.from(text.text());
    }
    if (part instanceof ContentPart.Image image) {
      return picture(image, place);
    }
    if (part instanceof ContentPart.File file) {
      return document(file, place);
    }
    if (part instanceof ContentPart.Audio audio) {
      return AudioContent.from(audio.data(), "audio/" + audio.format().toLowerCase(Locale.ROOT));
    }
    if (part instanceof CacheMark) {
      return null; // Reported with what is not claimed.
    }
    if (part instanceof ContentPart.ProviderBlock block) {
      dropped(place, "a block of another provider, of type " + block.type());
      return null;
    }
    throw new UnsupportedRequestException(
        place, "LangChain4j takes only texts, pictures, PDF documents and sound here");
  }

  private ImageContent picture(ContentPart.Image image, String place) {
    DetailLevel detail = detail(image.detail(), place);
    if (!image.url().startsWith("data:")) {
      return ImageContent.from(uri(image.url(), place), detail);
    }
    DataUrl data = DataUrl.typed(image.url(), place);
    return ImageContent.from(data.base64(), data.mediaType(), detail);
  }

  private DetailLevel detail(@Nullable String detail, String place) {
    return switch (detail == null ? "auto" : detail.toLowerCase(Locale.ROOT)) {
      case "auto" -> DetailLevel.AUTO;
      case "low" -> DetailLevel.LOW;
      case "medium" -> DetailLevel.MEDIUM;
      case "high" -> DetailLevel.HIGH;
      case "ultra_high" -> DetailLevel.ULTRA_HIGH;
      default -> {
        dropped(place + ".detail", "LangChain4j has no such level of detail");
        yield DetailLevel.AUTO;
      }
    };
  }

  private Content document(ContentPart.File file, String place) {
    if (file.name() != null && !file.name().equals(UNNAMED)) {
      dropped(place + ".filename", "LangChain4j has no names of documents");
    }
    if (file.source().contains("://") && !file.isInline()) {
      return linked(uri(file.source(), place));
    }
    if (!file.isInline()) {
      throw new UnsupportedRequestException(
          place, "LangChain4j knows no files by a provider's id: send the file itself");
    }
    DataUrl data = DataUrl.typed(file.source(), place);
    if (data.mediaType().startsWith("video/")) {
      return VideoContent.from(data.base64(), data.mediaType());
    }
    if (!data.mediaType().equals(PdfFile.DEFAULT_MIME_TYPE)) {
      throw new UnsupportedRequestException(
          place,
          "LangChain4j takes PDF documents, pictures, sound and videos, not " + data.mediaType());
    }
    return PdfFileContent.from(data.base64(), data.mediaType());
  }

  /** LangChain4j wants to know what is behind a link: a PDF document, unless its ending says. */
  private static Content linked(URI url) {
    String path = url.getPath() == null ? "" : url.getPath();
    return switch (path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
      case "png", "jpg", "jpeg", "gif", "webp" -> ImageContent.from(url, DetailLevel.AUTO);
      case "mp3", "wav", "flac", "m4a", "ogg", "opus" -> AudioContent.from(url);
      case "mp4", "mov", "webm", "mpeg", "mpg", "avi" -> VideoContent.from(url);
      default -> PdfFileContent.from(url);
    };
  }

  private static URI uri(String url, String place) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new UnsupportedRequestException(
          place, "LangChain4j takes an address only if it is escaped as RFC 2396 says");
    }
  }

  private void dropped(String subject, String detail) {
    attempt.adjusted(new Adjustment(Kind.DROPPED, subject, detail));
  }
}
