package dev.gatewaysdk.provider.geminiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest.Purpose;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.EmbeddingInputs;
import dev.gatewaysdk.provider.http.RequestFields;
import dev.gatewaysdk.reply.Adjustment;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
    /** Vertex AI, Gemini models from the second on, and open models as a service: one text. */
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
      boolean later = name.startsWith("gemini-") && !name.equals(FIRST);
      return later || name.endsWith("-maas") ? EMBED : PREDICT;
    }
  }

  private static final String FIRST = "gemini-embedding-001";
  private static final String TITLE = "title";
  private static final String TASK = "taskType";
  private static final String DIMENSIONS = "outputDimensionality";
  private static final String CONFIG = "embedContentConfig";
  private static final int MOST_IN_BATCH = 100;
  private static final int MOST_PREDICTED = 250;

  /** The second Gemini model and those after it, but for its preview, which was like the first. */
  private static final Pattern LATER = Pattern.compile("gemini-embedding-(?!0)(?!2-preview)\\d.*");

  private final EmbeddingRequest request;
  private final Attempt attempt;
  private final Method method;
  private final List<String> texts;
  private final boolean inWords;

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
    int most = method == Method.BATCH ? MOST_IN_BATCH : MOST_PREDICTED;
    if (texts.size() > most) {
      throw new UnsupportedRequestException(
          "input",
          "has "
              + texts.size()
              + " texts, and "
              + flavor.title()
              + " takes "
              + most
              + " at a time: send several requests");
    }
    this.inWords = request.purpose() != null && LATER.matcher(lastOf(model)).matches();
  }

  /**
   * @param path of the model, such as {@code models/gemini-embedding-001}
   */
  void write(JsonWriter json, String path) throws IOException {
    EmbeddingInputs.dropEndUser(request, attempt);
    Map<String, RawJson> extras = EmbeddingInputs.extras(request);
    RawJson title = inWords ? extras.remove(TITLE) : null;
    if (inWords) {
      attempt.adjusted(
          new Adjustment(
              Adjustment.Kind.EMULATED,
              "purpose",
              "Google's words for it stand before each text: the model has no setting for it"));
    }
    switch (method) {
      case EMBED -> embed(json, inWords(texts.get(0), title), extras);
      case PREDICT -> predict(json, extras);
      case BATCH -> {
        json.beginObject().name("requests").beginArray();
        for (String text : texts) {
          json.beginObject();
          content(new RequestFields(json).text("model", path), inWords(text, title))
              .text(TASK, inWords ? null : task())
              .number(DIMENSIONS, request.dimensions())
              .extras(extras);
          json.endObject();
        }
        json.endArray().endObject();
      }
    }
  }

  private static RequestFields content(RequestFields fields, String text) throws IOException {
    JsonWriter json = fields.name("content").beginObject().name("parts").beginArray();
    json.beginObject().name("text").value(text).endObject();
    json.endArray().endObject();
    return fields;
  }

  /** Settings stand by themselves here: beside the content they are on their way out. */
  private void embed(JsonWriter json, String text, Map<String, RawJson> extras) throws IOException {
    json.beginObject();
    content(new RequestFields(json), text);
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    if (request.purpose() != null && !inWords) {
      config.put(TASK, task());
    }
    if (request.dimensions() != null) {
      config.put(DIMENSIONS, request.dimensions());
    }
    RawJson whole = extras.remove(CONFIG);
    GeminiChatWriter.join(CONFIG, config, extras);
    if (whole != null) {
      GeminiChatWriter.join(CONFIG, config, whole.toJava());
    }
    if (!config.isEmpty()) {
      json.name(CONFIG);
      RawJson.of(config).write(json);
    }
    json.endObject();
  }

  private void predict(JsonWriter json, Map<String, RawJson> parameters) throws IOException {
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
      new RequestFields(json).number(DIMENSIONS, request.dimensions()).extras(parameters);
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

  /** Source: Google's page on embeddings, for models that are told by the text what it is for. */
  private String inWords(String text, @Nullable RawJson title) {
    Purpose purpose = request.purpose();
    if (!inWords || purpose == null) {
      return text;
    }
    return switch (purpose) {
      case DOCUMENT ->
          "title: "
              + (title != null && title.toJava() instanceof String said ? said : "none")
              + " | text: "
              + text;
      case QUERY -> "task: search result | query: " + text;
      case CLASSIFICATION -> "task: classification | query: " + text;
      case CLUSTERING -> "task: clustering | query: " + text;
      case SIMILARITY -> "task: sentence similarity | query: " + text;
    };
  }

  private static String lastOf(String model) {
    return model.substring(model.lastIndexOf('/') + 1);
  }
}
