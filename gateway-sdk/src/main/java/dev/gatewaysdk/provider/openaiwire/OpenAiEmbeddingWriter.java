package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.reply.Adjustment;
import java.io.IOException;
import java.util.Map;

/**
 * Writes an embedding request in OpenAI's form. Vectors are asked for in base64, which is a quarter
 * of their size as text, where the host is known to have it.
 */
final class OpenAiEmbeddingWriter {
  private static final String ENCODING = "encoding_format";

  private OpenAiEmbeddingWriter() {}

  static void write(JsonWriter json, EmbeddingRequest request, Attempt attempt, boolean base64)
      throws IOException {
    Map<String, RawJson> extras = request.extras();
    if (request.purpose() != null && !extras.containsKey("input_type")) {
      attempt.adjusted(
          new Adjustment(
              Adjustment.Kind.DROPPED, "purpose", "OpenAI's wire has no field for what it is for"));
    }
    json.beginObject();
    OpenAiFields fields = new OpenAiFields(json).text("model", attempt.target().model());
    OpenAiInputs.write(fields.name("input"), "input", request.inputs());
    fields.number("dimensions", request.dimensions());
    if (base64 && !extras.containsKey(ENCODING)) {
      fields.text(ENCODING, "base64");
    }
    fields.text("user", request.endUser()).extras(extras);
    json.endObject();
  }
}
