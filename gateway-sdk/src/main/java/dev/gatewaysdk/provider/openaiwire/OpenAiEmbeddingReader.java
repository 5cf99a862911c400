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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads vectors: as numbers, or in base64 as little-endian floats of four bytes. */
final class OpenAiEmbeddingReader extends OpenAiAnswerReader {
  private final CallTrail trail;
  private final @Nullable Integer dimensions;
  private final int inputs;
  private final boolean inBytes;
  private final boolean openAi;
  private final List<EmbeddingVector> vectors = new ArrayList<>();

  OpenAiEmbeddingReader(CallTrail trail, EmbeddingRequest request, WireFlavor flavor) {
    super(trail);
    this.trail = trail;
    this.dimensions = request.dimensions();
    this.inputs = request.inputs().size();
    this.inBytes = flavor.embedsInBytes();
    this.openAi = flavor.servesOpenAi(); // Its base64 is known to be of floats.
  }

  @Override
  void field(String name, JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    if (name.equals("data") || name.equals("embeddings")) {
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
    if (json.peek() == JsonReader.Token.BEGIN_ARRAY) { // A vector with nothing around it.
      add(index, WireVectors.one(json));
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
    add(index, values);
  }

  private void add(int index, float @Nullable [] values) {
    if (values == null || values.length == 0) {
      throw new JsonDataException("no vector");
    }
    vectors.add(new EmbeddingVector(index, values));
  }

  private float[] decoded(String base64) {
    byte[] bytes = WireVectors.bytes(base64);
    if (inBytes || dimensions != null && dimensions == bytes.length) {
      return small(bytes);
    }
    float[] values = WireVectors.decoded(base64);
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
