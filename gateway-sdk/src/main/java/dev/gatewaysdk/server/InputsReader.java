package dev.gatewaysdk.server;

import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.Surrogates;
import dev.gatewaysdk.reply.ModelInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a model reads: a text, several, or the same in tokens. */
final class InputsReader {
  private InputsReader() {}

  /**
   * @return never empty
   */
  static List<ModelInput> read(JsonIn json) throws IOException {
    String path = String.valueOf(json.path());
    List<ModelInput> inputs = new ArrayList<>();
    List<Integer> tokens = new ArrayList<>(0);
    if (json.isArray()) {
      json.array(
          () -> {
            if (inputs.isEmpty() && json.isNumber()) {
              tokens.add(json.whole());
            } else if (tokens.isEmpty()) {
              inputs.add(one(json));
            } else {
              throw json.expected("a whole number, like those before it");
            }
          });
    } else {
      inputs.add(one(json));
    }
    if (!tokens.isEmpty()) {
      inputs.add(new ModelInput.Tokens(tokens));
    }
    if (inputs.isEmpty()) {
      throw new InvalidRequestException(path, "must not be empty");
    }
    return inputs;
  }

  /** A text or picture, as it stands in messages of a chat. */
  private static ModelInput part(String path, Map<String, @Nullable Object> part) {
    if ("text".equals(part.get("type")) && part.get("text") instanceof String text) {
      Surrogates.require(path, text);
      return new ModelInput.Text(text);
    }
    if ("image_url".equals(part.get("type"))
        && part.get("image_url") instanceof Map<?, ?> image
        && image.get("url") instanceof String url) {
      return new ModelInput.Image(url);
    }
    throw new InvalidRequestException(
        path, "must be of type text with a text, or image_url with an image_url.url");
  }

  private static ModelInput one(JsonIn json) throws IOException {
    String path = String.valueOf(json.path());
    if (json.isText()) {
      String text = json.text();
      Surrogates.require(path, text);
      return new ModelInput.Text(text);
    }
    if (json.isObject()) {
      return part(path, json.raw().toMap());
    }
    if (!json.isArray()) {
      throw json.expected("a string, an array of strings, or tokens");
    }
    List<Integer> tokens = new ArrayList<>();
    json.array(() -> tokens.add(json.whole()));
    if (tokens.isEmpty()) {
      throw new InvalidRequestException(path, "must not be empty");
    }
    return new ModelInput.Tokens(tokens);
  }
}
