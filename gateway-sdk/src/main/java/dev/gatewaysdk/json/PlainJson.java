package dev.gatewaysdk.json;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.error.Surrogates;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Between JSON and plain Java values, without ever making a double of an integer. */
final class PlainJson {
  /** Reading a number takes time that grows with the square of its length. */
  private static final int MOST_DIGITS = 10_000;

  private PlainJson() {}

  static @Nullable Object read(JsonReader reader) throws IOException {
    switch (reader.peek()) {
      case BEGIN_OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
          map.put(reader.nextName(), read(reader));
        }
        reader.endObject();
        return map;
      }
      case BEGIN_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
          list.add(read(reader));
        }
        reader.endArray();
        return list;
      }
      case STRING -> {
        return reader.nextString();
      }
      case NUMBER -> {
        return number(reader.nextString());
      }
      case BOOLEAN -> {
        return reader.nextBoolean();
      }
      default -> {
        return reader.nextNull();
      }
    }
  }

  private static Number number(String digits) {
    if (digits.length() > MOST_DIGITS) {
      throw new NumberFormatException(
          "a number has "
              + digits.length()
              + " characters; allowed: "
              + MOST_DIGITS
              + " (longer ones can only be passed on as they are written)");
    }
    BigDecimal exact = new BigDecimal(digits);
    if (exact.scale() > 0 || exact.precision() - exact.scale() > 19) {
      return exact;
    }
    try {
      return exact.longValueExact();
    } catch (ArithmeticException e) {
      return exact;
    }
  }

  static void write(JsonWriter writer, @Nullable Object value) throws IOException {
    if (value == null) {
      writer.nullValue();
    } else if (value instanceof RawJson raw) {
      raw.write(writer);
    } else if (value instanceof CharSequence text) {
      requireWhole(text);
      writer.value(text.toString());
    } else if (value instanceof Boolean bool) {
      writer.value(bool);
    } else if (value instanceof Number number) {
      writer.value(number);
    } else if (value instanceof Map<?, ?> map) {
      writer.beginObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String name = String.valueOf(entry.getKey());
        requireWhole(name);
        writer.name(name);
        write(writer, entry.getValue());
      }
      writer.endObject();
    } else if (value instanceof Iterable<?> items) {
      writer.beginArray();
      for (Object item : items) {
        write(writer, item);
      }
      writer.endArray();
    } else if (value instanceof Object[] items) {
      write(writer, Arrays.asList(items));
    } else {
      throw new IllegalArgumentException(
          value.getClass().getName() + " has no JSON form: use Map, List, String, Number, Boolean");
    }
  }

  /** The writer would put a '?' in the place of half a character. */
  static void requireWhole(CharSequence text) {
    int at = Surrogates.firstUnpaired(text);
    if (at >= 0) {
      throw new IllegalArgumentException("a text has half a surrogate pair at position " + at);
    }
  }
}
