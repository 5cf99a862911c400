package dev.gatewaysdk.conformance;

import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks JSON against OpenAI's published description, as far as that goes for requests; stricter in
 * one thing: an object has no fields but those described.
 */
public final class OpenApiSchema {
  private final Map<String, Object> schemas;
  private final Map<String, Object> root;

  private OpenApiSchema(Map<String, Object> schemas, String name) {
    this.schemas = schemas;
    this.root = Recording.object(schemas.get(name));
  }

  /** That schema of the description in {@code conformance.dir}; null if that is not given. */
  public static OpenApiSchema named(String name) {
    String directory = System.getProperty("conformance.dir", "");
    if (directory.isBlank()) {
      return null;
    }
    try {
      String text = Files.readString(Path.of(directory, "openai-openapi", "openapi.json"));
      Map<String, Object> components =
          Recording.object(RawJson.parse(text).toMap().get("components"));
      return new OpenApiSchema(Recording.object(components.get("schemas")), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong, one line each; empty if nothing is. */
  public List<String> violations(Object value) {
    List<String> found = new ArrayList<>();
    check(root, value, "$", true, found);
    return found;
  }

  private Map<String, Object> resolved(Map<String, Object> schema) {
    return schema.get("$ref") instanceof String ref
        ? resolved(Recording.object(schemas.get(ref.substring(ref.lastIndexOf('/') + 1))))
        : schema;
  }

  private void check(
      Map<String, Object> written, Object value, String at, boolean closed, List<String> found) {
    Map<String, Object> schema = resolved(written);
    if (value == null && Boolean.TRUE.equals(schema.get("nullable"))) {
      return;
    }
    if (schema.get("type") != null && !isOf(schema.get("type"), value)) {
      found.add(at + " is not of type " + schema.get("type"));
      return;
    }
    if (schema.get("enum") instanceof List<?> allowed && !allowed.contains(value)) {
      found.add(at + " is none of " + allowed);
    }
    each(schema, "allOf").forEach(part -> check(part, value, at, false, found));
    oneOf(each(schema, "anyOf"), value, at, false, found);
    oneOf(each(schema, "oneOf"), value, at, true, found);
    if (value instanceof Map<?, ?> map) {
      object(schema, map, at, closed, found);
    } else if (value instanceof List<?> list) {
      array(schema, list, at, found);
    } else if (value instanceof Number number) {
      range(schema, new BigDecimal(number.toString()), at, found);
    }
  }

  private void object(
      Map<String, Object> schema, Map<?, ?> map, String at, boolean closed, List<String> found) {
    if (schema.get("required") instanceof List<?> required) {
      required.stream()
          .filter(name -> !map.containsKey(name))
          .forEach(name -> found.add(at + " lacks " + name));
    }
    Map<String, Object> own = Recording.object(schema.get("properties"));
    own.forEach(
        (name, property) -> {
          if (map.containsKey(name)) {
            check(Recording.object(property), map.get(name), at + "." + name, true, found);
          }
        });
    Map<String, Object> known = new LinkedHashMap<>();
    boolean open = collect(schema, known);
    if (closed && !open && !known.isEmpty()) {
      map.keySet().stream()
          .filter(name -> !known.containsKey(name))
          .forEach(name -> found.add(at + " has " + name + ", which is not described"));
    }
  }

  /** The fields that are described; true if others may be there. */
  private boolean collect(Map<String, Object> written, Map<String, Object> known) {
    Map<String, Object> schema = resolved(written);
    known.putAll(Recording.object(schema.get("properties")));
    Object additional = schema.get("additionalProperties");
    boolean open = additional instanceof Map<?, ?> || Boolean.TRUE.equals(additional);
    for (Map<String, Object> part : each(schema, "allOf")) {
      open |= collect(part, known);
    }
    return open;
  }

  private void array(Map<String, Object> schema, List<?> list, String at, List<String> found) {
    if (schema.get("minItems") instanceof Long least && list.size() < least) {
      found.add(at + " has fewer than " + least + " items");
    }
    if (schema.get("maxItems") instanceof Long most && list.size() > most) {
      found.add(at + " has more than " + most + " items");
    }
    if (schema.get("items") instanceof Map<?, ?>) {
      for (int i = 0; i < list.size(); i++) {
        Map<String, Object> items = Recording.object(schema.get("items"));
        check(items, list.get(i), at + "[" + i + "]", true, found);
      }
    }
  }

  private static void range(
      Map<String, Object> schema, BigDecimal number, String at, List<String> found) {
    if (schema.get("minimum") instanceof Number least
        && number.compareTo(new BigDecimal(least.toString())) < 0) {
      found.add(at + " is below " + least);
    }
    if (schema.get("maximum") instanceof Number most
        && number.compareTo(new BigDecimal(most.toString())) > 0) {
      found.add(at + " is above " + most);
    }
  }

  private void oneOf(
      List<Map<String, Object>> branches,
      Object value,
      String at,
      boolean exactly,
      List<String> found) {
    if (branches.isEmpty()) {
      return;
    }
    List<String> nearest = null;
    int fitting = 0;
    for (Map<String, Object> branch : branches) {
      List<String> violations = new ArrayList<>();
      check(branch, value, at, true, violations);
      fitting += violations.isEmpty() ? 1 : 0;
      nearest = nearest == null || violations.size() < nearest.size() ? violations : nearest;
    }
    if (fitting == 0) {
      found.add(at + " fits no branch; the nearest says " + nearest);
    } else if (exactly && fitting > 1) {
      found.add(at + " fits " + fitting + " branches of which it may fit one");
    }
  }

  private static boolean isOf(Object type, Object value) {
    if (type instanceof List<?> types) {
      return types.stream().anyMatch(one -> isOf(one, value));
    }
    return switch (String.valueOf(type)) {
      case "string" -> value instanceof String;
      case "boolean" -> value instanceof Boolean;
      case "integer" ->
          value instanceof Number number
              && new BigDecimal(number.toString()).stripTrailingZeros().scale() <= 0;
      case "number" -> value instanceof Number;
      case "array" -> value instanceof List<?>;
      case "object" -> value instanceof Map<?, ?>;
      case "null" -> value == null;
      default -> throw new IllegalStateException("type " + type);
    };
  }

  private static List<Map<String, Object>> each(Map<String, Object> schema, String key) {
    return schema.get(key) instanceof List<?> list
        ? list.stream().map(Recording::object).toList()
        : List.of();
  }
}
