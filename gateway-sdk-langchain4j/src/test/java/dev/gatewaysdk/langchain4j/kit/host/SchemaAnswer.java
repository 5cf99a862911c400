package dev.gatewaysdk.langchain4j.kit.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers by a schema: walks the schema as it arrived and fills it with what a passage says, so
 * that whatever the schema lost on its way is missing from the answer.
 */
final class SchemaAnswer {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonNode root;
  private final boolean complete;

  private SchemaAnswer(JsonNode root, boolean complete) {
    this.root = root;
    this.complete = complete;
  }

  /** The answer, with zeros and blanks for what is required but not said. */
  static JsonNode complete(JsonNode schema, Passage passage) {
    JsonNode answer = new SchemaAnswer(schema, true).fill(schema, "", passage);
    Refusal.unless(answer != null, "a schema that nothing fits: " + schema);
    return answer;
  }

  /** Arguments for a tool; null if the passage does not say enough. */
  static @Nullable JsonNode arguments(JsonNode schema, Passage passage) {
    return new SchemaAnswer(schema, false).fill(schema, "", passage);
  }

  private @Nullable JsonNode fill(JsonNode schema, String name, Passage passage) {
    if (schema.has("$ref")) {
      return fill(resolved(schema.get("$ref").asText()), name, passage);
    }
    if (schema.has("anyOf")) {
      return anyOf(schema.get("anyOf"), name, passage);
    }
    if (schema.has("enum")) {
      List<String> constants = constants(schema);
      List<String> found = constants.size() == 1 ? constants : passage.mentioned(constants);
      return found.isEmpty() ? null : JSON.textNode(found.get(0));
    }
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      JsonNode found = value(type.get(0).asText(), schema, name, passage);
      return found == null && allowsNull(type) ? JSON.nullNode() : found;
    }
    return value(type.asText(), schema, name, passage);
  }

  private @Nullable JsonNode value(String type, JsonNode schema, String name, Passage passage) {
    return switch (type) {
      case "object" -> object(schema, name, passage);
      case "array" -> array(schema.path("items"), name, passage);
      case "string", "integer", "number", "boolean" -> Facts.of(type, schema, name, passage);
      case "null" -> JSON.nullNode();
      default -> throw Refusal.badRequest("a schema without a type: " + schema);
    };
  }

  private @Nullable JsonNode object(JsonNode schema, String name, Passage passage) {
    if (schema.path("properties").isEmpty()) {
      return name.isEmpty() ? JSON.objectNode() : Facts.pairs(passage);
    }
    ObjectNode object = JSON.objectNode();
    boolean said = false;
    for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
      Passage part = Facts.about(property.getKey(), passage);
      JsonNode found = fill(property.getValue(), property.getKey(), part);
      if (found != null) {
        said |= !found.isNull() && !found.isEmpty() || found.isValueNode() && !found.isNull();
        object.set(property.getKey(), found);
      } else if (required(schema, property.getKey())) {
        if (!complete && !property.getValue().path("type").asText().equals("array")) {
          return null;
        }
        object.set(property.getKey(), blank(property.getValue()));
      }
    }
    return said || complete && name.isEmpty() ? object : null;
  }

  private @Nullable JsonNode array(JsonNode items, String name, Passage passage) {
    JsonNode schema = items.has("$ref") ? resolved(items.get("$ref").asText()) : items;
    ArrayNode array = JSON.arrayNode();
    if (schema.has("enum")) {
      passage.mentioned(constants(schema)).forEach(array::add);
    } else if ("integer".equals(schema.path("type").asText())) {
      passage.integers().forEach(number -> array.add(Integer.parseInt(number)));
    } else {
      for (Passage part : parts(name, passage)) {
        JsonNode found = fill(schema, "name", part);
        if (found != null) {
          array.add(found);
        }
      }
    }
    return array.isEmpty() ? null : array;
  }

  private static List<Passage> parts(String name, Passage passage) {
    List<Passage> parts = new ArrayList<>();
    for (String part : passage.enumerated(name)) {
      parts.add(passage.narrowed(part));
    }
    if (parts.isEmpty() && (name.equals("values") || name.startsWith("arg"))) {
      return passage.each();
    }
    return parts;
  }

  private @Nullable JsonNode anyOf(JsonNode options, String name, Passage passage) {
    boolean nullable = false;
    for (JsonNode option : options) {
      JsonNode schema = option.has("$ref") ? resolved(option.get("$ref").asText()) : option;
      if ("null".equals(schema.path("type").asText())) {
        nullable = true;
      } else if (Facts.isMeant(schema, passage)) {
        JsonNode found = fill(schema, name, passage);
        if (found != null) {
          return found;
        }
      }
    }
    return nullable ? JSON.nullNode() : null;
  }

  private JsonNode resolved(String reference) {
    Refusal.unless(reference.startsWith("#"), "a reference to elsewhere: " + reference);
    JsonNode found = root.at(reference.substring(1));
    Refusal.unless(!found.isMissingNode(), "a reference to nothing: " + reference);
    return found;
  }

  private JsonNode blank(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (allowsNull(type) || allowsNull(schema.path("anyOf"))) {
      return JSON.nullNode();
    }
    return switch (type.isArray() ? type.get(0).asText() : type.asText()) {
      case "integer", "number" -> JSON.numberNode(0);
      case "boolean" -> JSON.booleanNode(false);
      case "array" -> JSON.arrayNode();
      case "string" -> JSON.textNode(schema.path("enum").path(0).asText(""));
      default -> JSON.nullNode();
    };
  }

  private static boolean allowsNull(JsonNode types) {
    for (JsonNode type : types) {
      if ("null".equals(type.isTextual() ? type.asText() : type.path("type").asText())) {
        return true;
      }
    }
    return false;
  }

  private static boolean required(JsonNode schema, String property) {
    for (JsonNode required : schema.path("required")) {
      if (required.asText().equals(property)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> constants(JsonNode schema) {
    List<String> constants = new ArrayList<>();
    schema.get("enum").forEach(constant -> constants.add(constant.asText()));
    return constants;
  }
}
