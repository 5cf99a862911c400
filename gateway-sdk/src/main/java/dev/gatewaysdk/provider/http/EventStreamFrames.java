package dev.gatewaysdk.provider.http;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;

/**
 * Cuts AWS's binary event stream into its messages, whose checksums must be right.
 *
 * <p>A message is handed on as one JSON object: its headers of text, such as {@code :event-type},
 * and after them the {@code payload}, as it came if it is JSON, as text otherwise, not at all if it
 * is empty. Source: AWS's page on the encoding ({@code application/vnd.amazon.eventstream}).
 */
final class EventStreamFrames implements Frames {
  private static final int PRELUDE = 12;
  private static final int CHECKSUM = 4;
  private static final int LEAST = PRELUDE + CHECKSUM;
  private static final int TEXT = 7;

  private final BufferedSource source;
  private final Buffer buffer;
  private final long maxBytes;
  private final Buffer data = new Buffer();
  private long unfinished;

  /**
   * @param maxBytes the longest message
   */
  EventStreamFrames(BufferedSource source, long maxBytes) {
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
    return false;
  }

  @Override
  public long unfinished() {
    return unfinished;
  }

  @Override
  public boolean next() throws IOException {
    data.clear();
    if (!source.request(PRELUDE)) {
      unfinished = buffer.size();
      return false;
    }
    ByteBuffer prelude = buffer.snapshot(PRELUDE).asByteBuffer();
    requireChecksum("prelude", prelude, PRELUDE - CHECKSUM);
    long total = Integer.toUnsignedLong(prelude.getInt(0));
    long headers = Integer.toUnsignedLong(prelude.getInt(CHECKSUM));
    if (total > maxBytes) {
      throw malformed(
          "an event of the stream has " + total + " bytes; the limit is " + maxBytes + " bytes");
    }
    if (total < LEAST || headers > total - LEAST) {
      throw malformed("an event of the stream has lengths that contradict one another");
    }
    if (!source.request(total)) {
      unfinished = buffer.size();
      return false;
    }
    ByteBuffer message = ByteBuffer.wrap(buffer.readByteArray(total));
    requireChecksum("message", message, (int) total - CHECKSUM);
    write(
        message.slice(PRELUDE, (int) headers),
        message.slice(PRELUDE + (int) headers, (int) (total - LEAST - headers)));
    return true;
  }

  private void write(ByteBuffer headers, ByteBuffer payload) throws IOException {
    JsonWriter json = JsonWriter.of(data);
    json.beginObject();
    while (headers.hasRemaining()) {
      header(headers, json);
    }
    if (payload.hasRemaining()) {
      json.name("payload");
      if (payload.get(0) == '{') {
        try (BufferedSink sink = json.valueSink()) {
          sink.write(payload);
        }
      } else {
        json.value(StandardCharsets.UTF_8.decode(payload).toString());
      }
    }
    json.endObject();
  }

  private static void header(ByteBuffer headers, JsonWriter json) throws IOException {
    String name = text(headers, taken(headers, 1));
    int type = taken(headers, 1);
    if (type == TEXT) {
      json.name(name).value(text(headers, taken(headers, 2)));
      return;
    }
    int length =
        switch (type) {
          case 0, 1 -> 0; // True and false.
          case 2 -> Byte.BYTES;
          case 3 -> Short.BYTES;
          case 4 -> Integer.BYTES;
          case 5, 8 -> Long.BYTES; // A number, a time.
          case 6 -> taken(headers, 2); // Bytes.
          case 9 -> 2 * Long.BYTES; // A UUID.
          default -> throw malformed("an event of the stream has a header of unknown type " + type);
        };
    require(headers, length);
    headers.position(headers.position() + length);
  }

  private static int taken(ByteBuffer headers, int bytes) {
    require(headers, bytes);
    return bytes == 1 ? headers.get() & 0xff : headers.getShort() & 0xffff;
  }

  private static String text(ByteBuffer headers, int length) {
    require(headers, length);
    ByteBuffer text = headers.slice(headers.position(), length);
    headers.position(headers.position() + length);
    return StandardCharsets.UTF_8.decode(text).toString();
  }

  private static void require(ByteBuffer headers, int bytes) {
    if (headers.remaining() < bytes) {
      throw malformed("an event of the stream has a header that breaks off");
    }
  }

  /** The checksum follows what it is of. */
  private static void requireChecksum(String what, ByteBuffer bytes, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes.slice(0, length));
    if (checksum.getValue() != Integer.toUnsignedLong(bytes.getInt(length))) {
      throw malformed(
          "an event of the stream has a wrong checksum of its "
              + what
              + ": it was changed on the way");
    }
  }

  private static ProviderException malformed(String message) {
    return ProviderException.builder(FailureKind.MALFORMED_REPLY, message).build();
  }
}
