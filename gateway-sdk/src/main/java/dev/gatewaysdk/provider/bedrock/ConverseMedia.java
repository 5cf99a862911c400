package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.chat.ContentPart.File;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.provider.DataUrl;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pictures, documents and films, by value or where they lie in S3: Converse fetches nothing else.
 * Source: AWS's reference of ImageBlock, DocumentBlock and VideoBlock.
 */
final class ConverseMedia {
  private static final String S3 = "s3://";

  private static final Map<String, String> DOCUMENTS =
      Map.ofEntries(
          Map.entry("application/pdf", "pdf"),
          Map.entry("text/csv", "csv"),
          Map.entry("text/html", "html"),
          Map.entry("text/markdown", "md"),
          Map.entry("text/x-markdown", "md"),
          Map.entry("application/msword", "doc"),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
          Map.entry("application/vnd.ms-excel", "xls"),
          Map.entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"));
  private static final Map<String, String> FILMS =
      Map.of(
          "video/mp4", "mp4",
          "video/quicktime", "mov",
          "video/x-matroska", "mkv",
          "video/webm", "webm",
          "video/x-flv", "flv",
          "video/mpeg", "mpeg",
          "video/x-ms-wmv", "wmv",
          "video/3gpp", "three_gp");
  private static final Set<String> PICTURE_FORMATS = Set.of("png", "jpeg", "gif", "webp");
  private static final Map<String, String> FORMATS_OF_ENDINGS =
      Map.of("jpg", "jpeg", "3gp", "three_gp", "htm", "html", "mpg", "mpeg", "markdown", "md");

  private final ConverseDocumentNames names = new ConverseDocumentNames();
  private final Consumer<Adjustment> adjusted;

  ConverseMedia(Consumer<Adjustment> adjusted) {
    this.adjusted = adjusted;
  }

  /**
   * @param place of the message in the request, for messages
   * @throws UnsupportedRequestException if it is a link, or of another format
   * @throws InvalidRequestException if it is a data URL that is not base64
   */
  ConverseBlock image(Image image, String place) {
    if (image.detail() != null && !image.detail().equals("auto")) {
      adjusted.accept(
          new Adjustment(
              Kind.DROPPED, place + ".content.detail", "Converse looks at pictures in one way"));
    }
    if (!image.url().startsWith("data:")) {
      throw link("a picture", place);
    }
    return picture(DataUrl.of(image.url(), place), place);
  }

  /**
   * @param place of the message in the request, for messages
   * @throws UnsupportedRequestException if it is a link, or of another format
   * @throws InvalidRequestException if it is a data URL that is not base64
   */
  ConverseBlock file(File file, String place) {
    if (file.source().startsWith(S3)) {
      return inS3(file, place);
    }
    if (file.isLink()) {
      throw link("a file", place);
    }
    if (!file.isInline()) {
      throw new UnsupportedRequestException(
          place + ".content",
          "Converse knows no uploaded files: send its bytes, or its place as s3://bucket/key");
    }
    DataUrl data = DataUrl.of(file.source(), place);
    if (data.mediaType().startsWith("image/")) {
      return picture(data, place);
    }
    String film = FILMS.get(data.mediaType());
    if (film != null) {
      return media("video", film, null, bytes(data.base64()));
    }
    return media("document", document(data, place), names.of(file.name()), bytes(data.base64()));
  }

  private String document(DataUrl data, String place) {
    String format = DOCUMENTS.get(data.mediaType());
    if (format != null) {
      return format;
    }
    if (data.mediaType().startsWith("text/") || data.mediaType().equals("application/json")) {
      if (!data.mediaType().equals("text/plain")) {
        adjusted.accept(
            new Adjustment(
                Kind.EMULATED, place + ".content", data.mediaType() + " is sent as plain text"));
      }
      return "txt";
    }
    throw new UnsupportedRequestException(
        place + ".content", "Converse takes no files of type " + data.mediaType());
  }

  private static ConverseBlock picture(DataUrl data, String place) {
    String format = data.mediaType().replace("image/", "").replace("jpg", "jpeg");
    if (!PICTURE_FORMATS.contains(format)) {
      throw new UnsupportedRequestException(
          place + ".content",
          "Converse takes pictures of PNG, JPEG, GIF and WebP, none of type " + data.mediaType());
    }
    return media("image", format, null, bytes(data.base64()));
  }

  private ConverseBlock inS3(File file, String place) {
    String name = file.name() == null ? file.source() : file.name();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String format = FORMATS_OF_ENDINGS.getOrDefault(ending, ending);
    JsonBody place3 =
        json -> {
          json.beginObject().name("s3Location").beginObject();
          json.name("uri").value(file.source()).endObject().endObject();
        };
    if (PICTURE_FORMATS.contains(format)) {
      return media("image", format, null, place3);
    }
    if (FILMS.containsValue(format)) {
      return media("video", format, null, place3);
    }
    if (DOCUMENTS.containsValue(format) || format.equals("txt")) {
      return media("document", format, names.of(file.name()), place3);
    }
    throw new UnsupportedRequestException(
        place + ".content", "the name of a file in S3 must end in its format, such as .pdf");
  }

  private static ConverseBlock media(
      String kind, String format, @Nullable String name, JsonBody source) {
    return ConverseBlock.of(
        kind,
        json -> {
          json.beginObject().name("format").value(format);
          if (name != null) {
            json.name("name").value(name);
          }
          json.name("source");
          source.write(json);
          json.endObject();
        });
  }

  private static JsonBody bytes(String base64) {
    return json -> json.beginObject().name("bytes").value(base64).endObject();
  }

  private static UnsupportedRequestException link(String what, String place) {
    return new UnsupportedRequestException(
        place + ".content",
        "Converse fetches nothing: send " + what + " by value, as a data: URL, not by its link");
  }
}
