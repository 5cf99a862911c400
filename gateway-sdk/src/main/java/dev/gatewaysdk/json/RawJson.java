package dev.gatewaysdk.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One JSON value, kept as the text it was written in.
 *
 * <p>Schemas, tool arguments, vendor settings and usage blocks pass through the gateway in this
 * form: no number is rounded, no key reordered. Two values are equal if their texts are. Immutable.
 */
public final class RawJson {
  private final String text;

  private RawJson(String text) {
    this.text = text;
  }

  /**
   * A value from its text.
   *
   * @throws IllegalArgumentException if the text is not exactly one JSON value; says where
   */
  public static RawJson parse(String text) {
    PlainJson.requireWhole(text);
    Buffer buffer = new Buffer().writeUtf8(text);
    try {
      JsonReader reader = JsonReader.of(buffer);
      reader.skipValue();
      if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
        throw new IllegalArgumentException("more than one JSON value");
      }
    } catch (IOException | JsonDataException e) {
      throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
    }
    return new RawJson(text);
  }

  /**
   * A value from plain Java: null, Boolean, Number, CharSequence, Map, Iterable, array of objects,
   * RawJson, and these nested.
   *
   * @throws IllegalArgumentException if something else, NaN or an infinity is in it
   */
  public static RawJson of(@Nullable Object value) {
    if (value instanceof RawJson raw) {
      return raw;
    }
    Buffer buffer = new Buffer();
    try {
      JsonWriter writer = JsonWriter.of(buffer);
      writer.setSerializeNulls(true);
      PlainJson.write(writer, value);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot write as JSON: " + e.getMessage(), e);
    }
    return new RawJson(buffer.readUtf8());
  }

  /**
   * The value that the reader stands before, as it was written.
   *
   * @throws IOException if the source fails or is not JSON
   */
  public static RawJson read(JsonReader reader) throws IOException {
    try (okio.BufferedSource source = reader.nextSource()) {
      return new RawJson(source.readUtf8());
    }
  }

  /**
   * The text that the reader stands before; cheaper than {@link #read}, and written plainly
   * whatever escapes it came with.
   *
   * @throws IOException if the source fails or is not JSON
   */
  public static RawJson readText(JsonReader reader) throws IOException {
    String value = reader.nextString();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return of(value);
      }
    }
    return new RawJson('"' + value + '"');
  }

  /**
   * The members of an object, each as it was written, in the order written.
   *
   * @throws IllegalStateException if it is not an object, or has a member twice
   */
  public Map<String, RawJson> members() {
    Map<String, RawJson> members = new LinkedHashMap<>();
    try {
      JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text));
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (members.put(name, read(reader)) != null) {
          throw new IllegalStateException("a JSON object has the member '" + name + "' twice");
        }
      }
      reader.endObject();
      return members;
    } catch (IOException | JsonDataException e) {
      throw new IllegalStateException("not a JSON object", e);
    }
  }

  /**
   * This value with its texts changed: every string, name of an object's member and number. A
   * number that is changed becomes a string. All else stays as it was written.
   *
   * @param change gives the text back if it is to stay as it is
   * @return this value if nothing changed
   * @throws IllegalArgumentException if a new text has half a surrogate pair
   */
  public RawJson mapTexts(UnaryOperator<String> change) {
    String mapped = JsonTexts.map(text, change);
    return mapped.equals(text) ? this : new RawJson(mapped);
  }

  /** Writes the value as it is. */
  public void write(JsonWriter writer) throws IOException {
    try (okio.BufferedSink sink = writer.valueSink()) {
      sink.writeUtf8(text);
    }
  }

  /** The text as it was written. */
  public String text() {
    return text;
  }

  /** Whether it is an object, as {@link #toMap} wants it. */
  public boolean isObject() {
    return text.stripLeading().startsWith("{");
  }

  /**
   * The value as plain Java: Map (in the order written), List, String, Boolean, null, and for
   * numbers Long where they fit, BigDecimal otherwise.
   *
   * @throws NumberFormatException if a number has more than 10,000 characters, or an exponent of
   *     more than ten digits
   */
  public @Nullable Object toJava() {
    try {
      return PlainJson.read(JsonReader.of(new Buffer().writeUtf8(text)));
    } catch (IOException e) {
      throw new IllegalStateException("was checked to be JSON", e);
    }
  }

  /**
   * The value as a map.
   *
   * @throws IllegalStateException if it is not an object
   */
  @SuppressWarnings("unchecked") // PlainJson makes nothing but Map<String, Object> of objects.
  public Map<String, @Nullable Object> toMap() {
    if (toJava() instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw new IllegalStateException("not a JSON object");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RawJson raw && raw.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Its length only: the text may hold what users wrote. See {@link #text()}. */
  @Override
  public String toString() {
    return "RawJson(" + text.length() + " chars)";
  }
}
