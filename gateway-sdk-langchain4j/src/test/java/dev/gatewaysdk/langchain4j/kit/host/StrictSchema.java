package dev.gatewaysdk.langchain4j.kit.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The rules for a schema that is enforced. */
final class StrictSchema {
  private StrictSchema() {}

  /** Refuses objects that are open or have optional properties, as OpenAI does. */
  static void check(JsonNode schema) {
    check(schema, true);
  }

  /** Refuses objects that are open, as Anthropic does. */
  static void checkClosed(JsonNode schema) {
    check(schema, false);
  }

  private static void check(JsonNode schema, boolean allRequired) {
    if (schema.has("properties")) {
      Refusal.unless(
          schema.path("additionalProperties").isBoolean()
              && !schema.get("additionalProperties").asBoolean(),
          "an open object: " + schema);
      Set<String> names = new HashSet<>();
      schema.get("properties").fieldNames().forEachRemaining(names::add);
      schema.path("required").forEach(name -> names.remove(name.asText()));
      Refusal.unless(!allRequired || names.isEmpty(), "'required' lacks " + names);
    }
    for (String keyword : Set.of("properties", "$defs", "definitions")) {
      for (Map.Entry<String, JsonNode> inner : schema.path(keyword).properties()) {
        check(inner.getValue(), allRequired);
      }
    }
    if (schema.has("items")) {
      check(schema.get("items"), allRequired);
    }
    schema.path("anyOf").forEach(inner -> check(inner, allRequired));
  }
}
