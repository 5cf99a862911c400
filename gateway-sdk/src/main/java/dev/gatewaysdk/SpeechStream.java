package dev.gatewaysdk;

import dev.gatewaysdk.audio.AudioChunk;
import dev.gatewaysdk.audio.SpeechResponse;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.InputStream;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A spoken text as it arrives. Read by one thread, either in chunks or as an {@link InputStream};
 * {@link #close()} from any.
 *
 * <p>Throws what {@link AnswerStream} throws. Close the stream when done, best with
 * try-with-resources: closing early stops the provider.
 *
 * <pre>{@code
 * try (SpeechStream speech = gateway.streamSpeech(request, caller)) {
 *   speech.inputStream().transferTo(out);
 * }
 * }</pre>
 */
public final class SpeechStream implements Iterable<AudioChunk>, AutoCloseable {
  private final AnswerStream<SpeechResponse> stream;
  private @Nullable AudioChunk first;
  private final @Nullable String mediaType;
  private boolean iterated;

  /** The first chunk is there already: a call returns when it has content. */
  SpeechStream(AnswerStream<SpeechResponse> stream) {
    this.stream = stream;
    this.first = pull();
    this.mediaType = stream.soFar().mediaType();
  }

  /** Such as {@code audio/mpeg}; null if the provider does not say. */
  public @Nullable String mediaType() {
    return mediaType;
  }

  /** The next chunk; waits for it; null at the end. */
  public @Nullable AudioChunk next() {
    AudioChunk chunk = first;
    if (chunk != null) {
      first = null;
      return chunk;
    }
    return pull();
  }

  /** The chunks that are left. May be called once; the iterator throws as {@link #next()} does. */
  @Override
  public Iterator<AudioChunk> iterator() {
    if (iterated) {
      throw new IllegalStateException("a stream can be iterated once; soFar() has what was read");
    }
    iterated = true;
    return new PulledEvents<>(this::next);
  }

  /** The bytes that are left; throws as {@link #next()} does. Closing it closes this stream. */
  public InputStream inputStream() {
    return new ChunkInputStream(this);
  }

  /** Reads what is left and gives the whole answer. */
  public SpeechResponse collect() {
    first = null;
    return stream.collect();
  }

  /** The answer as far as it was read: usage and cost only at its end. */
  public SpeechResponse soFar() {
    return stream.soFar();
  }

  /** The gateway's id of the call, also in its record. */
  public String requestId() {
    return stream.requestId();
  }

  /** Ends the stream; one that is not read out stops the provider. Idempotent, never throws. */
  @Override
  public void close() {
    stream.close();
  }

  private @Nullable AudioChunk pull() {
    for (ReplyEvent event = stream.next(); event != null; event = stream.next()) {
      if (event instanceof AudioChunk chunk) {
        return chunk;
      }
    }
    return null;
  }
}
