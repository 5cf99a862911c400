package dev.gatewaysdk.server;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.rerank.RankedDocument;
import dev.gatewaysdk.rerank.RerankRequest;
import dev.gatewaysdk.rerank.RerankResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reranking in the form that Cohere, Jina and the hosts that follow them share. For one request.
 */
final class Reranking extends QuestionReader<RerankRequest.Builder> {
  private @Nullable String query;
  private @Nullable List<String> documents;

  private Reranking(byte[] body) {
    super(body);
  }

  static Question<RerankResponse> question(byte[] body, @Nullable String endpoint) {
    Reranking reader = new Reranking(body);
    String model = reader.read(endpoint);
    RerankRequest.Builder builder = RerankRequest.builder(model, required("query", reader.query));
    List<String> documents = required("documents", reader.documents);
    if (documents.isEmpty()) {
      throw new InvalidRequestException("documents", "must not be empty");
    }
    RerankRequest request = reader.filled(builder.documents(documents)).build();
    return new Question<>(
        request,
        reader.dropped(),
        (response, created) -> ServerReply.json(200, ranking(response, request).bytes()),
        null);
  }

  @Override
  boolean field(String name) throws IOException {
    switch (name) {
      case "query" -> query = json().text();
      case "documents" -> {
        List<String> all = new ArrayList<>();
        json().array(() -> all.add(document()));
        documents = all;
      }
      case "top_n" -> whole(RerankRequest.Builder::topN);
      case "return_documents" -> {
        boolean value = json().flag();
        later(request -> request.returnDocuments(value));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** A text, or an object that has nothing else. */
  private String document() throws IOException {
    String path = json().path();
    if (json().isText()) {
      return json().text();
    }
    if (!json().isObject()) {
      throw json().expected("a string, or an object with a text");
    }
    Map<String, @Nullable Object> document = json().raw().toMap();
    if (document.size() == 1 && document.get("text") instanceof String text) {
      return text;
    }
    throw new InvalidRequestException(path, "must be a string, or an object with a text only");
  }

  @Override
  void extra(RerankRequest.Builder request, String name, RawJson value) {
    request.extra(name, value);
  }

  private static JsonBody ranking(RerankResponse response, RerankRequest request) {
    return json -> {
      String id = response.info().id();
      json.beginObject();
      json.name("id").value(id == null || id.isEmpty() ? "rerank-" + response.requestId() : id);
      json.name("model").value(Answers.model(response, request));
      json.name("results").beginArray();
      for (RankedDocument result : response.results()) {
        result(json, result);
      }
      json.endArray();
      UsageWriter.input(json, response.usage());
      json.endObject();
    };
  }

  private static void result(JsonWriter json, RankedDocument result) throws IOException {
    json.beginObject().name("index").value(result.index());
    json.name("relevance_score").value(result.score());
    if (result.document() != null) {
      json.name("document").beginObject().name("text").value(result.document()).endObject();
    }
    json.endObject();
  }
}
