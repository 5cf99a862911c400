package dev.gatewaysdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.error.InvalidRequestException;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewaySchemasTest {
  @Test
  void writesEveryKindOfValue() {
    assertThat(json(JsonStringSchema.builder().description("A name").build()))
        .isEqualTo("{\"type\":\"string\",\"description\":\"A name\"}");
    assertThat(json(new JsonIntegerSchema())).isEqualTo("{\"type\":\"integer\"}");
    assertThat(json(new JsonNumberSchema())).isEqualTo("{\"type\":\"number\"}");
    assertThat(json(new JsonBooleanSchema())).isEqualTo("{\"type\":\"boolean\"}");
    assertThat(json(new JsonNullSchema())).isEqualTo("{\"type\":\"null\"}");
    assertThat(json(JsonEnumSchema.builder().enumValues("A", "B").build()))
        .isEqualTo("{\"type\":\"string\",\"enum\":[\"A\",\"B\"]}");
    assertThat(json(JsonArraySchema.builder().items(new JsonStringSchema()).build()))
        .isEqualTo("{\"type\":\"array\",\"items\":{\"type\":\"string\"}}");
    assertThat(json(JsonArraySchema.builder().build()))
        .isEqualTo("{\"type\":\"array\",\"items\":{}}");
    assertThat(
            json(
                JsonAnyOfSchema.builder()
                    .description("Either")
                    .anyOf(new JsonStringSchema(), new JsonNullSchema())
                    .build()))
        .isEqualTo(
            "{\"description\":\"Either\",\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}");
  }

  @Test
  void writesDefinitionsAndReferences() {
    assertThat(json(tree()))
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{\"root\":{\"$ref\":\"#/$defs/node\"}},"
                + "\"required\":[\"root\"],\"additionalProperties\":true,"
                + "\"$defs\":{\"node\":{\"type\":\"object\",\"properties\":{"
                + "\"children\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/node\"}}}}}}");
  }

  @Test
  void passesARawSchemaAsItIsWritten() {
    String raw = "{ \"type\" : \"string\", \"maxLength\" : 1.0 }";

    assertThat(json(JsonRawSchema.from(raw))).isEqualTo(raw);
    assertThat(json(JsonObjectSchema.builder().addProperty("a", JsonRawSchema.from(raw)).build()))
        .isEqualTo("{\"type\":\"object\",\"properties\":{\"a\":" + raw + "}}");
  }

  @Test
  void refusesARawSchemaThatIsNotJson() {
    assertThatThrownBy(() -> json(JsonRawSchema.from("{\"type\": ")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("not JSON");
  }

  @Test
  void refusesHalfASurrogatePair() {
    assertThatThrownBy(() -> json(JsonStringSchema.builder().description("\ud83d").build()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("surrogate");
  }

  @Test
  void refusesAnElementThatItDoesNotKnow() {
    JsonSchemaElement unknown = () -> "of a later version";

    assertThatThrownBy(() -> json(unknown)).isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void makesAStrictSchemaOneThatOpenAiEnforces() {
    JsonObjectSchema schema =
        JsonObjectSchema.builder()
            .addStringProperty("name")
            .addIntegerProperty("age")
            .addProperty("mood", JsonEnumSchema.builder().enumValues("GOOD").build())
            .addProperty("node", JsonReferenceSchema.builder().reference("node").build())
            .addProperty("id", JsonAnyOfSchema.builder().anyOf(new JsonStringSchema()).build())
            .required("name")
            .build();

    assertThat(GatewaySchemas.of(schema, true).text())
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{"
                + "\"name\":{\"type\":\"string\"},"
                + "\"age\":{\"type\":[\"integer\",\"null\"]},"
                + "\"mood\":{\"type\":[\"string\",\"null\"],\"enum\":[\"GOOD\",null]},"
                + "\"node\":{\"anyOf\":[{\"$ref\":\"#/$defs/node\"},{\"type\":\"null\"}]},"
                + "\"id\":{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}},"
                + "\"required\":[\"name\",\"age\",\"mood\",\"node\",\"id\"],"
                + "\"additionalProperties\":false}");
  }

  private static JsonObjectSchema tree() {
    JsonReferenceSchema node = JsonReferenceSchema.builder().reference("node").build();
    return JsonObjectSchema.builder()
        .addProperty("root", node)
        .required(List.of("root"))
        .additionalProperties(true)
        .definitions(
            Map.of(
                "node",
                JsonObjectSchema.builder()
                    .addProperty("children", JsonArraySchema.builder().items(node).build())
                    .build()))
        .build();
  }

  private static String json(JsonSchemaElement schema) {
    return GatewaySchemas.of(schema, null).text();
  }
}
