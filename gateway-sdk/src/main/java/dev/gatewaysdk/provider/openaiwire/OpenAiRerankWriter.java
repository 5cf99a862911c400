package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.provider.http.RequestFields;
import dev.gatewaysdk.rerank.RerankRequest;
import java.io.IOException;

/** Writes a rerank request in the form that hosts of OpenAI's wire have taken over from Cohere. */
final class OpenAiRerankWriter {
  private OpenAiRerankWriter() {}

  /**
   * @param model as the host names it
   */
  static void write(JsonWriter json, RerankRequest request, String model, WireFlavor flavor)
      throws IOException {
    json.beginObject();
    RequestFields fields =
        new RequestFields(json).text("model", model).text("query", request.query());
    fields.name("documents").beginArray();
    for (String document : request.documents()) {
      json.value(document);
    }
    json.endArray();
    fields
        .number(flavor.isVoyage() ? "top_k" : "top_n", request.topN())
        .flag("return_documents", request.returnDocuments())
        .extras(request.extras());
    json.endObject();
  }
}
