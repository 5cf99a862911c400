package dev.gatewaysdk.provider.geminiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest.Purpose;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.EmbeddingInputs;
import dev.gatewaysdk.provider.http.RequestFields;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes an embedding request in one of Google's three forms. Source: Google's references of {@code
 * batchEmbedContents}, and of text embeddings on Vertex AI.
 */
final class GeminiEmbeddingWriter {
  /** Where which texts go. */
  enum Method {
    /** The Gemini API: a request for each text. */
    BATCH("batchEmbedContents"),
    /** Vertex AI, Gemini models from the second on: one text. */
    EMBED("embedContent"),
    /** Vertex AI, all others: an instance for each text, but one only for the first of Gemini's. */
    PREDICT("predict");

    private final String wireName;

    Method(String wireName) {
      this.wireName = wireName;
    }

    /** As the URL ends. */
    String wireName() {
      return wireName;
    }

    static Method of(GeminiFlavor flavor, String model) {
      if (flavor == GeminiFlavor.GEMINI) {
        return BATCH;
      }
      String name = lastOf(model);
      return name.startsWith("gemini-") && !name.equals(FIRST) ? EMBED : PREDICT;
    }
  }

  private static final String FIRST = "gemini-embedding-001";
  private static final String TITLE = "title";

  private final EmbeddingRequest request;
  private final Attempt attempt;
  private final Method method;
  private final List<String> texts;

  /**
   * @throws UnsupportedRequestException if there are tokens, or more texts than the model takes
   */
  GeminiEmbeddingWriter(
      EmbeddingRequest request, Attempt attempt, GeminiFlavor flavor, Method method) {
    this.request = request;
    this.attempt = attempt;
    this.method = method;
    String model = attempt.target().model();
    boolean one =
        method == Method.EMBED || (method == Method.PREDICT && lastOf(model).equals(FIRST));
    this.texts =
        one
            ? List.of(EmbeddingInputs.text(request, lastOf(model), flavor.title()))
            : EmbeddingInputs.texts(request, flavor.title());
  }

  /**
   * @param path of the model, such as {@code models/gemini-embedding-001}
   */
  void write(JsonWriter json, String path) throws IOException {
    EmbeddingInputs.dropEndUser(request, attempt);
    switch (method) {
      case EMBED -> content(json, null, texts.get(0));
      case PREDICT -> predict(json);
      case BATCH -> {
        json.beginObject().name("requests").beginArray();
        for (String text : texts) {
          content(json, path, text);
        }
        json.endArray().endObject();
      }
    }
  }

  private void content(JsonWriter json, @Nullable String path, String text) throws IOException {
    json.beginObject();
    RequestFields fields = new RequestFields(json).text("model", path);
    fields.name("content").beginObject().name("parts").beginArray();
    json.beginObject().name("text").value(text).endObject();
    json.endArray().endObject();
    fields
        .text("taskType", task())
        .number("outputDimensionality", request.dimensions())
        .extras(EmbeddingInputs.extras(request));
    json.endObject();
  }

  private void predict(JsonWriter json) throws IOException {
    Map<String, RawJson> parameters = new LinkedHashMap<>(EmbeddingInputs.extras(request));
    RawJson title = parameters.remove(TITLE);
    json.beginObject().name("instances").beginArray();
    for (String text : texts) {
      json.beginObject();
      new RequestFields(json)
          .text("content", text)
          .text("task_type", task())
          .extras(title == null ? Map.of() : Map.of(TITLE, title));
      json.endObject();
    }
    json.endArray();
    if (request.dimensions() != null || !parameters.isEmpty()) {
      json.name("parameters").beginObject();
      new RequestFields(json)
          .number("outputDimensionality", request.dimensions())
          .extras(parameters);
      json.endObject();
    }
    json.endObject();
  }

  private @Nullable String task() {
    Purpose purpose = request.purpose();
    if (purpose == null) {
      return null;
    }
    return switch (purpose) {
      case DOCUMENT -> "RETRIEVAL_DOCUMENT";
      case QUERY -> "RETRIEVAL_QUERY";
      case CLASSIFICATION -> "CLASSIFICATION";
      case CLUSTERING -> "CLUSTERING";
      case SIMILARITY -> "SEMANTIC_SIMILARITY";
    };
  }

  private static String lastOf(String model) {
    return model.substring(model.lastIndexOf('/') + 1);
  }
}
