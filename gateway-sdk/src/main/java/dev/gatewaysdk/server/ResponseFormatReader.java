package dev.gatewaysdk.server;

import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads {@code response_format}. */
final class ResponseFormatReader {
  private static final RawJson ANY_OBJECT = RawJson.parse("{\"type\":\"object\"}");

  private final JsonIn json;
  private final Consumer<@Nullable String> dropped;
  private @Nullable String type;
  private @Nullable String name;
  private @Nullable RawJson schema;
  private @Nullable Boolean strict;
  private @Nullable String description;

  private ResponseFormatReader(JsonIn json, Consumer<@Nullable String> dropped) {
    this.json = json;
    this.dropped = dropped;
  }

  /**
   * @param dropped told of each field that has no place in the value
   */
  static ResponseFormat read(JsonIn json, Consumer<@Nullable String> dropped) throws IOException {
    String path = json.path();
    ResponseFormatReader reader = new ResponseFormatReader(json, dropped);
    json.object(reader::field);
    return reader.format(path);
  }

  private void field(String field) throws IOException {
    switch (field) {
      case "type" -> type = json.text();
      case "json_schema" -> json.object(this::schemaField);
      default -> drop();
    }
  }

  private void schemaField(String field) throws IOException {
    switch (field) {
      case "name" -> name = json.text();
      case "schema" -> schema = json.rawObject();
      case "strict" -> strict = json.flag();
      case "description" -> description = json.text();
      default -> drop();
    }
  }

  private void drop() throws IOException {
    dropped.accept(json.path());
    json.skip();
  }

  private ResponseFormat format(@Nullable String path) {
    switch (type == null ? "" : type) {
      case "text" -> {
        return ResponseFormat.TEXT;
      }
      case "json_object" -> {
        return ResponseFormat.JSON_OBJECT;
      }
      case "json_schema" -> {
        if (name == null) {
          throw new InvalidRequestException(path + ".json_schema.name", "is missing");
        }
        return new ResponseFormat(
            ResponseFormat.Type.JSON_SCHEMA,
            name,
            schema == null ? ANY_OBJECT : schema,
            strict,
            description);
      }
      default ->
          throw new InvalidRequestException(
              path + ".type", "must be text, json_object or json_schema");
    }
  }
}
