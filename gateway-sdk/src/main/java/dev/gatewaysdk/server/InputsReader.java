package dev.gatewaysdk.server;

import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.Surrogates;
import dev.gatewaysdk.reply.ModelInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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

  private static ModelInput one(JsonIn json) throws IOException {
    String path = String.valueOf(json.path());
    if (json.isText()) {
      String text = json.text();
      Surrogates.require(path, text);
      return new ModelInput.Text(text);
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
