package dev.gatewaysdk.provider.bedrock;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest.Purpose;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.EmbeddingInputs;
import dev.gatewaysdk.provider.http.RequestFields;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.Map;

/**
 * Writes a request for a vector of Amazon's Nova, of one text. A text that is too long is an error,
 * as with others, unless an extra {@code truncationMode} says which end is cut. Source: AWS's
 * schema of Nova's multimodal embeddings.
 */
final class NovaEmbeddingWriter {
  private static final String CUT = "truncationMode";
  private static final String PURPOSE = "embeddingPurpose";

  private NovaEmbeddingWriter() {}

  static void write(JsonWriter json, EmbeddingRequest request, Attempt attempt) throws IOException {
    String text = EmbeddingInputs.text(request, attempt.target().model(), "Nova");
    EmbeddingInputs.dropEndUser(request, attempt);
    Map<String, RawJson> extras = EmbeddingInputs.extras(request);
    RawJson cut = extras.remove(CUT);
    RawJson purpose = extras.remove(PURPOSE);
    json.beginObject();
    RequestFields fields = new RequestFields(json).text("taskType", "SINGLE_EMBEDDING");
    fields.name("singleEmbeddingParams").beginObject().name(PURPOSE);
    if (purpose == null) {
      json.value(purpose(request, attempt));
    } else {
      purpose.write(json);
    }
    if (request.dimensions() != null) {
      json.name("embeddingDimension").value(request.dimensions());
    }
    json.name("text").beginObject().name(CUT);
    if (cut == null) {
      json.value("NONE");
    } else {
      cut.write(json);
    }
    json.name("value").value(text).endObject().endObject();
    fields.extras(extras);
    json.endObject();
  }

  private static String purpose(EmbeddingRequest request, Attempt attempt) {
    Purpose purpose = request.purpose();
    if (purpose == null) {
      attempt.adjusted(
          new Adjustment(Kind.DEFAULTED, "purpose", "Nova demands one: GENERIC_INDEX"));
      return "GENERIC_INDEX";
    }
    return switch (purpose) {
      case DOCUMENT -> "GENERIC_INDEX";
      case QUERY -> "TEXT_RETRIEVAL";
      case CLASSIFICATION -> "CLASSIFICATION";
      case CLUSTERING -> "CLUSTERING";
      case SIMILARITY -> {
        attempt.adjusted(
            new Adjustment(Kind.EMULATED, "purpose", "Nova's nearest purpose: CLUSTERING"));
        yield "CLUSTERING";
      }
    };
  }
}
