package dev.gatewaysdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSchemasTest {

  /** Seeded, so that a failure comes again. */
  @Test
  void everySchemaOfLangChain4jComesBackAsItWas() {
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      JsonSchemaElement schema = any(random, 3);

      assertThat(ModelSchemas.element(GatewaySchemas.of(schema, null)))
          .as("schema %d", i)
          .isEqualTo(schema);
    }
  }

  private static JsonSchemaElement any(Random random, int depth) {
    String description = random.nextBoolean() ? null : "d" + random.nextInt(9);
    return switch (random.nextInt(depth == 0 ? 7 : 10)) {
      case 0 -> JsonStringSchema.builder().description(description).build();
      case 1 -> JsonIntegerSchema.builder().description(description).build();
      case 2 -> JsonNumberSchema.builder().description(description).build();
      case 3 -> JsonBooleanSchema.builder().description(description).build();
      case 4 -> new JsonNullSchema();
      case 5 -> JsonEnumSchema.builder().description(description).enumValues("a", "b").build();
      case 6 -> JsonReferenceSchema.builder().reference("node").build();
      case 7 ->
          JsonArraySchema.builder().description(description).items(any(random, depth - 1)).build();
      case 8 ->
          JsonAnyOfSchema.builder()
              .description(description)
              .anyOf(any(random, depth - 1), any(random, depth - 1))
              .build();
      default -> object(random, depth, description);
    };
  }

  private static JsonObjectSchema object(Random random, int depth, String description) {
    JsonObjectSchema.Builder object = JsonObjectSchema.builder().description(description);
    for (int i = random.nextInt(4); i > 0; i--) {
      object.addProperty("p" + i, any(random, depth - 1));
    }
    if (random.nextBoolean()) {
      object.required("p1").additionalProperties(random.nextBoolean());
    }
    if (random.nextBoolean()) {
      object.definitions(Map.of("node", any(random, depth - 1)));
    }
    return object.build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"string\",\"minLength\":3}",
        "{\"type\":[\"string\",\"null\"]}",
        "{\"type\":\"integer\",\"minimum\":1}",
        "{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"maxItems\":2}",
        "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}",
        "{\"$ref\":\"https://host.example/schema\"}",
        "{\"enum\":[1,2]}",
        "{\"const\":\"a\"}",
        "true"
      })
  void whatLangChain4jHasNoWordsForStaysAsItIs(String schema) {
    assertThat(ModelSchemas.element(RawJson.parse(schema)))
        .isInstanceOfSatisfying(
            JsonRawSchema.class,
            raw ->
                assertThat(RawJson.parse(raw.schema()).toJava())
                    .isEqualTo(RawJson.parse(schema).toJava()));
  }

  @Test
  void keepsWhatIsOddWithinAnObject() {
    RawJson schema =
        RawJson.parse(
            "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\",\"minimum\":1}}}");

    assertThat(ModelSchemas.element(schema))
        .isEqualTo(
            JsonObjectSchema.builder()
                .addProperty("n", JsonRawSchema.from("{\"type\":\"integer\",\"minimum\":1}"))
                .build());
  }

  @Test
  void saysWhichKeywordsOfParametersAreLost() {
    List<String> lost = new ArrayList<>();

    JsonObjectSchema schema =
        ModelSchemas.object(
            RawJson.parse(
                "{\"$schema\":\"x\",\"type\":\"object\",\"title\":\"T\",\"minProperties\":1,"
                    + "\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"]}"),
            lost::add);

    assertThat(lost).containsExactly("title", "minProperties");
    assertThat(schema)
        .isEqualTo(JsonObjectSchema.builder().addStringProperty("a").required("a").build());
  }
}
