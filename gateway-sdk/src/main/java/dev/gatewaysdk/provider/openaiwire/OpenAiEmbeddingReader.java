package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.embedding.EmbeddingVector;
import dev.gatewaysdk.provider.http.WireVectors;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads vectors: as numbers, or in base64 as little-endian floats of four bytes. */
final class OpenAiEmbeddingReader extends OpenAiAnswerReader {
  private final @Nullable Integer dimensions;
  private final boolean inBytes;
  private boolean anyVector;

  /**
   * @param dimensions as asked for; null if it was not
   * @param inBytes whether text has a byte for each dimension, however many there are
   */
  OpenAiEmbeddingReader(CallTrail trail, @Nullable Integer dimensions, boolean inBytes) {
    super(trail);
    this.dimensions = dimensions;
    this.inBytes = inBytes;
  }

  @Override
  void field(String name, JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    if (name.equals("data") || name.equals("embeddings")) {
      each(json, position -> vector(json, position, out));
    } else {
      json.skipValue();
    }
  }

  @Override
  void whole(Consumer<? super ReplyEvent> out) {
    if (!anyVector) {
      throw new JsonDataException("no vectors");
    }
  }

  @Override
  TokenUsage counted(TokenUsage usage) {
    return inputOnly(usage);
  }

  private void vector(JsonReader json, int position, Consumer<? super ReplyEvent> out)
      throws IOException {
    int index = position;
    float[] values = null;
    if (json.peek() == JsonReader.Token.BEGIN_ARRAY) { // A vector with nothing around it.
      anyVector = true;
      out.accept(new EmbeddingVector(index, WireVectors.one(json)));
      return;
    }
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "index" -> index = json.nextInt();
        case "embedding" ->
            values =
                json.peek() == JsonReader.Token.STRING
                    ? decoded(json.nextString())
                    : WireVectors.one(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (values == null) {
      throw new JsonDataException("no vector");
    }
    anyVector = true;
    out.accept(new EmbeddingVector(index, values));
  }

  private float[] decoded(String base64) {
    byte[] bytes = WireVectors.bytes(base64);
    boolean small = inBytes || dimensions != null && dimensions == bytes.length;
    return small ? small(bytes) : WireVectors.decoded(base64);
  }

  /** Perplexity sends a signed byte for each dimension. */
  private static float[] small(byte[] bytes) {
    float[] values = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = bytes[i];
    }
    return values;
  }
}
