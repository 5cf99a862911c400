package dev.gatewaysdk.structured;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map from any string. */
final class MapType implements JsonType {
  private final JsonType value;

  MapType(JsonType value) {
    this.value = value;
  }

  @Override
  public Map<String, Object> schema(Function<JsonType, Map<String, Object>> nested) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("additionalProperties", nested.apply(value));
    return schema;
  }

  @Override
  public @Nullable Object read(@Nullable Object json, Place place) {
    if (!(json instanceof Map<?, ?> entries)) {
      place.expected("an object", json);
      return null;
    }
    Map<Object, @Nullable Object> values = new LinkedHashMap<>();
    int number = 0;
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      number++;
      Place at = place.key(number, entries.size());
      values.put(entry.getKey(), value.read(entry.getValue(), at));
    }
    return Collections.unmodifiableMap(values);
  }

  /** OpenAI's strict mode wants every property named. */
  @Override
  public boolean strict() {
    return false;
  }
}
