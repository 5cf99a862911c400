package dev.gatewaysdk.provider.bedrock;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.EmbeddingInputs;
import dev.gatewaysdk.provider.LinkedMedia;
import dev.gatewaysdk.provider.coherewire.CohereEmbeddingWriter;
import dev.gatewaysdk.provider.http.RequestFields;
import dev.gatewaysdk.reply.Adjustment;
import java.io.IOException;

/**
 * Writes an embedding request, which has the form of the model's maker. Source: AWS's pages on
 * Titan's and Nova's embeddings and on Cohere Embed.
 */
final class InvokeEmbeddingWriter {
  private static final String TITAN = "amazon.titan-embed-text";
  private static final String FIRST_TITAN = "amazon.titan-embed-g1-text"; // Its older name.
  private static final String LATER_TITAN = "amazon.titan-embed-text-v2";
  private static final String TITAN_OF_PICTURES = "amazon.titan-embed-image"; // And of texts.
  private static final String NOVA = "multimodal-embeddings";
  private static final String COHERE = "cohere.embed";

  private InvokeEmbeddingWriter() {}

  /** The request with its pictures by value, where the model takes any. */
  static EmbeddingRequest fetched(EmbeddingRequest request, Attempt attempt) {
    return attempt.target().model().contains(COHERE)
        ? LinkedMedia.fetched(request, attempt)
        : request;
  }

  /**
   * @throws UnsupportedRequestException if the model is of another make, or cannot do it
   */
  static void write(JsonWriter json, EmbeddingRequest request, Attempt attempt) throws IOException {
    String model = attempt.target().model();
    if (model.contains(COHERE)) {
      CohereEmbeddingWriter.forBedrock(json, request, attempt);
    } else if (model.contains(TITAN) || model.contains(FIRST_TITAN)) {
      titan(json, request, attempt, model);
    } else if (model.contains(TITAN_OF_PICTURES)) {
      titanOfPictures(json, request, attempt, model);
    } else if (model.contains(NOVA)) {
      NovaEmbeddingWriter.write(json, request, attempt);
    } else {
      throw new UnsupportedRequestException(
          "model",
          model
              + " is not known to embed texts: name a model of amazon.titan-embed,"
              + " amazon.nova-2-multimodal-embeddings or cohere.embed by its id");
    }
  }

  private static void titan(
      JsonWriter json, EmbeddingRequest request, Attempt attempt, String model) throws IOException {
    String text = EmbeddingInputs.text(request, model, "Titan");
    if (request.dimensions() != null && !model.contains(LATER_TITAN)) {
      throw new UnsupportedRequestException(
          "dimensions",
          model + " has vectors of one length only: leave it out, or ask " + LATER_TITAN + ":0");
    }
    dropPurpose(request, attempt);
    EmbeddingInputs.dropEndUser(request, attempt);
    json.beginObject();
    new RequestFields(json)
        .text("inputText", text)
        .number("dimensions", request.dimensions())
        .extras(EmbeddingInputs.extras(request));
    json.endObject();
  }

  private static void titanOfPictures(
      JsonWriter json, EmbeddingRequest request, Attempt attempt, String model) throws IOException {
    String text = EmbeddingInputs.text(request, model, "Titan");
    dropPurpose(request, attempt);
    EmbeddingInputs.dropEndUser(request, attempt);
    json.beginObject();
    RequestFields fields = new RequestFields(json).text("inputText", text);
    if (request.dimensions() != null) {
      fields.name("embeddingConfig").beginObject();
      json.name("outputEmbeddingLength").value(request.dimensions()).endObject();
    }
    fields.extras(EmbeddingInputs.extras(request));
    json.endObject();
  }

  private static void dropPurpose(EmbeddingRequest request, Attempt attempt) {
    if (request.purpose() != null) {
      attempt.adjusted(
          new Adjustment(
              Adjustment.Kind.DROPPED, "purpose", "Titan makes one kind of vectors for all"));
    }
  }
}
