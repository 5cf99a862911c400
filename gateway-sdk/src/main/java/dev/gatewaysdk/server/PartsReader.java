package dev.gatewaysdk.server;

import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.error.InvalidRequestException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a message's {@code content}: a string, or an array of parts. */
final class PartsReader {
  private final JsonIn json;
  private final Consumer<@Nullable String> dropped;

  /**
   * @param dropped told of each field that has no place in the value
   */
  PartsReader(JsonIn json, Consumer<@Nullable String> dropped) {
    this.json = json;
    this.dropped = dropped;
  }

  List<ContentPart> read() throws IOException {
    if (json.isText()) {
      return List.of(new ContentPart.Text(json.text()));
    }
    if (!json.isArray()) {
      throw json.expected("a string or an array of parts");
    }
    List<ContentPart> parts = new ArrayList<>();
    json.array(() -> new Part(json.path()).read(parts));
    return parts;
  }

  /** One part in the making: its fields come in any order. */
  private final class Part {
    private final @Nullable String path;
    private @Nullable String type;
    private @Nullable String text;
    private @Nullable String refusal;
    private @Nullable ContentPart other;
    private @Nullable CacheMark mark;

    // Of images, sound and files.
    private @Nullable String source;
    private @Nullable String detail;

    Part(@Nullable String path) {
      this.path = path;
    }

    void read(List<ContentPart> into) throws IOException {
      json.object(this::field);
      into.add(build());
      if (mark != null) {
        into.add(mark);
      }
    }

    private void field(String name) throws IOException {
      switch (name) {
        case "type" -> type = json.text();
        case "text" -> text = json.text();
        case "refusal" -> refusal = json.text();
        case "image_url" -> image();
        case "input_audio" -> audio();
        case "file" -> file();
        case "cache_control" -> mark = CacheControl.read(json);
        default -> drop();
      }
    }

    private ContentPart build() {
      ContentPart part =
          switch (type == null ? "" : type) {
            case "text" -> text == null ? null : new ContentPart.Text(text);
            case "refusal" -> refusal == null ? null : new ContentPart.Refusal(refusal);
            case "image_url" -> other instanceof ContentPart.Image ? other : null;
            case "input_audio" -> other instanceof ContentPart.Audio ? other : null;
            case "file" -> other instanceof ContentPart.File ? other : null;
            default ->
                throw new InvalidRequestException(
                    path + ".type", "must be text, image_url, input_audio, file or refusal");
          };
      if (part == null) {
        throw new InvalidRequestException(path + "." + type, "is missing");
      }
      return part;
    }

    private void image() throws IOException {
      String place = json.path();
      if (json.isText()) {
        source = json.text(); // As many hosts allow.
      } else {
        json.object(
            name -> {
              switch (name) {
                case "url" -> source = json.text();
                case "detail" -> detail = json.text();
                default -> drop();
              }
            });
      }
      if (source == null) {
        throw new InvalidRequestException(place + ".url", "is missing");
      }
      try {
        other = new ContentPart.Image(source, detail);
      } catch (InvalidRequestException e) {
        throw new InvalidRequestException(
            place + ".url", "must begin with https://, http:// or data:");
      }
    }

    private void audio() throws IOException {
      String place = json.path();
      json.object(
          name -> {
            switch (name) {
              case "data" -> source = json.text();
              case "format" -> detail = json.text();
              default -> drop();
            }
          });
      if (source == null || detail == null) {
        throw new InvalidRequestException(
            place + (source == null ? ".data" : ".format"), "is missing");
      }
      other = new ContentPart.Audio(source, detail);
    }

    private void file() throws IOException {
      String place = json.path();
      json.object(
          name -> {
            switch (name) {
              case "file_id" -> source = json.text();
              case "file_data" -> source = dataUrl(json.path(), json.text());
              case "filename" -> detail = json.text();
              default -> drop();
            }
          });
      if (source == null) {
        throw new InvalidRequestException(place, "must have a file_id or file_data");
      }
      other = new ContentPart.File(source, detail);
    }

    private String dataUrl(@Nullable String place, String data) {
      if (!data.startsWith("data:") && !data.startsWith("https://")) {
        throw new InvalidRequestException(
            place, "must be a data: URL, such as data:application/pdf;base64,…");
      }
      return data;
    }

    private void drop() throws IOException {
      dropped.accept(json.path());
      json.skip();
    }
  }
}
