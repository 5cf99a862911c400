package dev.gatewaysdk.audio;

import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.reply.ResponseInfo;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A text, spoken. Do not change the array: it is not copied. */
public final class SpeechResponse implements Response {
  private final byte[] audio;
  private final @Nullable String mediaType;
  private final ResponseInfo info;

  /**
   * @param mediaType null if it is not known
   */
  public SpeechResponse(byte[] audio, @Nullable String mediaType, ResponseInfo info) {
    this.audio = audio;
    this.mediaType = mediaType;
    this.info = info;
  }

  /** The sound itself, not a copy. */
  public byte[] audio() {
    return audio;
  }

  /** Such as {@code audio/mpeg}; null if the provider does not say. */
  public @Nullable String mediaType() {
    return mediaType;
  }

  @Override
  public ResponseInfo info() {
    return info;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SpeechResponse response
        && Arrays.equals(audio, response.audio)
        && Objects.equals(mediaType, response.mediaType)
        && info.equals(response.info);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(audio), mediaType, info);
  }

  /** Its size only. */
  @Override
  public String toString() {
    return "SpeechResponse(" + audio.length + " bytes, " + mediaType + ")";
  }
}
