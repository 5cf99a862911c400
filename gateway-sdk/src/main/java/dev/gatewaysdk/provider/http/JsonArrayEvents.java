package dev.gatewaysdk.provider.http;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.EOFException;
import java.io.IOException;
import java.util.function.Consumer;
import okio.BufferedSource;

/** Reads a stream that is one JSON array, whose members are its events, as they arrive. */
final class JsonArrayEvents {
  private final JsonReader json;
  private boolean opened;
  private boolean closed;

  JsonArrayEvents(BufferedSource source) {
    this.json = JsonReader.of(source);
  }

  /** Whether the array came to its end. */
  boolean closed() {
    return closed;
  }

  /**
   * Lets the reader take the next member; waits for it.
   *
   * @return false at the end of the stream, see {@link #closed}
   */
  boolean next(ReplyReader reader, Consumer<? super ReplyEvent> out) throws IOException {
    try {
      if (!opened) {
        opened = true;
        json.beginArray();
      }
      if (json.hasNext()) {
        reader.event(json, out);
        return true;
      }
      json.endArray();
      if (json.peek() != JsonReader.Token.END_DOCUMENT) {
        throw new JsonDataException("more than one value");
      }
      closed = true;
      return false;
    } catch (EOFException e) {
      return false;
    } catch (JsonEncodingException | JsonDataException e) {
      throw EventJson.malformed(json, e);
    }
  }
}
