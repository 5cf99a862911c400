package dev.gatewaysdk.provider.geminiwire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings a JSON Schema without references into the part of OpenAPI that Google's Schema has. */
final class OpenApiSubset {
  private static final Set<String> KEPT =
      Set.of(
          "type",
          "format",
          "title",
          "description",
          "nullable",
          "enum",
          "minItems",
          "maxItems",
          "required",
          "minProperties",
          "maxProperties",
          "minLength",
          "maxLength",
          "pattern",
          "example",
          "propertyOrdering",
          "default",
          "minimum",
          "maximum");

  /** The only formats that the models take. */
  private static final Set<String> FORMATS =
      Set.of("enum", "date-time", "float", "double", "int32", "int64");

  private final Set<String> lost;

  /**
   * @param lost gets the keywords that had to be left out
   */
  OpenApiSubset(Set<String> lost) {
    this.lost = lost;
  }

  /** The schema in that form. */
  Map<String, @Nullable Object> of(Map<?, ?> schema) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    schema.forEach((key, value) -> keyword(String.valueOf(key), value, result));
    return result;
  }

  private void keyword(
      String keyword, @Nullable Object value, Map<String, @Nullable Object> result) {
    switch (keyword) {
      case "type" -> type(value, result);
      case "format" -> format(value, result);
      case "enum" -> choices(value, result);
      case "properties" -> result.put(keyword, properties(value));
      case "items" -> items(value, result);
      case "anyOf", "oneOf" -> alternatives(keyword, value, result);
      case "allOf" -> all(value, result);
      default -> {
        if (KEPT.contains(keyword)) {
          result.put(keyword, value);
        } else {
          lost.add(keyword);
        }
      }
    }
  }

  /** Null is no type here, but a property of the others. */
  private void type(@Nullable Object value, Map<String, @Nullable Object> result) {
    if (!(value instanceof List<?> types)) {
      result.put("type", value);
      return;
    }
    List<?> others = types.stream().filter(type -> !"null".equals(type)).toList();
    if (others.size() < types.size()) {
      result.put("nullable", true);
    }
    if (others.size() == 1) {
      result.put("type", others.get(0));
    } else {
      result.put("anyOf", others.stream().map(type -> Map.of("type", type)).toList());
    }
  }

  private void format(@Nullable Object value, Map<String, @Nullable Object> result) {
    if (value instanceof String format && FORMATS.contains(format)) {
      result.put("format", format);
    } else {
      lost.add("format " + value);
    }
  }

  /** Only texts can be listed. */
  private void choices(@Nullable Object value, Map<String, @Nullable Object> result) {
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      result.put("enum", list);
    } else {
      lost.add("enum of other than texts");
    }
  }

  private Map<String, @Nullable Object> properties(@Nullable Object value) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, schema) ->
              result.put(
                  String.valueOf(name), schema instanceof Map<?, ?> one ? of(one) : Map.of()));
    }
    return result;
  }

  private void items(@Nullable Object value, Map<String, @Nullable Object> result) {
    if (value instanceof Map<?, ?> item) {
      result.put("items", of(item));
    } else {
      lost.add("items");
    }
  }

  private void alternatives(
      String keyword, @Nullable Object value, Map<String, @Nullable Object> result) {
    List<Object> schemas = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object one : list) {
        if (one instanceof Map<?, ?> schema) {
          if ("null".equals(schema.get("type"))) {
            result.put("nullable", true);
          } else {
            schemas.add(of(schema));
          }
        }
      }
    }
    if (schemas.size() == 1 && schemas.get(0) instanceof Map<?, ?> only) {
      only.forEach((key, inner) -> result.put(String.valueOf(key), inner));
    } else if (!schemas.isEmpty()) {
      result.put("anyOf", schemas);
      if (keyword.equals("oneOf")) {
        lost.add("oneOf, but anyOf");
      }
    }
  }

  private void all(@Nullable Object value, Map<String, @Nullable Object> result) {
    if (value instanceof List<?> list && list.size() == 1 && list.get(0) instanceof Map<?, ?> one) {
      of(one).forEach(result::putIfAbsent);
    } else {
      lost.add("allOf");
    }
  }
}
