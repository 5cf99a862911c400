package dev.gatewaysdk.structured;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the schema of a type. A record or sealed interface that occurs once is written in place;
 * one that occurs again, maybe within itself, under {@code $defs}.
 */
final class SchemaWriter {
  private final JsonType root;
  private final Map<JsonType, Integer> uses = new HashMap<>();
  private final Map<String, Object> definitions = new LinkedHashMap<>();
  private boolean strict = true;

  /**
   * @param root an object
   */
  SchemaWriter(JsonType root) {
    this.root = root;
    count(root);
  }

  /** Whether OpenAI's strict mode can express it. */
  boolean strict() {
    return strict;
  }

  /** The schema as plain Java. */
  Map<String, Object> write() {
    Map<String, Object> schema = root.schema(this::nested);
    if (!definitions.isEmpty()) {
      schema.put("$defs", definitions);
    }
    return schema;
  }

  private Map<String, Object> count(JsonType type) {
    strict &= type.strict();
    if (type.definition() == null || uses.merge(type, 1, Integer::sum) == 1) {
      type.schema(this::count);
    }
    return new LinkedHashMap<>();
  }

  private Map<String, Object> nested(JsonType type) {
    String name = type.definition();
    if (type == root) {
      return reference("#");
    }
    if (name == null || uses.getOrDefault(type, 0) == 1) {
      return type.schema(this::nested);
    }
    if (!definitions.containsKey(name)) {
      definitions.put(name, Map.of()); // Keeps the place, and ends a recursion.
      definitions.put(name, type.schema(this::nested));
    }
    return reference("#/$defs/" + name);
  }

  private static Map<String, Object> reference(String to) {
    Map<String, Object> reference = new LinkedHashMap<>();
    reference.put("$ref", to);
    return reference;
  }
}
