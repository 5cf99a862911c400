package dev.gatewaysdk.provider.coherewire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest.Purpose;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.EmbeddingInputs;
import dev.gatewaysdk.provider.http.RequestFields;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Writes an embedding request for a model of Cohere's, at Cohere or on Amazon Bedrock, where the
 * model stands in the path. Source: both hosts' references of the request.
 */
public final class CohereEmbeddingWriter {
  private static final String INPUT_TYPE = "input_type";

  private CohereEmbeddingWriter() {}

  /** Writes it for Cohere's own API. */
  public static void forCohere(JsonWriter json, EmbeddingRequest request, Attempt attempt)
      throws IOException {
    write(json, request, attempt, true);
  }

  /** Writes it for Amazon Bedrock. */
  public static void forBedrock(JsonWriter json, EmbeddingRequest request, Attempt attempt)
      throws IOException {
    write(json, request, attempt, false);
  }

  private static void write(
      JsonWriter json, EmbeddingRequest request, Attempt attempt, boolean atCohere)
      throws IOException {
    String model = attempt.target().model();
    List<String> texts = EmbeddingInputs.texts(request, "Cohere");
    requireLength(request, model);
    Map<String, RawJson> extras = EmbeddingInputs.extras(request);
    EmbeddingInputs.dropEndUser(request, attempt);
    json.beginObject();
    RequestFields fields = new RequestFields(json);
    if (atCohere) {
      fields.text("model", model).texts("embedding_types", List.of("float"));
    }
    if (!extras.containsKey(INPUT_TYPE)) {
      fields.text(INPUT_TYPE, inputType(request, attempt));
    }
    fields.texts("texts", texts).number("output_dimension", request.dimensions()).extras(extras);
    json.endObject();
  }

  private static void requireLength(EmbeddingRequest request, String model) {
    if (request.dimensions() != null && (model.contains("-v3") || model.contains("-v2"))) {
      throw new UnsupportedRequestException(
          "dimensions", model + " has vectors of one length only: leave it out, or ask embed-v4");
    }
  }

  private static String inputType(EmbeddingRequest request, Attempt attempt) {
    Purpose purpose = request.purpose();
    if (purpose == null) {
      attempt.adjusted(
          new Adjustment(Kind.DEFAULTED, "purpose", "Cohere demands one: search_document"));
      return "search_document";
    }
    return switch (purpose) {
      case DOCUMENT -> "search_document";
      case QUERY -> "search_query";
      case CLASSIFICATION -> "classification";
      case CLUSTERING -> "clustering";
      case SIMILARITY -> {
        attempt.adjusted(
            new Adjustment(Kind.EMULATED, "purpose", "Cohere's nearest purpose: clustering"));
        yield "clustering";
      }
    };
  }
}
