package dev.gatewaysdk.provider.anthropic;

import dev.gatewaysdk.json.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema as Anthropic enforces it, which refuses a request over what it does not know.
 *
 * <p>Objects must be closed, so those that leave it open are closed. Bounds of numbers, texts and
 * arrays are not enforced; they move into the description, where the model reads them. An object
 * with keys of any name cannot be enforced at all. A schema that is in order stays as it was
 * written. Source: Anthropic's page on structured outputs.
 */
final class AnthropicSchema {
  private static final Set<String> BOUNDS =
      Set.of(
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minLength",
          "maxLength",
          "maxItems",
          "uniqueItems");
  private static final Set<String> SCHEMAS = Set.of("items", "not", "if", "then", "else");
  private static final Set<String> LISTS = Set.of("anyOf", "allOf", "oneOf");
  private static final Set<String> MAPS = Set.of("properties", "$defs", "definitions");
  private static final String REST = "additionalProperties";

  private boolean changed;
  private boolean open;

  private AnthropicSchema() {}

  /**
   * The schema to send: itself, if it is in order; null if it cannot be enforced.
   *
   * @param schema an object
   */
  static @Nullable RawJson fitted(RawJson schema) {
    AnthropicSchema fit = new AnthropicSchema();
    Object fitted = fit.schema(schema.toJava());
    if (fit.open) {
      return null;
    }
    return fit.changed ? RawJson.of(fitted) : schema;
  }

  private @Nullable Object schema(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> before)) {
      return value;
    }
    Map<String, @Nullable Object> after = new LinkedHashMap<>();
    List<String> bounds = new ArrayList<>(0);
    before.forEach(
        (key, field) -> {
          String name = String.valueOf(key);
          if (isBound(name, field)) {
            bounds.add(name + ": " + field);
          } else {
            after.put(name, field(name, field));
          }
        });
    close(after);
    if (!bounds.isEmpty()) {
      changed = true;
      Object said = after.get("description");
      String words = "(" + String.join(", ", bounds) + ")";
      after.put("description", said instanceof String text ? text + " " + words : words);
    }
    return after;
  }

  private @Nullable Object field(String name, @Nullable Object value) {
    if (SCHEMAS.contains(name)) {
      return schema(value);
    }
    if (LISTS.contains(name) && value instanceof List<?> list) {
      List<@Nullable Object> schemas = new ArrayList<>(list.size());
      list.forEach(one -> schemas.add(schema(one)));
      return schemas;
    }
    if (MAPS.contains(name) && value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> schemas = new LinkedHashMap<>();
      map.forEach((key, one) -> schemas.put(String.valueOf(key), schema(one)));
      return schemas;
    }
    return value;
  }

  private void close(Map<String, @Nullable Object> schema) {
    if (schema.containsKey(REST)) {
      open |= !Boolean.FALSE.equals(schema.get(REST));
    } else if (schema.containsKey("properties")) {
      schema.put(REST, false);
      changed = true;
    }
  }

  /** Of the fewest items only none and one are enforced. */
  private static boolean isBound(String name, @Nullable Object value) {
    return BOUNDS.contains(name)
        || (name.equals("minItems") && !(value instanceof Long items && items <= 1));
  }
}
