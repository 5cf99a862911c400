package dev.gatewaysdk.provider.http;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.embedding.EmbeddingVector;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/** Reads vectors that come as arrays of numbers. */
public final class WireVectors {
  private static final int USUAL_LENGTH = 1536;
  private static final String FLOATS = "float";

  private WireVectors() {}

  /** The vector that the reader stands before. */
  public static float[] one(JsonReader json) throws IOException {
    float[] values = new float[USUAL_LENGTH];
    int length = 0;
    json.beginArray();
    while (json.hasNext()) {
      if (length == values.length) {
        values = Arrays.copyOf(values, 2 * length);
      }
      values[length++] = (float) json.nextDouble();
    }
    json.endArray();
    requireFinite(values, length);
    return length == values.length ? values : Arrays.copyOf(values, length);
  }

  /**
   * @throws JsonDataException if a vector has what is no number, which no JSON could pass on
   */
  public static void requireFinite(float[] values, int length) {
    for (int i = 0; i < length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new JsonDataException("a vector has what is no number");
      }
    }
  }

  /**
   * The vectors of Cohere's models: an array of them, or an object with such an array for each type
   * of numbers, of which the floats are read, or else the first.
   *
   * @return how many there were
   */
  public static int ofCohere(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    if (json.peek() == JsonReader.Token.BEGIN_ARRAY) {
      return several(json, out);
    }
    List<ReplyEvent> read = List.of();
    json.beginObject();
    while (json.hasNext()) {
      boolean floats = json.nextName().equals(FLOATS);
      if (json.peek() == JsonReader.Token.BEGIN_ARRAY && (floats || read.isEmpty())) {
        List<ReplyEvent> vectors = new ArrayList<>();
        read = several(json, vectors::add) == 0 ? read : vectors;
      } else {
        json.skipValue();
      }
    }
    json.endObject();
    read.forEach(out);
    return read.size();
  }

  /**
   * Floats of four bytes each, the lowest first, in base64.
   *
   * @throws JsonDataException if it is not that
   */
  public static float[] decoded(String base64) {
    byte[] bytes = bytes(base64);
    if (bytes.length % Float.BYTES != 0) {
      throw new JsonDataException("not a whole number of floats");
    }
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  /**
   * @throws JsonDataException if it is not base64
   */
  public static byte[] bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new JsonDataException("not base64");
    }
  }

  /**
   * @throws ProviderException if an input has no vector: whoever pairs them would not notice
   */
  public static void requireAll(int count, int inputs) {
    if (count < inputs) {
      throw ProviderException.builder(
              FailureKind.MALFORMED_REPLY,
              "the reply has " + count + " vectors of " + inputs + " inputs")
          .build();
    }
  }

  private static int several(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    int index = 0;
    json.beginArray();
    while (json.hasNext()) {
      boolean text = json.peek() == JsonReader.Token.STRING;
      out.accept(new EmbeddingVector(index++, text ? decoded(json.nextString()) : one(json)));
    }
    json.endArray();
    return index;
  }
}
