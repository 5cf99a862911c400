package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.http.RequestFields;
import dev.gatewaysdk.reply.Adjustment;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes an image request in OpenAI's form. */
final class OpenAiImageWriter {
  private OpenAiImageWriter() {}

  static void write(JsonWriter json, ImageRequest request, Attempt attempt) throws IOException {
    String model = attempt.target().model();
    ImageRequest.Format format = request.format();
    json.beginObject();
    new RequestFields(json)
        .text("model", model)
        .text("prompt", request.prompt())
        .number("n", request.count())
        .text("size", request.size())
        .text("quality", request.quality())
        .text("style", request.style())
        .text("background", request.background())
        .text("output_format", format == null ? null : format.name().toLowerCase(Locale.ROOT))
        .number("output_compression", request.compression())
        .text("response_format", form(request, model, attempt))
        .text("user", request.endUser())
        .extras(request.extras());
    json.endObject();
  }

  /** The models that are named so send bytes, and refuse the field whatever it says. */
  private static @Nullable String form(ImageRequest request, String model, Attempt attempt) {
    ImageRequest.Form form = request.form();
    if (form == null) {
      return null;
    }
    if (!model.contains("gpt-image")) {
      return form == ImageRequest.Form.URL ? "url" : "b64_json";
    }
    if (form == ImageRequest.Form.URL) {
      attempt.adjusted(
          new Adjustment(
              Adjustment.Kind.DROPPED, "response_format", "the model gives bytes, no address"));
    }
    return null;
  }
}
