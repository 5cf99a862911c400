package dev.gatewaysdk.provider.anthropic;

import static dev.gatewaysdk.provider.anthropic.Requests.TOOL;
import static dev.gatewaysdk.provider.anthropic.Requests.raw;
import static dev.gatewaysdk.provider.anthropic.Requests.request;
import static dev.gatewaysdk.provider.anthropic.Requests.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas, for models that can be held to one and for those that cannot. */
class AnthropicAnswerFormTest {
  private static final String OLD = "claude-3-5-haiku-20241022";
  private static final String SCHEMA =
      "{'type':'object','properties':{'a':{'type':'integer'}},'additionalProperties':false}";

  private static ChatRequest.Builder formed(String schema) {
    return request().responseFormat(ResponseFormat.jsonSchema("dog", raw(schema)));
  }

  private static List<ChatResponse> answers(
      ChatRequest request, String reason, List<Map<String, Object>> blocks) {
    MessageWire wire =
        new MessageWire(blocks, reason, Map.of("input_tokens", 1, "output_tokens", 1), 3, false);
    List<ChatResponse> answers = new ArrayList<>();
    answers.add(AnthropicReplies.collected(AnthropicReplies.whole(wire.whole(), request, OLD)));
    answers.add(
        AnthropicReplies.collected(AnthropicReplies.streamed(wire.streamed(), request, OLD)));
    return answers;
  }

  private static Map<String, Object> use(String name, Object input) {
    return MessageWire.block("type", "tool_use", "id", "t1", "name", name, "input", input);
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-sonnet-4-5", "claude-haiku-4-5-20251001", "claude-opus-5-5"})
  void sendsASchemaWhereTheApiHoldsTheModelToIt(String model) {
    write(formed(SCHEMA), model)
        .has("output_config", "{'format':{'type':'json_schema','schema':" + SCHEMA + "}}")
        .lacks("tools", "tool_choice", "system")
        .adjusted();
  }

  @Test
  void olderModelsMustCallAToolWhoseArgumentsAreTheAnswer() {
    write(formed(SCHEMA), OLD)
        .has(
            "tools",
            "[{'name':'dog','description':'Gives the answer, in the form that it must have.',"
                + "'input_schema':"
                + SCHEMA
                + "}]")
        .has("tool_choice", "{'type':'tool','name':'dog'}")
        .lacks("output_config")
        .adjusted("EMULATED response_format");
  }

  @Test
  void besideOtherToolsAnyMustBeCalled() {
    WrittenRequest written = write(formed(SCHEMA).tool(TOOL), OLD);

    written.has("tool_choice", "{'type':'any'}").adjusted("EMULATED response_format");
    assertThat((List<?>) written.fields().get("tools")).hasSize(2);
  }

  @Test
  void asksInWordsWhereNoToolMayBeForced() {
    WrittenRequest written = write(formed(SCHEMA).tool(TOOL).toolChoice(ToolChoice.REQUIRED), OLD);

    written.has("tool_choice", "{'type':'any'}").adjusted("EMULATED response_format");
    assertThat(written.fields().get("system").toString()).contains("JSON Schema");
    write(
            formed(SCHEMA)
                .maxTokens(9000)
                .extra("thinking", Map.of("type", "enabled", "budget_tokens", 1024)),
            "claude-3-7-sonnet-20250219")
        .lacks("tools", "tool_choice")
        .adjusted("EMULATED response_format");
  }

  @Test
  void theAnswerIsUnwrappedAndItsReasonIsAnEnd() {
    ChatRequest request = formed(SCHEMA).build();

    for (ChatResponse answer : answers(request, "tool_use", List.of(use("dog", Map.of("a", 1))))) {
      assertThat(answer.text()).isEqualTo("{\"a\":1}");
      assertThat(answer.toolCalls()).isEmpty();
      assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
      assertThat(answer.rawFinishReason()).isEqualTo("tool_use");
    }
  }

  @Test
  void anAnswerThatIsNoObjectIsOneFieldOfThem() {
    ChatRequest request = formed("{'type':'array'}").build();

    write(request.toBuilder(), OLD)
        .has(
            "tools",
            "[{'name':'dog','description':'Gives the answer, in the form that it must have.',"
                + "'input_schema':{'type':'object','properties':{'value':{'type':'array'}},"
                + "'required':['value']}}]");
    for (ChatResponse answer :
        answers(request, "tool_use", List.of(use("dog", Map.of("value", List.of(1, 2)))))) {
      assertThat(answer.text()).isEqualTo("[1,2]");
    }
    for (ChatResponse answer :
        answers(request, "tool_use", List.of(use("dog", Map.of("other", 1))))) {
      assertThat(answer.text()).isEqualTo("{\"other\":1}");
    }
  }

  @Test
  void callsOfRealToolsStayCalls() {
    ChatRequest request = formed(SCHEMA).tool(TOOL).build();

    for (ChatResponse answer : answers(request, "tool_use", List.of(use("f", Map.of())))) {
      assertThat(answer.toolCalls()).hasSize(1);
      assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    }
  }

  @Test
  void theToolOfTheAnswerTakesNoOthersName() {
    WrittenRequest written =
        write(
            request().tool(TOOL).responseFormat(ResponseFormat.jsonSchema("f", raw(SCHEMA))), OLD);

    assertThat(written.json().text()).contains("\"name\":\"f\"", "\"name\":\"f_2\"");
  }

  @Test
  void strictToolsNeedAModelThatCanBeHeldToASchema() {
    write(request().tool(TOOL.strictly()), "claude-opus-4-1")
        .has("tools", "[{'name':'f','description':'does f','input_schema':{'type':'object'}}]")
        .adjusted("DROPPED tools[0].strict");
  }
}
