package dev.gatewaysdk.provider.http;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.function.Consumer;
import okio.Buffer;

/**
 * Reads one JSON value after the other from a buffer with a single reader, whose state and tables
 * would otherwise be allocated for every event.
 */
final class EventJson {
  private final Buffer buffer;
  private final JsonReader json;

  EventJson(Buffer buffer) {
    this.buffer = buffer;
    this.json = JsonReader.of(buffer);
  }

  /**
   * Lets the reader take what is in the buffer, which must be one JSON value. The first failure
   * must be the end: it leaves the reader inside a value.
   */
  void event(ReplyReader reader, Consumer<? super ReplyEvent> out) {
    try {
      begin();
      reader.event(json, out);
      requireConsumed();
    } catch (IOException | JsonDataException e) {
      throw malformed(json, e);
    }
  }

  /** Only between two values must the reader be lenient, and only there it is. */
  private void begin() throws IOException {
    json.setLenient(true);
    JsonReader.Token first = json.peek();
    json.setLenient(false);
    if (first != JsonReader.Token.BEGIN_OBJECT) {
      throw new JsonDataException("not an object");
    }
  }

  private void requireConsumed() throws IOException {
    while (!buffer.exhausted()) {
      byte next = buffer.readByte();
      if (next != ' ' && next != '\t' && next != '\n' && next != '\r') {
        throw new JsonDataException("more than one value");
      }
    }
  }

  /** Lets the reader take the buffer, which must be one JSON value, for a whole reply. */
  static void whole(Buffer buffer, ReplyReader reader, Consumer<? super ReplyEvent> out) {
    JsonReader json = JsonReader.of(buffer);
    try {
      reader.whole(json, out);
      if (json.peek() != JsonReader.Token.END_DOCUMENT) {
        throw new JsonDataException("more than one value");
      }
    } catch (IOException | JsonDataException e) {
      throw malformed(json, e);
    }
  }

  /** Says where, but neither what stands there nor Moshi's message, which may quote it. */
  static ProviderException malformed(JsonReader json, Exception e) {
    String what = e instanceof JsonDataException ? "has an unexpected form" : "is not valid JSON";
    return ProviderException.builder(
            FailureKind.MALFORMED_REPLY, "the reply " + what + " at " + json.getPath())
        .build();
  }
}
