package dev.gatewaysdk.examples.openaiclients;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.ResponseFormatJsonSchema.JsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.StructuredChatCompletion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Surface.Extension.class)
class SchemaTest {
  private final Surface surface;
  private final OpenAIClient client;

  SchemaTest(Surface surface) {
    this.surface = surface;
    this.client = Clients.of(surface);
  }

  static class Person {
    public String name;
    public int age;
  }

  @ParameterizedTest
  @EnumSource
  void answersAsAClass(Behind behind) {
    StructuredChatCompletion<Person> answer =
        client
            .chat()
            .completions()
            .create(Clients.ask(behind, "person please").responseFormat(Person.class).build());

    answer.rawChatCompletion().validate();
    Person person = answer.choices().get(0).message().content().orElseThrow();
    assertThat(person.name).isEqualTo("Ada Lovelace");
    assertThat(person.age).isEqualTo(36);
  }

  @ParameterizedTest
  @EnumSource
  void streamsAsAClass(Behind behind) {
    ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
    try (StreamResponse<ChatCompletionChunk> stream =
        client
            .chat()
            .completions()
            .createStreaming(
                Clients.ask(behind, "person please").responseFormat(Person.class).build())) {
      stream.stream().forEach(accumulator::accumulate);
    }

    Person person =
        accumulator.chatCompletion(Person.class).choices().get(0).message().content().orElseThrow();
    assertThat(person.name).isEqualTo("Ada Lovelace");
  }

  @ParameterizedTest
  @EnumSource
  void passesTheSchemaOnAsItIs(Behind behind) {
    Map<String, Object> schema =
        Map.of(
            "type",
            "object",
            "properties",
            Map.of("name", Map.of("type", "string"), "age", Map.of("type", "integer")),
            "required",
            List.of("name", "age"),
            "additionalProperties",
            false);

    ChatCompletion answer =
        client
            .chat()
            .completions()
            .create(
                Clients.ask(behind, "person please")
                    .jsonSchemaResponseFormat(
                        JsonSchema.builder()
                            .name("person")
                            .strict(true)
                            .schema(JsonValue.from(schema).convert(JsonSchema.Schema.class))
                            .build())
                    .build());

    assertThat(answer.choices().get(0).message().content())
        .contains("{\"name\":\"Ada Lovelace\",\"age\":36}");
    assertThat(surface.standIn(behind).last().schema()).isEqualTo(schema);
  }
}
