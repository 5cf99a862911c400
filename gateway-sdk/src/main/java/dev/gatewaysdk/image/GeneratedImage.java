package dev.gatewaysdk.image;

import dev.gatewaysdk.reply.ReplyEvent;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A picture that a model made: an address or bytes. Do not change the array: it is not copied. */
public final class GeneratedImage implements ReplyEvent {
  private final int index;
  private final @Nullable String url;
  private final byte @Nullable [] bytes;
  private final @Nullable String mediaType;
  private final @Nullable String revisedPrompt;

  private GeneratedImage(
      int index,
      @Nullable String url,
      byte @Nullable [] bytes,
      @Nullable String mediaType,
      @Nullable String revisedPrompt) {
    this.index = index;
    this.url = url;
    this.bytes = bytes;
    this.mediaType = mediaType;
    this.revisedPrompt = revisedPrompt;
  }

  /**
   * A picture that the provider keeps for a while.
   *
   * @param index from 0
   * @param revisedPrompt what the model made of the prompt; null if it says nothing of that
   */
  public static GeneratedImage ofUrl(int index, String url, @Nullable String revisedPrompt) {
    return new GeneratedImage(index, url, null, null, revisedPrompt);
  }

  /**
   * A picture that has come.
   *
   * @param index from 0
   * @param mediaType such as {@code image/png}; null if it is not known
   * @param revisedPrompt what the model made of the prompt; null if it says nothing of that
   */
  public static GeneratedImage ofBytes(
      int index, byte[] bytes, @Nullable String mediaType, @Nullable String revisedPrompt) {
    return new GeneratedImage(index, null, bytes, mediaType, revisedPrompt);
  }

  /** Its place among the pictures, from 0. */
  public int index() {
    return index;
  }

  /** Where it is, for as long as the provider keeps it; null if the bytes have come. */
  public @Nullable String url() {
    return url;
  }

  /** The picture itself, not a copy; null if only the address has come. */
  public byte @Nullable [] bytes() {
    return bytes;
  }

  /** Such as {@code image/png}; null if it is not known. */
  public @Nullable String mediaType() {
    return mediaType;
  }

  /** What the model made of the prompt; null if it says nothing of that. */
  public @Nullable String revisedPrompt() {
    return revisedPrompt;
  }

  @Override
  public boolean content() {
    return true;
  }

  @Override
  public int length() {
    return bytes == null ? 0 : bytes.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GeneratedImage image
        && index == image.index
        && Objects.equals(url, image.url)
        && Arrays.equals(bytes, image.bytes)
        && Objects.equals(mediaType, image.mediaType)
        && Objects.equals(revisedPrompt, image.revisedPrompt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(index, url, mediaType, revisedPrompt) * 31 + Arrays.hashCode(bytes);
  }

  /** Its size only: the address is signed, and the prompt is nobody's log line. */
  @Override
  public String toString() {
    return "GeneratedImage("
        + index
        + ", "
        + (bytes == null ? "by address" : bytes.length + " bytes")
        + ")";
  }
}
