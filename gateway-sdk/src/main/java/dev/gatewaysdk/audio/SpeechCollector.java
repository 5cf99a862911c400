package dev.gatewaysdk.audio;

import dev.gatewaysdk.reply.ReplyCollector;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.ResponseInfo;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Joins the pieces of sound. */
public final class SpeechCollector implements ReplyCollector<SpeechResponse> {
  private final ByteArrayOutputStream audio = new ByteArrayOutputStream();
  private @Nullable String mediaType;

  @Override
  public void add(ReplyEvent event) {
    if (event instanceof AudioChunk chunk) {
      audio.writeBytes(chunk.bytes());
    } else if (event instanceof SpeechStarted started) {
      mediaType = started.mediaType();
    }
  }

  @Override
  public SpeechResponse toResponse(ResponseInfo info) {
    return new SpeechResponse(audio.toByteArray(), mediaType, info);
  }
}
