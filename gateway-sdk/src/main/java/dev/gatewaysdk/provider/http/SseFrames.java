package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import java.io.IOException;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;

/**
 * Cuts a stream into server-sent events, as the WHATWG HTML standard defines them, and keeps of
 * each only its data: every provider repeats the event's name in there. Bytes are moved, never
 * copied into strings.
 */
final class SseFrames implements Frames {
  private static final ByteString LINE_ENDS = ByteString.encodeUtf8("\r\n");
  private static final ByteString DATA = ByteString.encodeUtf8("data");
  private static final ByteString BYTE_ORDER_MARK = ByteString.decodeHex("efbbbf");
  private static final ByteString DONE = ByteString.encodeUtf8("[DONE]");

  private final BufferedSource source;
  private final Buffer buffer;
  private final long maxBytes;
  private final Buffer data = new Buffer();
  private boolean hasData;
  private boolean begun;
  private boolean lineFeedMayFollow;
  private long unfinished;

  /**
   * @param maxBytes the longest line and the longest data of an event
   */
  SseFrames(BufferedSource source, long maxBytes) {
    this.source = source;
    this.buffer = source.getBuffer();
    this.maxBytes = maxBytes;
  }

  @Override
  public Buffer data() {
    return data;
  }

  @Override
  public boolean isDone() {
    return data.size() == DONE.size() && data.rangeEquals(0, DONE);
  }

  @Override
  public long unfinished() {
    return unfinished;
  }

  /**
   * Moves to the next event that has data; waits for it.
   *
   * @return false at the end of the stream; an event without the blank line after it does not
   *     count, unless it is {@code [DONE]}, which some hosts end abruptly with
   */
  @Override
  public boolean next() throws IOException {
    data.clear();
    hasData = false;
    if (!begun) {
      begun = true;
      skipByteOrderMark();
    }
    for (; ; ) {
      long length = lineLength();
      if (length < 0) {
        return atEnd();
      }
      if (length > 0) {
        line(length);
        skipLineEnd();
      } else {
        skipLineEnd();
        if (data.size() > 0) {
          return true;
        }
        hasData = false;
      }
    }
  }

  private void skipByteOrderMark() throws IOException {
    if (source.request(1) && buffer.getByte(0) == BYTE_ORDER_MARK.getByte(0)) {
      if (source.request(3) && buffer.rangeEquals(0, BYTE_ORDER_MARK)) {
        buffer.skip(3);
      }
    }
  }

  /** Bytes up to the next line end; -1 if the stream ends before one. */
  private long lineLength() throws IOException {
    if (lineFeedMayFollow && source.request(1)) {
      lineFeedMayFollow = false;
      if (buffer.getByte(0) == '\n') {
        buffer.skip(1);
      }
    }
    long searched = 0;
    for (; ; ) {
      long at = buffer.indexOfElement(LINE_ENDS, searched);
      if (at >= 0) {
        return at;
      }
      searched = buffer.size();
      requireShort(searched);
      if (!source.request(searched + 1)) {
        return -1;
      }
    }
  }

  /** Takes a line off the buffer, without its end. */
  private void line(long length) throws IOException {
    if (!buffer.rangeEquals(0, DATA)) {
      buffer.skip(length);
      return;
    }
    if (length == DATA.size()) { // "data" alone: an empty line of data.
      buffer.skip(length);
      append(0);
    } else if (buffer.getByte(DATA.size()) == ':') {
      long name = DATA.size() + 1;
      if (length > name && buffer.getByte(name) == ' ') {
        name++;
      }
      buffer.skip(name);
      append(length - name);
    } else {
      buffer.skip(length); // A field whose name only begins with "data".
    }
  }

  private void append(long length) {
    requireShort(data.size() + length);
    if (hasData) {
      data.writeByte('\n');
    }
    hasData = true;
    data.write(buffer, length);
  }

  /** A CR counts at once: whether an LF belongs to it shows only when more arrives. */
  private void skipLineEnd() throws IOException {
    if (buffer.readByte() == '\r') {
      lineFeedMayFollow = true;
    }
  }

  private boolean atEnd() throws IOException {
    long left = buffer.size();
    if (left > 0) {
      line(left);
    }
    if (isDone()) {
      return true;
    }
    unfinished = Math.max(left, data.size());
    data.clear();
    return false;
  }

  private void requireShort(long bytes) {
    if (bytes > maxBytes) {
      throw ProviderException.builder(
              FailureKind.MALFORMED_REPLY,
              "an event of the stream is longer than the limit of " + maxBytes + " bytes")
          .build();
    }
  }
}
