package dev.gatewaysdk.structured;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JSON form of a Java type: its schema, and how to read a value of it. */
interface JsonType {
  /**
   * The schema as plain Java; a new map, which the caller may change.
   *
   * @param nested gives the schema of a type inside this one
   */
  Map<String, Object> schema(Function<JsonType, Map<String, Object>> nested);

  /**
   * Reads a value.
   *
   * @param json plain Java, as {@link dev.gatewaysdk.json.RawJson#toJava} makes it
   * @param place where it stands; told of every problem
   * @return something arbitrary, maybe null, if there was a problem
   */
  @Nullable Object read(@Nullable Object json, Place place);

  /** Whether OpenAI's strict mode can express it, apart from what is nested. */
  default boolean strict() {
    return true;
  }

  /**
   * What to call its schema where it is written once and referred to; null to write it in place.
   */
  default @Nullable String definition() {
    return null;
  }
}
