package dev.gatewaysdk.structured;

import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A value that is one JSON string, number or boolean. */
final class ScalarType implements JsonType {
  private final Map<String, Object> schema;
  private final String expected;
  private final Function<Object, @Nullable Object> reader;

  /**
   * @param expected what it is, in words
   * @param reader gives null, or throws an exception of arithmetic, time or arguments, if the value
   *     does not fit
   */
  ScalarType(
      Map<String, Object> schema, String expected, Function<Object, @Nullable Object> reader) {
    this.schema = schema;
    this.expected = expected;
    this.reader = reader;
  }

  @Override
  public Map<String, Object> schema(Function<JsonType, Map<String, Object>> nested) {
    return new LinkedHashMap<>(schema);
  }

  @Override
  public @Nullable Object read(@Nullable Object json, Place place) {
    Object value = json == null ? null : tried(json);
    if (value == null) {
      place.expected(expected, schema.containsValue("string") ? String.class : Number.class, json);
    }
    return value;
  }

  private @Nullable Object tried(Object json) {
    try {
      return reader.apply(json);
    } catch (ArithmeticException | DateTimeException | IllegalArgumentException e) {
      return null;
    }
  }
}
