package dev.gatewaysdk.provider.geminiwire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.embedding.EmbeddingVector;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.WholeReplyReader;
import dev.gatewaysdk.provider.http.WireVectors;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.reply.UsageReported;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads vectors from any of Google's three forms. Tokens are counted for all together, or beside
 * each vector, or not at all.
 */
final class GeminiEmbeddingReader implements WholeReplyReader {
  private static final double MOST = 1L << 40; // So that no sum overflows.

  private final GeminiUsageReader usage;
  private final int texts;
  private final List<float[]> vectors = new ArrayList<>();
  private float @Nullable [] values;
  private @Nullable Long tokens;

  /**
   * @param texts how many vectors there must be
   * @param trail where to note contradictions
   */
  GeminiEmbeddingReader(int texts, CallTrail trail) {
    this.texts = texts;
    this.usage = new GeminiUsageReader(trail);
  }

  @Override
  public void whole(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    ChatEvent.UsageReported metadata = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "embedding" -> vector(json);
        case "embeddings", "predictions" -> {
          json.beginArray();
          while (json.hasNext()) {
            vector(json);
          }
          json.endArray();
        }
        case "usageMetadata" -> metadata = usage.read(json);
        case "error" -> throw GeminiErrors.inAnswer(error(json)).build();
        default -> json.skipValue();
      }
    }
    json.endObject();
    WireVectors.requireAny(vectors.size());
    if (vectors.size() < texts) { // Nobody could say whose they are.
      throw new JsonDataException(vectors.size() + " vectors of " + texts + " texts");
    }
    for (int i = 0; i < vectors.size(); i++) {
      out.accept(new EmbeddingVector(i, vectors.get(i)));
    }
    if (metadata != null) {
      out.accept(new UsageReported(metadata.usage(), metadata.raw()));
    } else if (tokens != null) {
      RawJson raw = RawJson.of(Map.of("token_count", tokens));
      out.accept(new UsageReported(TokenUsage.of(tokens, 0), raw));
    }
  }

  private static GeminiError error(JsonReader json) throws IOException {
    return GeminiError.of(RawJson.read(json).toJava());
  }

  private void vector(JsonReader json) throws IOException {
    values = null;
    fields(json);
    if (values == null) {
      throw new JsonDataException("no vector");
    }
    vectors.add(values);
  }

  /** A vector, which a prediction has one level further down. */
  private void fields(JsonReader json) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "values" -> values = WireVectors.one(json);
        case "embeddings" -> fields(json);
        case "statistics" -> statistics(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
  }

  private void statistics(JsonReader json) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals("token_count") && json.peek() == JsonReader.Token.NUMBER) {
        long count = (long) Math.max(0, Math.min(json.nextDouble(), MOST));
        tokens = tokens == null ? count : tokens + count;
      } else {
        json.skipValue();
      }
    }
    json.endObject();
  }
}
