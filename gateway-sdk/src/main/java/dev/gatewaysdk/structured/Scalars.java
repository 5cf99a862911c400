package dev.gatewaysdk.structured;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The types of the JDK that are one JSON value.
 *
 * <p>A {@code format} is given where RFC 3339 and the JDK mean the same and OpenAI's strict mode
 * knows it. Its {@code date-time} and {@code time} demand an offset, which the local types must not
 * have; {@code uri} it refuses.
 */
final class Scalars {
  /** More digits than any answer needs, and too few to fill the memory. */
  private static final int MAX_DIGITS = 1_000;

  private static final Map<Class<?>, JsonType> TYPES = types();

  private Scalars() {}

  /** Null if the type is not one JSON value. */
  static @Nullable JsonType of(Class<?> type) {
    return TYPES.get(type);
  }

  private static Map<Class<?>, JsonType> types() {
    Map<Class<?>, JsonType> types = new HashMap<>();
    types.put(String.class, text("a string", null, null, s -> s));
    JsonType bool =
        new ScalarType(
            Map.of("type", "boolean"),
            "true or false",
            json -> json instanceof Boolean ? json : null);
    types.put(Boolean.class, bool);
    types.put(boolean.class, bool);
    wholeNumbers(types);
    numbers(types);
    times(types);
    types.put(UUID.class, text("a UUID", "uuid", null, Scalars::uuid));
    types.put(URI.class, text("a URI", null, "A URI, such as https://example.com/a", URI::create));
    return Map.copyOf(types);
  }

  private static void wholeNumbers(Map<Class<?>, JsonType> types) {
    JsonType int8 = whole("a whole number of 8 bits", BigDecimal::byteValueExact);
    JsonType int16 = whole("a whole number of 16 bits", BigDecimal::shortValueExact);
    JsonType int32 = whole("a whole number of 32 bits", BigDecimal::intValueExact);
    JsonType int64 = whole("a whole number of 64 bits", BigDecimal::longValueExact);
    types.put(byte.class, int8);
    types.put(Byte.class, int8);
    types.put(short.class, int16);
    types.put(Short.class, int16);
    types.put(int.class, int32);
    types.put(Integer.class, int32);
    types.put(long.class, int64);
    types.put(Long.class, int64);
    types.put(BigInteger.class, whole("a whole number", BigDecimal::toBigIntegerExact));
  }

  private static void numbers(Map<Class<?>, JsonType> types) {
    JsonType single = number("a number that a float can hold", Scalars::asFloat);
    JsonType twice = number("a number that a double can hold", Scalars::asDouble);
    types.put(float.class, single);
    types.put(Float.class, single);
    types.put(double.class, twice);
    types.put(Double.class, twice);
    types.put(BigDecimal.class, number("a number", n -> n));
  }

  private static void times(Map<Class<?>, JsonType> types) {
    types.put(
        Instant.class, text("a date and time with offset", "date-time", null, Instant::parse));
    types.put(
        OffsetDateTime.class,
        text("a date and time with offset", "date-time", null, OffsetDateTime::parse));
    types.put(
        LocalDateTime.class,
        text(
            "a date and time without offset",
            null,
            "Date and time without offset, such as 2026-01-31T13:45:00",
            LocalDateTime::parse));
    types.put(LocalDate.class, text("a date", "date", null, LocalDate::parse));
    types.put(
        LocalTime.class,
        text(
            "a time without offset",
            null,
            "Time without offset, such as 13:45:00",
            LocalTime::parse));
    types.put(
        Duration.class,
        text(
            "a duration in days, hours, minutes and seconds",
            "duration",
            "In days, hours, minutes and seconds, such as PT1H30M",
            Duration::parse));
  }

  private static JsonType text(
      String expected,
      @Nullable String format,
      @Nullable String description,
      Function<String, Object> parser) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "string");
    if (format != null) {
      schema.put("format", format);
    }
    if (description != null) {
      schema.put("description", description);
    }
    return new ScalarType(
        schema, expected, json -> json instanceof String text ? parser.apply(text) : null);
  }

  private static JsonType whole(String expected, Function<BigDecimal, Object> reader) {
    return new ScalarType(Map.of("type", "integer"), expected, json -> exact(json, reader));
  }

  private static JsonType number(String expected, Function<BigDecimal, @Nullable Object> reader) {
    return new ScalarType(Map.of("type", "number"), expected, json -> exact(json, reader));
  }

  private static @Nullable Object exact(
      Object json, Function<BigDecimal, @Nullable Object> reader) {
    if (json instanceof Long number) {
      return reader.apply(BigDecimal.valueOf(number));
    }
    boolean sane =
        json instanceof BigDecimal number
            && Math.abs((long) number.scale()) + number.precision() <= MAX_DIGITS;
    return sane ? reader.apply((BigDecimal) json) : null;
  }

  private static @Nullable Object asFloat(BigDecimal number) {
    float value = number.floatValue();
    return Float.isInfinite(value) ? null : value;
  }

  private static @Nullable Object asDouble(BigDecimal number) {
    double value = number.doubleValue();
    return Double.isInfinite(value) ? null : value;
  }

  /** The JDK also takes {@code 1-1-1-1-1}. */
  private static @Nullable Object uuid(String text) {
    UUID uuid = UUID.fromString(text);
    return uuid.toString().equalsIgnoreCase(text) ? uuid : null;
  }
}
