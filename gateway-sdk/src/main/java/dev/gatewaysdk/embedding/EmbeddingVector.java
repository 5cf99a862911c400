package dev.gatewaysdk.embedding;

import dev.gatewaysdk.reply.ReplyEvent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The vector of one input. Do not change the array: it is not copied. */
public final class EmbeddingVector implements ReplyEvent {
  private final int index;
  private final float[] values;

  /**
   * @param index of the input, from 0
   */
  public EmbeddingVector(int index, float[] values) {
    this.index = index;
    this.values = values;
  }

  /** The index of the input, from 0. */
  public int index() {
    return index;
  }

  /** The vector itself, not a copy. */
  public float[] values() {
    return values;
  }

  @Override
  public boolean content() {
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EmbeddingVector vector
        && index == vector.index
        && Arrays.equals(values, vector.values);
  }

  @Override
  public int hashCode() {
    return 31 * index + Arrays.hashCode(values);
  }

  /** Its index and dimensions: vectors can be turned back into text. */
  @Override
  public String toString() {
    return "EmbeddingVector(" + index + ", " + values.length + " dimensions)";
  }
}
