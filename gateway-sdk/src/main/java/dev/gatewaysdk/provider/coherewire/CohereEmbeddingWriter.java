package dev.gatewaysdk.provider.coherewire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest.Purpose;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.EmbeddingInputs;
import dev.gatewaysdk.provider.LinkedMedia;
import dev.gatewaysdk.provider.http.RequestFields;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import dev.gatewaysdk.reply.ModelInput;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Writes an embedding request for a model of Cohere's, at Cohere or on Amazon Bedrock, where the
 * model stands in the path. Source: both hosts' references of the request.
 */
public final class CohereEmbeddingWriter {
  private static final String INPUT_TYPE = "input_type";
  private static final String TYPES = "embedding_types";
  private static final int MOST_INPUTS = 96;

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
    requireLength(request, model);
    requireNumber(request);
    Map<String, RawJson> extras = EmbeddingInputs.extras(request);
    EmbeddingInputs.dropEndUser(request, attempt);
    json.beginObject();
    RequestFields fields = new RequestFields(json);
    if (atCohere) {
      fields.text("model", model);
      if (!extras.containsKey(TYPES)) {
        fields.texts(TYPES, List.of("float"));
      }
    }
    boolean alone = EmbeddingInputs.hasPictures(request) && isOlder(model);
    if (!extras.containsKey(INPUT_TYPE)) {
      fields.text(INPUT_TYPE, alone ? "image" : inputType(request, attempt));
    }
    inputs(fields, request, alone);
    fields.number("output_dimension", request.dimensions()).extras(extras);
    json.endObject();
  }

  /** Texts have a form of their own, and so has the one picture that models before v4 take. */
  private static void inputs(RequestFields fields, EmbeddingRequest request, boolean alone)
      throws IOException {
    if (!EmbeddingInputs.hasPictures(request)) {
      fields.texts("texts", EmbeddingInputs.texts(request, "Cohere"));
    } else if (!alone) {
      JsonWriter json = fields.name("inputs").beginArray();
      for (ModelInput input : request.inputs()) {
        json.beginObject().name("content").beginArray().beginObject();
        content(json, input);
        json.endObject().endArray().endObject();
      }
      json.endArray();
    } else if (request.inputs().size() == 1) {
      fields.texts("images", List.of(url(request.inputs().get(0))));
    } else {
      throw new UnsupportedRequestException(
          "input", "models before embed-v4 take one picture at a time, and no text beside it");
    }
  }

  private static void content(JsonWriter json, ModelInput input) throws IOException {
    if (input instanceof ModelInput.Text text) {
      json.name("type").value("text").name("text").value(text.text());
    } else {
      json.name("type").value("image_url").name("image_url").beginObject();
      json.name("url").value(url(input)).endObject();
    }
  }

  private static String url(ModelInput input) {
    if (input instanceof ModelInput.Image image && image.isInline()) {
      return image.url();
    }
    throw new UnsupportedRequestException(
        "input",
        input instanceof ModelInput.Image
            ? "Cohere fetches no pictures: send it as data:image/…;base64,…, "
                + LinkedMedia.HOW_TO_FETCH
            : "Cohere takes texts, and no lists of tokens: send the text itself");
  }

  private static void requireNumber(EmbeddingRequest request) {
    int number = request.inputs().size();
    if (number > MOST_INPUTS) {
      throw new UnsupportedRequestException(
          "input", "has " + number + ", but Cohere embeds at most 96 at once: split it");
    }
  }

  private static boolean isOlder(String model) {
    return model.contains("-v3") || model.contains("-v2");
  }

  private static void requireLength(EmbeddingRequest request, String model) {
    if (request.dimensions() != null && isOlder(model)) {
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
