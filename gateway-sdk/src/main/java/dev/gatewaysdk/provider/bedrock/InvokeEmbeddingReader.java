package dev.gatewaysdk.provider.bedrock;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.embedding.EmbeddingVector;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.ReplyHeaders;
import dev.gatewaysdk.provider.http.WholeReplyReader;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.provider.http.WireVectors;
import dev.gatewaysdk.reply.AnswerStarted;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.reply.UsageReported;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads vectors of Amazon's and of Cohere's models. A header counts the tokens of all. */
final class InvokeEmbeddingReader implements WholeReplyReader {
  private static final String INPUT_TOKENS = "x-amzn-bedrock-input-token-count";
  private static final long MOST = 1L << 40; // So that no sum overflows.

  private final int inputs;
  private @Nullable String counted;

  /**
   * @param inputs how many there are to be vectors of
   */
  InvokeEmbeddingReader(int inputs) {
    this.inputs = inputs;
  }

  @Override
  public void headers(ReplyHeaders headers) {
    counted = headers.get(INPUT_TOKENS);
  }

  @Override
  public void whole(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    List<ReplyEvent> vectors = new ArrayList<>(); // Fields may be in any order.
    String id = null;
    String inBody = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "id" -> id = WireJson.text(json);
        case "embedding" -> vectors.add(new EmbeddingVector(0, WireVectors.one(json)));
        case "embeddings" -> several(json, vectors);
        case "inputTextTokenCount" -> inBody = WireJson.word(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    WireVectors.requireAll(vectors.size(), inputs);
    if (id != null) {
      out.accept(new AnswerStarted(id, null));
    }
    vectors.forEach(out);
    Long tokens = tokens(counted == null ? inBody : counted);
    if (tokens != null) {
      RawJson raw = RawJson.of(Map.of(INPUT_TOKENS, tokens));
      out.accept(new UsageReported(TokenUsage.of(tokens, 0), raw));
    }
  }

  /** In Cohere's forms, or as the objects of Nova, each with its kind. */
  private static void several(JsonReader json, List<ReplyEvent> vectors) throws IOException {
    if (json.peek() != JsonReader.Token.BEGIN_ARRAY) {
      WireVectors.ofCohere(json, vectors::add);
      return;
    }
    json.beginArray();
    while (json.hasNext()) {
      float[] vector =
          json.peek() == JsonReader.Token.BEGIN_OBJECT ? ofNova(json) : WireVectors.one(json);
      vectors.add(new EmbeddingVector(vectors.size(), vector));
    }
    json.endArray();
  }

  private static float[] ofNova(JsonReader json) throws IOException {
    float[] vector = null;
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals("embedding")) {
        vector = WireVectors.one(json);
      } else {
        json.skipValue();
      }
    }
    json.endObject();
    if (vector == null) {
      throw new JsonDataException("no vector");
    }
    return vector;
  }

  private static @Nullable Long tokens(@Nullable String counted) {
    if (counted == null) {
      return null;
    }
    try {
      long tokens = Long.parseLong(counted.strip());
      return tokens < 0 || tokens > MOST ? null : tokens;
    } catch (NumberFormatException e) {
      return null; // Unknown is not zero.
    }
  }
}
