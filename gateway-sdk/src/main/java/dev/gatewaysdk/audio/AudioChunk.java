package dev.gatewaysdk.audio;

import dev.gatewaysdk.reply.ReplyEvent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The next piece of sound. Do not change the array: it is not copied. */
public final class AudioChunk implements ReplyEvent {
  private final byte[] bytes;

  public AudioChunk(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The piece itself, not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean content() {
    return true;
  }

  @Override
  public int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AudioChunk chunk && Arrays.equals(bytes, chunk.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Its size only. */
  @Override
  public String toString() {
    return "AudioChunk(" + bytes.length + " bytes)";
  }
}
