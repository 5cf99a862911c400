package dev.gatewaysdk.server;

import dev.gatewaysdk.AnswerStream;
import dev.gatewaysdk.audio.AudioChunk;
import dev.gatewaysdk.audio.SpeechResponse;
import dev.gatewaysdk.audio.SpeechStarted;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sound as it comes. There is no way to say in it that something failed. */
final class SpeechChunks implements ReplyChunks {
  private final AnswerStream<SpeechResponse> stream;
  private final Consumer<Throwable> unexpected;
  private @Nullable String mediaType;
  private byte @Nullable [] first;

  /** Waits for the first piece, so that what it is can be said before it is sent. */
  SpeechChunks(AnswerStream<SpeechResponse> stream, Consumer<Throwable> unexpected) {
    this.stream = stream;
    this.unexpected = unexpected;
    this.first = pull();
  }

  /** Such as {@code audio/mpeg}; null if the provider does not say. */
  @Nullable String mediaType() {
    return mediaType;
  }

  @Override
  public byte @Nullable [] next() {
    byte[] piece = first;
    first = null;
    try {
      return piece == null ? pull() : piece;
    } catch (GatewayException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      unexpected.accept(e);
      throw e;
    }
  }

  private byte @Nullable [] pull() {
    for (ReplyEvent event = stream.next(); event != null; event = stream.next()) {
      if (event instanceof AudioChunk chunk && chunk.bytes().length > 0) {
        return chunk.bytes();
      }
      if (event instanceof SpeechStarted started) {
        mediaType = started.mediaType();
      }
    }
    return null;
  }

  @Override
  public void close() {
    stream.close();
  }
}
