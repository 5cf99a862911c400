package dev.gatewaysdk.provider.http;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.embedding.EmbeddingVector;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.Arrays;
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
   * of numbers, of which the floats are read.
   *
   * @return how many there were
   */
  public static int ofCohere(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    if (json.peek() == JsonReader.Token.BEGIN_ARRAY) {
      return several(json, out);
    }
    int count = 0;
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals(FLOATS)) {
        count = several(json, out);
      } else {
        json.skipValue();
      }
    }
    json.endObject();
    return count;
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
      out.accept(new EmbeddingVector(index++, one(json)));
    }
    json.endArray();
    return index;
  }
}
