package dev.gatewaysdk.provider.cohere;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.provider.http.RequestFields;
import dev.gatewaysdk.rerank.RerankRequest;
import java.io.IOException;

/** Writes a rerank request. Cohere does not repeat documents; that is done on this side. */
final class CohereRerankWriter {
  private CohereRerankWriter() {}

  static void write(JsonWriter json, RerankRequest request, String model) throws IOException {
    json.beginObject();
    new RequestFields(json)
        .text("model", model)
        .text("query", request.query())
        .texts("documents", request.documents())
        .number("top_n", request.topN())
        .extras(request.extras());
    json.endObject();
  }
}
