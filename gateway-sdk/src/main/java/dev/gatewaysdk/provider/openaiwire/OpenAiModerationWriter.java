package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.moderation.ModerationInput;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.provider.http.RequestFields;
import java.io.IOException;
import java.util.List;

/** Writes a moderation request in OpenAI's form: texts, or texts and pictures as typed objects. */
final class OpenAiModerationWriter {
  private OpenAiModerationWriter() {}

  /**
   * @param model as the host names it
   */
  static void write(JsonWriter json, ModerationRequest request, String model) throws IOException {
    json.beginObject();
    RequestFields fields = new RequestFields(json).text("model", model);
    inputs(fields.name("input"), request.inputs());
    fields.extras(request.extras());
    json.endObject();
  }

  private static void inputs(JsonWriter json, List<ModerationInput> inputs) throws IOException {
    boolean typed = inputs.stream().anyMatch(ModerationInput.Image.class::isInstance);
    if (!typed && inputs.size() == 1) {
      input(json, inputs.get(0), false);
      return;
    }
    json.beginArray();
    for (ModerationInput input : inputs) {
      input(json, input, typed);
    }
    json.endArray();
  }

  private static void input(JsonWriter json, ModerationInput input, boolean typed)
      throws IOException {
    if (input instanceof ModerationInput.Image image) {
      json.beginObject().name("type").value("image_url").name("image_url").beginObject();
      json.name("url").value(image.url()).endObject().endObject();
    } else if (input instanceof ModerationInput.Text text) {
      if (typed) {
        json.beginObject().name("type").value("text").name("text").value(text.text()).endObject();
      } else {
        json.value(text.text());
      }
    }
  }
}
