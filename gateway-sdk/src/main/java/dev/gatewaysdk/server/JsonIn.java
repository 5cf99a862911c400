package dev.gatewaysdk.server;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonReader.Token;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that {@link JsonCheck} has passed. A value of the wrong type is refused by its path
 * and what it should be, never by what it is.
 */
final class JsonIn {
  private static final int MOST_DIGITS = 40;

  private final JsonReader reader;
  private final String above;

  JsonIn(byte[] body) {
    this.reader = JsonBody.reader(body);
    this.above = "";
  }

  /**
   * @param path where the value stands in the body
   */
  JsonIn(RawJson json, @Nullable String path) {
    this.reader = JsonBody.reader(json.text());
    this.above = path == null ? "" : path;
  }

  /** Reads one field of an object; one that it does not know is {@link #skip skipped}. */
  interface Field {
    void read(String name) throws IOException;
  }

  /** Reads one item of an array. */
  interface Item {
    void read() throws IOException;
  }

  /** Every field of an object but those that are null, which is how clients say nothing. */
  void object(Field field) throws IOException {
    require(Token.BEGIN_OBJECT, "an object");
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (reader.peek() == Token.NULL) {
        reader.nextNull();
      } else {
        field.read(name);
      }
    }
    reader.endObject();
  }

  /** Every item of an array. */
  void array(Item item) throws IOException {
    require(Token.BEGIN_ARRAY, "an array");
    reader.beginArray();
    while (reader.hasNext()) {
      item.read();
    }
    reader.endArray();
  }

  boolean isText() throws IOException {
    return reader.peek() == Token.STRING;
  }

  boolean isArray() throws IOException {
    return reader.peek() == Token.BEGIN_ARRAY;
  }

  boolean isObject() throws IOException {
    return reader.peek() == Token.BEGIN_OBJECT;
  }

  boolean isNumber() throws IOException {
    return reader.peek() == Token.NUMBER;
  }

  String text() throws IOException {
    require(Token.STRING, "a string");
    return reader.nextString();
  }

  /** A string, or each of an array. */
  List<String> texts() throws IOException {
    if (isText()) {
      return List.of(text());
    }
    if (!isArray()) {
      throw expected("a string or an array of strings");
    }
    List<String> texts = new ArrayList<>();
    array(() -> texts.add(text()));
    return texts;
  }

  boolean flag() throws IOException {
    require(Token.BOOLEAN, "true or false");
    return reader.nextBoolean();
  }

  int whole() throws IOException {
    return (int) whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  long longWhole() throws IOException {
    return whole(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private long whole(long least, long most) throws IOException {
    String what = "a whole number of at most " + (most == Integer.MAX_VALUE ? 32 : 64) + " bits";
    String path = path();
    BigDecimal number = number(what);
    try {
      long whole = number.longValueExact();
      if (whole >= least && whole <= most) {
        return whole;
      }
    } catch (ArithmeticException e) {
      // Said below.
    }
    throw new InvalidRequestException(path, "must be " + what);
  }

  double decimal() throws IOException {
    return number("a number").doubleValue();
  }

  /** A number of a size that is cheap to reckon with. */
  private BigDecimal number(String what) throws IOException {
    require(Token.NUMBER, what);
    String path = path();
    String digits = reader.nextString();
    try {
      BigDecimal number = digits.length() > MOST_DIGITS ? null : new BigDecimal(digits);
      if (number != null && Math.abs((long) number.scale()) <= 400) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new InvalidRequestException(path, "must be " + what);
  }

  /** The value as it is written. */
  RawJson raw() throws IOException {
    return RawJson.read(reader);
  }

  /** An object as it is written. */
  RawJson rawObject() throws IOException {
    require(Token.BEGIN_OBJECT, "an object");
    return raw();
  }

  void skip() throws IOException {
    reader.skipValue();
  }

  /** Where the reader stands; null at the top. */
  @Nullable String path() {
    String path = JsonPath.of(reader);
    if (above.isEmpty() || path == null) {
      return path == null && !above.isEmpty() ? above : path;
    }
    return path.startsWith("[") ? above + path : above + "." + path;
  }

  /** What to throw if the value is not as it should be. */
  InvalidRequestException expected(String what) {
    return new InvalidRequestException(path(), "must be " + what);
  }

  private void require(Token token, String what) throws IOException {
    if (reader.peek() != token) {
      throw expected(what);
    }
  }
}
