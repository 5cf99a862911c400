package dev.gatewaysdk.examples.standin;

import dev.gatewaysdk.json.RawJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON object that was received: its fields, each read as what it has to be. */
record Fields(Map<String, @Nullable Object> values) {

  static Fields parse(String json) {
    return new Fields(RawJson.parse(json).toMap());
  }

  /** An object to send, of names and values in turn. */
  static Map<String, @Nullable Object> of(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return map;
  }

  static String json(@Nullable Object value) {
    return RawJson.of(value).text();
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  @Nullable Object get(String name) {
    return values.get(name);
  }

  String text(String name) {
    Object value = values.get(name);
    Refused.unless(value instanceof String, name + " must be a text");
    return String.valueOf(value);
  }

  String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  boolean flag(String name) {
    Object value = values.getOrDefault(name, false);
    Refused.unless(value instanceof Boolean, name + " must be true or false");
    return Boolean.TRUE.equals(value);
  }

  long number(String name, long otherwise) {
    Object value = values.getOrDefault(name, otherwise);
    Refused.unless(value instanceof Long, name + " must be a whole number");
    return value instanceof Long number ? number : otherwise;
  }

  Fields object(String name) {
    return object(values.get(name), name);
  }

  List<Fields> objects(String name) {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    Refused.unless(value instanceof List, name + " must be a list");
    return ((List<?>) value).stream().map(item -> object(item, "an item of " + name)).toList();
  }

  /** Refuses a field that is not known. */
  void allow(String... names) {
    Set<String> known = Set.of(names);
    for (String name : values.keySet()) {
      Refused.unless(known.contains(name), name + ": no such field");
    }
  }

  private static Fields object(@Nullable Object value, String name) {
    Refused.unless(value instanceof Map, name + " must be an object");
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((key, item) -> fields.put(String.valueOf(key), item));
    return new Fields(fields);
  }
}
