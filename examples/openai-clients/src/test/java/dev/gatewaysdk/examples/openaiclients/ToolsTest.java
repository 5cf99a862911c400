package dev.gatewaysdk.examples.openaiclients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletion.Choice.FinishReason;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionNamedToolChoice;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption.Auto;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Surface.Extension.class)
class ToolsTest {
  private final Surface surface;
  private final OpenAIClient client;

  ToolsTest(Surface surface) {
    this.surface = surface;
    this.client = Clients.of(surface);
  }

  @JsonTypeName("get_weather")
  @JsonClassDescription("The weather of a city.")
  static class GetWeather {
    @JsonPropertyDescription("Its name.")
    public String city;
  }

  private static FunctionDefinition weather() {
    return FunctionDefinition.builder()
        .name("get_weather")
        .description("The weather of a city.")
        .parameters(
            FunctionParameters.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty(
                    "properties",
                    JsonValue.from(
                        Map.of("city", Map.of("type", "string"), "unit", Map.of("type", "string"))))
                .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                .build())
        .build();
  }

  private static ChatCompletionCreateParams.Builder ask(Behind behind) {
    return Clients.ask(behind, "weather please").addFunctionTool(weather());
  }

  private static List<ChatCompletionMessageFunctionToolCall> calls(ChatCompletion answer) {
    return answer.choices().get(0).message().toolCalls().orElseThrow().stream()
        .map(ChatCompletionMessageToolCall::asFunction)
        .toList();
  }

  private static void assertBothCities(ChatCompletion answer) {
    assertThat(answer.choices().get(0).finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(calls(answer))
        .extracting(ChatCompletionMessageFunctionToolCall::id)
        .containsExactly("call_bern", "call_oslo");
    assertThat(calls(answer))
        .extracting(call -> call.function().name())
        .containsOnly("get_weather");
    assertThat(calls(answer))
        .extracting(call -> call.function().arguments().replace(" ", ""))
        .containsExactly("{\"city\":\"Bern\"}", "{\"city\":\"Oslo\",\"unit\":\"celsius\"}");
  }

  @ParameterizedTest
  @EnumSource
  void asksForSeveralToolsAtOnce(Behind behind) {
    ChatCompletion answer = client.chat().completions().create(ask(behind).build()).validate();

    assertBothCities(answer);
    assertThat(answer.choices().get(0).message().content().orElse("")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void streamsSeveralToolCalls(Behind behind) {
    ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(ask(behind).build())) {
      stream.stream().map(ChatCompletionChunk::validate).forEach(accumulator::accumulate);
    }

    assertBothCities(accumulator.chatCompletion().validate());
  }

  @ParameterizedTest
  @EnumSource
  void takesTheResultsOfAllToolsBack(Behind behind) {
    ChatCompletionCreateParams.Builder conversation = ask(behind);
    ChatCompletion answer = client.chat().completions().create(conversation.build());
    conversation.addMessage(answer.choices().get(0).message());
    for (ChatCompletionMessageFunctionToolCall call : calls(answer)) {
      conversation.addMessage(
          ChatCompletionToolMessageParam.builder()
              .toolCallId(call.id())
              .content(call.id().equals("call_bern") ? "18" : "7")
              .build());
    }

    ChatCompletion end = client.chat().completions().create(conversation.build()).validate();

    assertThat(end.choices().get(0).message().content())
        .contains("Results: call_bern=18, call_oslo=7");
    assertThat(end.choices().get(0).finishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void givesTheModelItsThoughtsBack() {
    ChatCompletionCreateParams.Builder conversation =
        Clients.ask(Behind.ANTHROPIC, "ponder please").addFunctionTool(weather());
    ChatCompletion answer = client.chat().completions().create(conversation.build()).validate();
    ChatCompletionMessage message = answer.choices().get(0).message();
    // The client leaves out what it does not know, unless it is told to keep it.
    Map<String, JsonValue> fields = message._allProperties();
    conversation.addMessage(
        message.toParam().toBuilder()
            .putAdditionalProperty("reasoning_content", fields.get("reasoning_content"))
            .putAdditionalProperty("provider_state", fields.get("provider_state"))
            .build());
    for (ChatCompletionMessageFunctionToolCall call : calls(answer)) {
      conversation.addMessage(
          ChatCompletionToolMessageParam.builder().toolCallId(call.id()).content("18").build());
    }

    ChatCompletion end = client.chat().completions().create(conversation.build());

    assertThat(end.choices().get(0).message().content()).contains("I thought: Which cities?");
  }

  @Test
  void doesWithoutTheThoughtsThatAClientLeavesOut() {
    ChatCompletionCreateParams.Builder conversation =
        Clients.ask(Behind.ANTHROPIC, "ponder please").addFunctionTool(weather());
    ChatCompletion answer = client.chat().completions().create(conversation.build());
    conversation.addMessage(answer.choices().get(0).message());
    for (ChatCompletionMessageFunctionToolCall call : calls(answer)) {
      conversation.addMessage(
          ChatCompletionToolMessageParam.builder().toolCallId(call.id()).content("18").build());
    }

    ChatCompletion end = client.chat().completions().create(conversation.build());

    assertThat(end.choices().get(0).message().content()).contains("I thought: ");
  }

  @ParameterizedTest
  @EnumSource
  void readsTheArgumentsIntoAClass(Behind behind) {
    ChatCompletion answer =
        client
            .chat()
            .completions()
            .create(Clients.ask(behind, "weather please").addTool(GetWeather.class).build());

    assertThat(calls(answer).get(0).function().arguments(GetWeather.class).city).isEqualTo("Bern");
  }

  @ParameterizedTest
  @EnumSource
  void passesOnWhichToolHasToBeCalled(Behind behind) {
    client
        .chat()
        .completions()
        .create(
            ask(behind)
                .toolChoice(
                    ChatCompletionNamedToolChoice.builder()
                        .function(
                            ChatCompletionNamedToolChoice.Function.builder()
                                .name("get_weather")
                                .build())
                        .build())
                .parallelToolCalls(false)
                .build());

    Map<String, Object> body = surface.standIn(behind).last().body();
    if (behind == Behind.OPENAI) {
      assertThat(body).containsEntry("parallel_tool_calls", false);
      assertThat(body.get("tool_choice"))
          .isEqualTo(Map.of("type", "function", "function", Map.of("name", "get_weather")));
    } else {
      assertThat(body.get("tool_choice"))
          .isEqualTo(
              Map.of("type", "tool", "name", "get_weather", "disable_parallel_tool_use", true));
    }
  }

  @ParameterizedTest
  @EnumSource
  void passesOnThatSomeToolHasToBeCalled(Behind behind) {
    client.chat().completions().create(ask(behind).toolChoice(Auto.REQUIRED).build());

    assertThat(surface.standIn(behind).last().body().get("tool_choice"))
        .isEqualTo(behind == Behind.OPENAI ? "required" : Map.of("type", "any"));
  }
}
