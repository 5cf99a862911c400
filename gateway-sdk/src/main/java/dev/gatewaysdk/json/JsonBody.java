package dev.gatewaysdk.json;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import okio.Buffer;

/** Something that writes itself as one JSON value. */
@FunctionalInterface
public interface JsonBody {
  /** Writes the value. */
  void write(JsonWriter json) throws IOException;

  /** The value as UTF-8, nulls included. */
  default byte[] bytes() {
    return buffer().readByteArray();
  }

  private Buffer buffer() {
    Buffer buffer = new Buffer();
    try {
      JsonWriter json = JsonWriter.of(buffer);
      json.setSerializeNulls(true);
      write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // A buffer in memory has no I/O that could fail.
    }
    return buffer;
  }

  /** A reader of JSON that is there as UTF-8. */
  static JsonReader reader(byte[] utf8) {
    return JsonReader.of(new Buffer().write(utf8));
  }

  /** A reader of JSON that is there as text. */
  static JsonReader reader(String text) {
    return JsonReader.of(new Buffer().writeUtf8(text));
  }
}
