package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.embedding.EmbeddingVector;
import dev.gatewaysdk.provider.http.WireVectors;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads vectors: as numbers, or in base64 as little-endian floats of four bytes. */
final class OpenAiEmbeddingReader extends OpenAiAnswerReader {
  private final CallTrail trail;
  private final @Nullable Integer dimensions;
  private final int inputs;
  private final boolean openAi;
  private final List<EmbeddingVector> vectors = new ArrayList<>();

  /**
   * @param openAi whether the host is OpenAI, whose base64 is known to be of floats
   */
  OpenAiEmbeddingReader(CallTrail trail, EmbeddingRequest request, boolean openAi) {
    super(trail);
    this.trail = trail;
    this.dimensions = request.dimensions();
    this.inputs = request.inputs().size();
    this.openAi = openAi;
  }

  @Override
  void field(String name, JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    if (name.equals("data")) {
      each(json, position -> vector(json, position));
    } else {
      json.skipValue();
    }
  }

  @Override
  void whole(Consumer<? super ReplyEvent> out) {
    int count = vectors.size();
    WireVectors.requireAll(count, inputs);
    if (count > inputs) {
      contradiction("data", "has " + count + " vectors of " + inputs + " inputs");
    }
    boolean numbered = isNumbered();
    if (!numbered) {
      contradiction("index", "does not count the vectors, so they are in the order that they came");
    }
    for (int i = 0; i < count; i++) {
      EmbeddingVector vector = vectors.get(i);
      out.accept(numbered ? vector : new EmbeddingVector(i, vector.values()));
    }
  }

  private void contradiction(String subject, String detail) {
    trail.adjusted(new Adjustment(Adjustment.Kind.CONTRADICTION, subject, detail));
  }

  /** Whether each has a number of its own, without gaps; some hosts number all of them 0. */
  private boolean isNumbered() {
    BitSet seen = new BitSet(vectors.size());
    for (EmbeddingVector vector : vectors) {
      int index = vector.index();
      if (index < 0 || index >= vectors.size() || seen.get(index)) {
        return false;
      }
      seen.set(index);
    }
    return true;
  }

  @Override
  TokenUsage counted(TokenUsage usage) {
    return inputOnly(usage);
  }

  private void vector(JsonReader json, int position) throws IOException {
    int index = position;
    float[] values = null;
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
    if (values == null || values.length == 0) {
      throw new JsonDataException("no vector");
    }
    vectors.add(new EmbeddingVector(index, values));
  }

  private float[] decoded(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new JsonDataException("not base64");
    }
    if (dimensions != null && dimensions == bytes.length) {
      return small(bytes);
    }
    if (bytes.length % Float.BYTES != 0) {
      throw new JsonDataException("not a whole number of floats");
    }
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    if (openAi) {
      WireVectors.requireFinite(values, values.length);
    }
    return values;
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
