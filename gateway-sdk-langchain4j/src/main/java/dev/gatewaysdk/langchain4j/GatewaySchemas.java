package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.error.InvalidRequestException;
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
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's schemas as JSON Schema. References lead to {@code $defs} of the root.
 *
 * <p>A strict schema is one that OpenAI enforces: every object is closed, every property required,
 * and what was optional may be null instead.
 */
final class GatewaySchemas {
  /** Of a tool without parameters. */
  static final RawJson NO_PARAMETERS = RawJson.parse("{\"type\":\"object\",\"properties\":{}}");

  private final boolean strict;

  private GatewaySchemas(boolean strict) {
    this.strict = strict;
  }

  /**
   * @throws InvalidRequestException if it has an element that this version does not know, or a raw
   *     schema that is not JSON
   */
  static RawJson of(JsonSchemaElement schema, @Nullable Boolean strict) {
    Object json = new GatewaySchemas(Boolean.TRUE.equals(strict)).write(schema, true);
    try {
      return RawJson.of(json);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException("schema", String.valueOf(e.getMessage()));
    }
  }

  private Object write(JsonSchemaElement schema, boolean required) {
    if (schema instanceof JsonRawSchema raw) {
      return raw(raw.schema());
    }
    boolean nullable = strict && !required;
    Map<String, Object> json = new LinkedHashMap<>(8);
    if (schema instanceof JsonReferenceSchema reference) {
      json.put("$ref", "#/$defs/" + reference.reference());
      return nullable ? Map.of("anyOf", List.of(json, typed("null"))) : json;
    }
    if (schema instanceof JsonAnyOfSchema anyOf) {
      describe(json, anyOf);
      json.put("anyOf", choices(anyOf, nullable));
      return json;
    }
    String type = type(schema);
    json.put("type", nullable ? List.of(type, "null") : type);
    describe(json, schema);
    if (schema instanceof JsonObjectSchema object) {
      object(json, object);
    } else if (schema instanceof JsonArraySchema array) {
      json.put("items", array.items() == null ? Map.of() : write(array.items(), true));
    } else if (schema instanceof JsonEnumSchema values) {
      List<@Nullable Object> all = new ArrayList<>(values.enumValues());
      if (nullable) {
        all.add(null);
      }
      json.put("enum", all);
    }
    return json;
  }

  private void object(Map<String, Object> json, JsonObjectSchema object) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = object.required() == null ? List.of() : object.required();
    object
        .properties()
        .forEach((name, value) -> properties.put(name, write(value, required.contains(name))));
    json.put("properties", properties);
    if (strict) {
      json.put("required", properties.keySet());
      json.put("additionalProperties", false);
    } else {
      if (!required.isEmpty()) {
        json.put("required", required);
      }
      if (object.additionalProperties() != null) {
        json.put("additionalProperties", object.additionalProperties());
      }
    }
    if (object.definitions() != null && !object.definitions().isEmpty()) {
      Map<String, Object> definitions = new LinkedHashMap<>();
      object.definitions().forEach((name, value) -> definitions.put(name, write(value, true)));
      json.put("$defs", definitions);
    }
  }

  private List<Object> choices(JsonAnyOfSchema anyOf, boolean nullable) {
    List<Object> choices = new ArrayList<>(anyOf.anyOf().size() + 1);
    anyOf.anyOf().forEach(one -> choices.add(write(one, true)));
    if (nullable) {
      choices.add(typed("null"));
    }
    return choices;
  }

  private static Map<String, Object> typed(String type) {
    return Map.of("type", type);
  }

  private static void describe(Map<String, Object> json, JsonSchemaElement schema) {
    if (schema.description() != null) {
      json.put("description", schema.description());
    }
  }

  private static RawJson raw(String schema) {
    try {
      return RawJson.parse(schema);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException("schema", "a raw schema is " + e.getMessage());
    }
  }

  private static String type(JsonSchemaElement schema) {
    if (schema instanceof JsonObjectSchema) {
      return "object";
    }
    if (schema instanceof JsonStringSchema || schema instanceof JsonEnumSchema) {
      return "string";
    }
    if (schema instanceof JsonIntegerSchema) {
      return "integer";
    }
    if (schema instanceof JsonNumberSchema) {
      return "number";
    }
    if (schema instanceof JsonBooleanSchema) {
      return "boolean";
    }
    if (schema instanceof JsonArraySchema) {
      return "array";
    }
    if (schema instanceof JsonNullSchema) {
      return "null";
    }
    throw new InvalidRequestException(
        "schema",
        "has a " + schema.getClass().getSimpleName() + ", which the gateway does not know");
  }
}
