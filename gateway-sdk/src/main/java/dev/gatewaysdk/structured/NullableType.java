package dev.gatewaysdk.structured;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A type or null. */
final class NullableType implements JsonType {
  private final JsonType type;
  private final boolean optional;

  /**
   * @param optional whether values are an {@link Optional}
   */
  NullableType(JsonType type, boolean optional) {
    this.type = type;
    this.optional = optional;
  }

  @Override
  public Map<String, Object> schema(Function<JsonType, Map<String, Object>> nested) {
    Map<String, Object> schema = nested.apply(type);
    if (type instanceof FreeType) {
      return schema;
    }
    if (type instanceof ScalarType) {
      schema.put("type", List.of(String.valueOf(schema.get("type")), "null"));
      return schema;
    }
    Map<String, Object> either = new LinkedHashMap<>();
    either.put("anyOf", List.of(schema, Map.of("type", "null")));
    return either;
  }

  @Override
  public @Nullable Object read(@Nullable Object json, Place place) {
    Object value = json == null ? null : type.read(json, place);
    return optional ? Optional.ofNullable(value) : value;
  }
}
