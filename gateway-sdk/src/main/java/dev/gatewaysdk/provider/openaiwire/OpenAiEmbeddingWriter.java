package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.http.RequestFields;
import dev.gatewaysdk.provider.openaiwire.WireFlavor.Trait;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes an embedding request in OpenAI's form. Vectors are asked for in base64, which is a quarter
 * of their size as text, where the host is known to have it.
 */
final class OpenAiEmbeddingWriter {
  private static final String ENCODING = "encoding_format";
  private static final String INPUT_TYPE = "input_type";

  private OpenAiEmbeddingWriter() {}

  static void write(JsonWriter json, EmbeddingRequest request, Attempt attempt, WireFlavor flavor)
      throws IOException {
    Map<String, RawJson> extras = request.extras();
    Losses losses = new Losses(attempt::adjusted);
    json.beginObject();
    RequestFields fields = new RequestFields(json).text("model", attempt.target().model());
    OpenAiInputs.write(fields.name("input"), "input", request.inputs());
    boolean output = flavor.has(Trait.MISTRAL_FORMS) || flavor.isVoyage();
    fields.number(output ? "output_dimension" : "dimensions", request.dimensions());
    if (flavor.isOpenAi() && !extras.containsKey(ENCODING)) {
      fields.text(ENCODING, "base64");
    }
    if (!extras.containsKey(INPUT_TYPE)) {
      fields.text(INPUT_TYPE, inputType(request.purpose(), flavor, losses));
    }
    if (flavor.has(Trait.END_USER)) {
      fields.text("user", request.endUser());
    } else if (request.endUser() != null) {
      losses.dropped("user", "the host takes no id of the end user");
    }
    fields.extras(extras);
    json.endObject();
  }

  private static @Nullable String inputType(
      EmbeddingRequest.@Nullable Purpose purpose, WireFlavor flavor, Losses losses) {
    if (flavor.isVoyage() && purpose == EmbeddingRequest.Purpose.DOCUMENT) {
      return "document";
    } else if (flavor.isVoyage() && purpose == EmbeddingRequest.Purpose.QUERY) {
      return "query";
    } else if (purpose != null) {
      losses.dropped("purpose", "the host makes one kind of vectors for all purposes");
    }
    return null;
  }
}
