package dev.gatewaysdk;

import dev.gatewaysdk.audio.AudioChunk;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The chunks of a spoken text as one stream of bytes. Waits only if it has nothing left. */
final class ChunkInputStream extends InputStream {
  private final SpeechStream speech;
  private byte[] chunk = {};
  private int position;

  ChunkInputStream(SpeechStream speech) {
    this.speech = speech;
  }

  @Override
  public int read() {
    return fill() ? chunk[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, chunk.length - position);
    System.arraycopy(chunk, position, into, offset, count);
    position += count;
    return count;
  }

  @Override
  public int available() {
    return chunk.length - position;
  }

  @Override
  public void close() {
    speech.close();
  }

  private boolean fill() {
    while (position == chunk.length) {
      @Nullable AudioChunk next = speech.next();
      if (next == null) {
        return false;
      }
      chunk = next.bytes();
      position = 0;
    }
    return true;
  }
}
