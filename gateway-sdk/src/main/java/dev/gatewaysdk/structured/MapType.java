package dev.gatewaysdk.structured;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map from any string, asked for as a list of entries: Anthropic and OpenAI's strict mode refuse
 * an object whose properties are not named. Who answers with an object is understood, too.
 */
final class MapType implements JsonType {
  private static final String KEY = "key";
  private static final String VALUE = "value";

  private final JsonType value;

  MapType(JsonType value) {
    this.value = value;
  }

  @Override
  public Map<String, Object> schema(Function<JsonType, Map<String, Object>> nested) {
    Map<String, Object> key = new LinkedHashMap<>();
    key.put("type", "string");
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(KEY, key);
    properties.put(VALUE, nested.apply(value));
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("type", "object");
    entry.put("properties", properties);
    entry.put("required", List.of(KEY, VALUE));
    entry.put("additionalProperties", false);
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "array");
    schema.put("items", entry);
    return schema;
  }

  @Override
  public @Nullable Object read(@Nullable Object json, Place place) {
    Map<Object, @Nullable Object> values = new LinkedHashMap<>();
    if (json instanceof List<?> entries) {
      for (int i = 0; i < entries.size(); i++) {
        entry(entries.get(i), place.item(i), values);
      }
    } else if (json instanceof Map<?, ?> object) {
      properties(object, place, values);
    } else {
      place.expected("a list of entries", json);
    }
    return Collections.unmodifiableMap(values);
  }

  private void entry(@Nullable Object json, Place place, Map<Object, @Nullable Object> values) {
    if (!(json instanceof Map<?, ?> entry)) {
      place.expected("an object", json);
      return;
    }
    if (!entry.containsKey(KEY)) {
      place.property(KEY).missing();
    } else if (!(entry.get(KEY) instanceof String)) {
      place.property(KEY).expected("a string", entry.get(KEY));
    } else if (values.containsKey(entry.get(KEY))) {
      place.property(KEY).problem("is there twice");
    }
    if (!entry.containsKey(VALUE)) {
      place.property(VALUE).missing();
      return;
    }
    Object read = value.read(entry.get(VALUE), place.property(VALUE));
    if (entry.get(KEY) instanceof String key) {
      values.put(key, read);
    }
  }

  private void properties(Map<?, ?> object, Place place, Map<Object, @Nullable Object> values) {
    int number = 0;
    for (Map.Entry<?, ?> property : object.entrySet()) {
      number++;
      Place at = place.key(number, object.size());
      values.put(property.getKey(), value.read(property.getValue(), at));
    }
  }
}
