package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.reply.ModelInput;
import java.io.IOException;
import java.util.List;

/** Writes what a model reads: one text or token list by itself, several as an array of them. */
final class OpenAiInputs {
  private OpenAiInputs() {}

  /**
   * @param parameter for the message
   * @param array whether one stands in an array, too
   * @throws InvalidRequestException if texts and tokens are mixed, which has no form
   */
  static void write(JsonWriter json, String parameter, List<ModelInput> inputs, boolean array)
      throws IOException {
    boolean texts = inputs.get(0) instanceof ModelInput.Text;
    if (inputs.stream().anyMatch(input -> input instanceof ModelInput.Text != texts)) {
      throw new InvalidRequestException(
          parameter, "has texts and tokens; a request takes one or the other");
    }
    if (inputs.size() == 1 && !array) {
      one(json, inputs.get(0));
      return;
    }
    json.beginArray();
    for (ModelInput input : inputs) {
      one(json, input);
    }
    json.endArray();
  }

  private static void one(JsonWriter json, ModelInput input) throws IOException {
    if (input instanceof ModelInput.Text text) {
      json.value(text.text());
    } else if (input instanceof ModelInput.Tokens tokens) {
      json.beginArray();
      for (Integer token : tokens.tokens()) {
        json.value(token);
      }
      json.endArray();
    }
  }
}
