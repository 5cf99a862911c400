package dev.gatewaysdk.provider.bedrock;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.provider.http.RequestFields;
import dev.gatewaysdk.rerank.RerankRequest;
import java.io.IOException;

/**
 * Writes a rerank request for InvokeModel, in the words of Cohere, which Amazon's model shares.
 * Source: AWS's pages on reranking. (Its Rerank operation of another host adds a further permission
 * and nothing else that the neutral request could ask for.)
 */
final class InvokeRerankWriter {
  private static final String AMAZON = "amazon.rerank";
  private static final String COHERE = "cohere.rerank";
  private static final String VERSION = "api_version";
  private static final int COHERES_VERSION = 2;

  private InvokeRerankWriter() {}

  /**
   * @throws UnsupportedRequestException if the model is of another make
   */
  static void write(JsonWriter json, RerankRequest request, String model) throws IOException {
    boolean cohere = model.contains(COHERE);
    if (!cohere && !model.contains(AMAZON)) {
      throw new UnsupportedRequestException(
          "model",
          model
              + " is not known to order documents: name a model of amazon.rerank or cohere.rerank"
              + " by its id");
    }
    json.beginObject();
    RequestFields fields =
        new RequestFields(json)
            .text("query", request.query())
            .texts("documents", request.documents())
            .number("top_n", request.topN());
    if (cohere && !request.extras().containsKey(VERSION)) {
      fields.number(VERSION, COHERES_VERSION);
    }
    fields.extras(request.extras());
    json.endObject();
  }
}
