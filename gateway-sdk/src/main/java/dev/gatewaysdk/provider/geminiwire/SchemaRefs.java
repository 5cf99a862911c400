package dev.gatewaysdk.provider.geminiwire;

import dev.gatewaysdk.error.UnsupportedRequestException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a schema refers to in the place of the reference.
 *
 * <p>Where a schema refers to itself, only its type and description are left. A bound on all that
 * is written keeps references to references from growing without end.
 */
final class SchemaRefs {
  private static final int MOST_SCHEMAS = 5_000;

  /** Keywords whose value is a map of names to schemas. */
  private static final Set<String> NAMED =
      Set.of("properties", "patternProperties", "dependentSchemas");

  /** Keywords whose value is data, in which nothing is a keyword. */
  private static final Set<String> DATA =
      Set.of("enum", "const", "default", "examples", "example", "required", "propertyOrdering");

  /** What only serves references, or says what kind of schema this is. */
  private static final Set<String> LEFT_OUT =
      Set.of("$ref", "$defs", "definitions", "$schema", "$id", "$anchor", "$comment");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

  private final Map<String, @Nullable Object> root;
  private final String place;
  private final Deque<String> within = new ArrayDeque<>();
  private int schemas;
  private boolean cut;

  SchemaRefs(Map<String, @Nullable Object> root, String place) {
    this.root = root;
    this.place = place;
  }

  /**
   * The schema without references.
   *
   * @throws UnsupportedRequestException if one leads nowhere, or they grow beyond all measure
   */
  Map<String, @Nullable Object> inlined() {
    return schema(root);
  }

  /** Whether the schema refers to itself, so that something was left out. */
  boolean cut() {
    return cut;
  }

  private Map<String, @Nullable Object> schema(Map<?, ?> schema) {
    if (++schemas > MOST_SCHEMAS) {
      throw new UnsupportedRequestException(
          place,
          "has more than "
              + MOST_SCHEMAS
              + " schemas once its references are written out: make it"
              + " simpler");
    }
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    if (schema.get("$ref") instanceof String ref) {
      result.putAll(referred(ref));
    }
    schema.forEach(
        (key, value) -> {
          String keyword = String.valueOf(key);
          if (keyword.equals("const")) { // The same in a word that Google knows.
            String type = schema.containsKey("type") ? null : typeOf(value);
            if (type != null) { // Without one, Google takes no list of values.
              result.putIfAbsent("type", type);
            }
            result.put("enum", Collections.singletonList(value));
          } else if (!LEFT_OUT.contains(keyword)) {
            result.put(keyword, value(keyword, value));
          }
        });
    return result;
  }

  private static @Nullable String typeOf(@Nullable Object value) {
    if (value instanceof String) {
      return "string";
    }
    if (value instanceof Boolean) {
      return "boolean";
    }
    if (value instanceof Number number) {
      return number instanceof Integer || number instanceof Long ? "integer" : "number";
    }
    return null;
  }

  private @Nullable Object value(String keyword, @Nullable Object value) {
    if (DATA.contains(keyword)) {
      return value;
    }
    if (value instanceof Map<?, ?> map && NAMED.contains(keyword)) {
      Map<String, @Nullable Object> named = new LinkedHashMap<>();
      map.forEach((name, schema) -> named.put(String.valueOf(name), schemaOrOther(schema)));
      return named;
    }
    return schemaOrOther(value);
  }

  private @Nullable Object schemaOrOther(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return schema(map);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> schemas = new ArrayList<>(list.size());
      list.forEach(item -> schemas.add(schemaOrOther(item)));
      return schemas;
    }
    return value;
  }

  private Map<String, @Nullable Object> referred(String ref) {
    Map<?, ?> target = target(ref);
    if (within.contains(ref) || target == root) {
      cut = true;
      Map<String, @Nullable Object> rest = new LinkedHashMap<>();
      rest.put("type", target.containsKey("type") ? target.get("type") : "object");
      if (target.containsKey("description")) {
        rest.put("description", target.get("description"));
      }
      return rest;
    }
    within.push(ref);
    Map<String, @Nullable Object> schema = schema(target);
    within.pop();
    return schema;
  }

  /** What has that name, as it is or percent-encoded: the pointer stands in a URL. */
  private static @Nullable Object inside(@Nullable Object at, String name) {
    if (at instanceof List<?> list) {
      int index = NUMBER.matcher(name).matches() ? Integer.parseInt(name) : list.size();
      return index < list.size() ? list.get(index) : null;
    }
    if (!(at instanceof Map<?, ?> map)) {
      return null;
    }
    return map.containsKey(name) ? map.get(name) : map.get(decoded(name));
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return name;
    }
  }

  /** Follows a JSON pointer within this schema; nothing is fetched from elsewhere. */
  private Map<?, ?> target(String ref) {
    Object at = ref.equals("#") || ref.startsWith("#/") ? root : null;
    if (ref.length() > 1) {
      for (String token : ref.substring(2).split("/", -1)) {
        at = inside(at, token.replace("~1", "/").replace("~0", "~"));
      }
    }
    if (at instanceof Map<?, ?> map) {
      return map;
    }
    throw new UnsupportedRequestException(
        place, "has a $ref to what is not in the schema: only #/$defs/NAME and the like are");
  }
}
