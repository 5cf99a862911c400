package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.json.RawJson;
import dev.langchain4j.model.chat.request.json.JsonAnyOfSchema;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNullSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonReferenceSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schema in LangChain4j's elements. What these have no words for stays as it is written, in a
 * {@link JsonRawSchema}; only the root of a tool's parameters cannot be one.
 */
final class ModelSchemas {
  private static final String DEFINITIONS = "$defs";
  private static final String REFERENCE = "#/" + DEFINITIONS + "/";
  private static final Set<String> OF_VALUES = Set.of("type", "description");
  private static final Set<String> OF_ARRAYS = Set.of("type", "description", "items");
  private static final Set<String> OF_ENUMS = Set.of("type", "description", "enum");
  private static final Set<String> OF_UNIONS = Set.of("anyOf", "description");
  private static final Set<String> OF_OBJECTS =
      Set.of("type", "description", "properties", "required", "additionalProperties", DEFINITIONS);

  private ModelSchemas() {}

  /** Any schema; raw if it cannot be expressed without a loss. */
  static JsonSchemaElement element(RawJson schema) {
    return schema.isObject() ? element(schema.toMap()) : JsonRawSchema.from(schema.text());
  }

  /**
   * The schema of a tool's parameters.
   *
   * @param lost told of each keyword at its root that LangChain4j has no word for
   */
  static JsonObjectSchema object(RawJson schema, Consumer<String> lost) {
    Map<String, @Nullable Object> all = schema.isObject() ? schema.toMap() : Map.of();
    if (!schema.isObject()) {
      lost.accept("all of it");
    }
    Map<String, @Nullable Object> known = new LinkedHashMap<>();
    all.forEach(
        (keyword, value) -> {
          if (isOfObjects(keyword, value)) {
            known.put(keyword, value);
          } else if (!keyword.equals("$schema") && !keyword.equals("$comment")) {
            lost.accept(keyword);
          }
        });
    return object(known);
  }

  private static JsonSchemaElement element(@Nullable Object schema) {
    if (schema instanceof Map<?, ?> map) {
      JsonSchemaElement exact = exact(map);
      if (exact != null) {
        return exact;
      }
    }
    return JsonRawSchema.from(RawJson.of(schema).text());
  }

  private static @Nullable JsonSchemaElement exact(Map<?, ?> map) {
    Set<?> keywords = map.keySet();
    if (map.containsKey("description") && !(map.get("description") instanceof String)) {
      return null;
    }
    String description = (String) map.get("description");
    if (map.get("$ref") instanceof String target) {
      return reference(map, target);
    }
    if (map.get("anyOf") instanceof List<?> options) {
      return OF_UNIONS.containsAll(keywords) && !options.isEmpty()
          ? JsonAnyOfSchema.builder().description(description).anyOf(elements(options)).build()
          : null;
    }
    if (map.containsKey("enum")) {
      return enumeration(map, description);
    }
    if ("object".equals(map.get("type"))) {
      boolean known = map.entrySet().stream().allMatch(e -> isOfObjects(e.getKey(), e.getValue()));
      return known ? object(map) : null;
    }
    if ("array".equals(map.get("type"))) {
      return OF_ARRAYS.containsAll(keywords) && map.get("items") instanceof Map<?, ?> items
          ? JsonArraySchema.builder().description(description).items(element(items)).build()
          : null;
    }
    return OF_VALUES.containsAll(keywords) && map.get("type") instanceof String type
        ? value(type, description)
        : null;
  }

  private static @Nullable JsonSchemaElement value(String type, @Nullable String description) {
    return switch (type) {
      case "string" -> JsonStringSchema.builder().description(description).build();
      case "integer" -> JsonIntegerSchema.builder().description(description).build();
      case "number" -> JsonNumberSchema.builder().description(description).build();
      case "boolean" -> JsonBooleanSchema.builder().description(description).build();
      case "null" -> description == null ? new JsonNullSchema() : null;
      default -> null;
    };
  }

  private static @Nullable JsonSchemaElement reference(Map<?, ?> map, String target) {
    return map.size() == 1 && target.startsWith(REFERENCE)
        ? JsonReferenceSchema.builder().reference(target.substring(REFERENCE.length())).build()
        : null;
  }

  private static @Nullable JsonSchemaElement enumeration(
      Map<?, ?> map, @Nullable String description) {
    boolean known =
        OF_ENUMS.containsAll(map.keySet())
            && "string".equals(map.get("type"))
            && map.get("enum") instanceof List<?> values
            && !values.isEmpty()
            && areTexts(values);
    return known
        ? JsonEnumSchema.builder().description(description).enumValues(texts(map, "enum")).build()
        : null;
  }

  private static boolean isOfObjects(@Nullable Object keyword, @Nullable Object value) {
    if (keyword == null || !OF_OBJECTS.contains(keyword)) {
      return false;
    }
    return switch ((String) keyword) {
      case "type" -> "object".equals(value);
      case "description" -> value instanceof String;
      case "additionalProperties" -> value instanceof Boolean;
      case "required" -> value instanceof List<?> names && areTexts(names);
      default -> value instanceof Map<?, ?>;
    };
  }

  private static JsonObjectSchema object(Map<?, ?> map) {
    JsonObjectSchema.Builder object =
        JsonObjectSchema.builder()
            .description((String) map.get("description"))
            .additionalProperties((Boolean) map.get("additionalProperties"));
    object.addProperties(named(map, "properties"));
    if (map.containsKey("required")) {
      object.required(texts(map, "required"));
    }
    if (map.containsKey(DEFINITIONS)) {
      object.definitions(named(map, DEFINITIONS));
    }
    return object.build();
  }

  private static Map<String, JsonSchemaElement> named(Map<?, ?> map, String keyword) {
    Map<String, JsonSchemaElement> elements = new LinkedHashMap<>();
    if (map.get(keyword) instanceof Map<?, ?> schemas) {
      schemas.forEach((name, schema) -> elements.put((String) name, element((Object) schema)));
    }
    return elements;
  }

  private static List<JsonSchemaElement> elements(List<?> schemas) {
    List<JsonSchemaElement> elements = new ArrayList<>(schemas.size());
    schemas.forEach(schema -> elements.add(element((Object) schema)));
    return elements;
  }

  private static boolean areTexts(List<?> values) {
    return values.stream().allMatch(String.class::isInstance);
  }

  private static List<String> texts(Map<?, ?> map, String keyword) {
    List<String> texts = new ArrayList<>();
    if (map.get(keyword) instanceof List<?> values) {
      values.forEach(value -> texts.add((String) value));
    }
    return texts;
  }
}
