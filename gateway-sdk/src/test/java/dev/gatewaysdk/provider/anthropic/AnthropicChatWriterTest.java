package dev.gatewaysdk.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicChatWriterTest {
  private static final ToolDefinition TOOL =
      ToolDefinition.of("f", "does f", RawJson.of(Map.of("type", "object")));
  private static final RawJson BUDGET =
      RawJson.parse("{\"type\":\"enabled\",\"budget_tokens\":2048}");

  private static ChatRequest.Builder request() {
    return ChatRequest.builder("endpoint").user("Hi").maxTokens(9);
  }

  private static WrittenRequest write(ChatRequest.Builder request) {
    return WrittenRequest.of(request.build());
  }

  private static WrittenRequest write(ChatRequest.Builder request, String model) {
    return WrittenRequest.of(request.build(), model, false);
  }

  @Test
  void writesTheWholeRequestInAnthropicsForm() {
    ChatRequest request =
        ChatRequest.builder("endpoint")
            .system("Be brief.")
            .user("Hi")
            .maxTokens(100)
            .temperature(0.5)
            .stop("###")
            .tool(TOOL)
            .toolChoice(ToolChoice.REQUIRED)
            .endUser("user-1")
            .topK(5)
            .extra("inference_geo", "us")
            .build();

    assertThat(WrittenRequest.of(request, "claude-sonnet-4-5", true).json().text())
        .isEqualTo(
            ("{'model':'claude-sonnet-4-5','max_tokens':100,"
                    + "'tools':[{'name':'f','description':'does f',"
                    + "'input_schema':{'type':'object'}}],"
                    + "'tool_choice':{'type':'any'},"
                    + "'system':[{'type':'text','text':'Be brief.'}],"
                    + "'messages':[{'role':'user','content':[{'type':'text','text':'Hi'}]}],"
                    + "'temperature':0.5,'top_k':5,'stop_sequences':['###'],'stream':true,"
                    + "'metadata':{'user_id':'user-1'},'inference_geo':'us'}")
                .replace('\'', '"'));
  }

  @Test
  void asksForTheTargetsModelAndNoStreamUnlessWanted() {
    write(request()).has("model", "'" + WrittenRequest.MODEL + "'").lacks("stream").adjusted();
  }

  // Limits on tokens.

  @Test
  void fillsInTheMandatoryLimitOnTokens() {
    write(ChatRequest.builder("e").user("Hi"))
        .has("max_tokens", "4096")
        .adjusted("DEFAULTED max_tokens");
  }

  @Test
  void leavesRoomForTheThinkingBudgetInTheDefault() {
    write(ChatRequest.builder("e").user("Hi").extra("thinking", BUDGET))
        .has("max_tokens", "6144")
        .adjusted("DEFAULTED max_tokens");
  }

  // Sampling.

  @ParameterizedTest
  @CsvSource({"0,0.0", "0.5,0.5", "1,1.0"})
  void sendsATemperatureThatAnthropicTakes(double asked, String sent) {
    write(request().temperature(asked)).has("temperature", sent).adjusted();
  }

  @Test
  void clampsATemperatureAboveOne() {
    write(request().temperature(1.7)).has("temperature", "1.0").adjusted("CLAMPED temperature");
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-opus-4-7", "claude-sonnet-5", "claude-opus-5-5"})
  void dropsSamplingThatTheModelRefuses(String model) {
    write(request().temperature(0.2).topP(0.9), model)
        .lacks("temperature", "top_p")
        .adjusted("DROPPED temperature", "DROPPED top_p");
    write(request().temperature(1).topP(1), model).lacks("top_p").adjusted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-3-7-sonnet-20250219", "claude-opus-4-20250514", "MiniMax-M2"})
  void sendsBothSamplingsWhereTheModelTakesThem(String model) {
    write(request().temperature(0.2).topP(0.9), model)
        .has("temperature", "0.2")
        .has("top_p", "0.9")
        .adjusted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-opus-4-1-20250805", "claude-sonnet-4-5", "claude-haiku-4-5"})
  void sendsOneSamplingWhereTheModelTakesOne(String model) {
    write(request().temperature(0.2).topP(0.9), model)
        .has("temperature", "0.2")
        .lacks("top_p")
        .adjusted("DROPPED top_p");
    write(request().topP(0.9), model).has("top_p", "0.9").adjusted();
    write(request().temperature(0.2).topP(1), model)
        .has("temperature", "0.2")
        .lacks("top_p")
        .adjusted();
    write(request().temperature(1).topP(0.9), model)
        .has("top_p", "0.9")
        .lacks("temperature")
        .adjusted();
  }

  @Test
  void dropsWhatAnthropicHasNoWordFor() {
    write(request().choices(2).seed(7).frequencyPenalty(0.1).presencePenalty(-1))
        .lacks("n", "seed", "frequency_penalty", "presence_penalty")
        .adjusted(
            "DROPPED n", "DROPPED seed", "DROPPED frequency_penalty", "DROPPED presence_penalty");
  }

  @Test
  void saysNothingOfWhatChangesNothing() {
    write(
            request()
                .choices(1)
                .frequencyPenalty(0)
                .presencePenalty(0)
                .parallelToolCalls(true)
                .toolChoice(ToolChoice.NONE)
                .responseFormat(ResponseFormat.TEXT))
        .lacks("n", "tool_choice", "output_config", "system")
        .adjusted();
  }

  @Test
  void dropsStopSequencesOfBlanks() {
    write(request().stop("\n", "###")).has("stop_sequences", "['###']").adjusted("DROPPED stop");
    write(request().stop("\n")).lacks("stop_sequences").adjusted("DROPPED stop");
  }

  // Tools.

  @Test
  void writesToolsAndKeepsTheirSchemaWhole() {
    String schema =
        "{'type':'object','properties':{'a':{'anyOf':[{'$ref':'#/$defs/x'},{'type':'null'}]}},"
            + "'additionalProperties':false,'$defs':{'x':{'enum':[1.50]}}}";
    write(
            request()
                .tool(new ToolDefinition("f", null, RawJson.parse(schema.replace('\'', '"')), true))
                .tool(new ToolDefinition("g", "", RawJson.of(Map.of()), false)))
        .has(
            "tools",
            "[{'name':'f','input_schema':"
                + schema
                + ",'strict':true},"
                + "{'name':'g','description':'','input_schema':{'type':'object'}}]")
        .adjusted();
  }

  @Test
  void refusesAToolWhoseSchemaIsNoObject() {
    assertThatThrownBy(
            () -> write(request().tool(TOOL).tool(ToolDefinition.of("g", null, RawJson.of("x")))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("tools[1].parameters: ");
  }

  @Test
  void translatesTheChoiceOfTools() {
    ChatRequest.Builder tools = request().tool(TOOL);
    write(tools).lacks("tool_choice");
    write(tools.toolChoice(ToolChoice.AUTO)).has("tool_choice", "{'type':'auto'}");
    write(tools.toolChoice(ToolChoice.NONE)).has("tool_choice", "{'type':'none'}");
    write(tools.toolChoice(ToolChoice.REQUIRED)).has("tool_choice", "{'type':'any'}");
    write(tools.toolChoice(ToolChoice.named("f")))
        .has("tool_choice", "{'type':'tool','name':'f'}")
        .adjusted();
  }

  @Test
  void forbidsParallelCallsInsideTheChoice() {
    ChatRequest.Builder tools = request().tool(TOOL).parallelToolCalls(false);
    write(tools).has("tool_choice", "{'type':'auto','disable_parallel_tool_use':true}");
    write(tools.toolChoice(ToolChoice.named("f")))
        .has("tool_choice", "{'type':'tool','name':'f','disable_parallel_tool_use':true}");
    write(tools.toolChoice(ToolChoice.NONE)).has("tool_choice", "{'type':'none'}").adjusted();
  }

  @Test
  void dropsTheChoiceWithoutTools() {
    write(request().toolChoice(ToolChoice.AUTO))
        .lacks("tools", "tool_choice")
        .adjusted("DROPPED tool_choice");
  }

  @Test
  void toolsOfTheExtrasCanBeChosen() {
    write(
            request()
                .extra("tools", List.of(Map.of("type", "web_search_20250305")))
                .toolChoice(ToolChoice.REQUIRED))
        .has("tools", "[{'type':'web_search_20250305'}]")
        .has("tool_choice", "{'type':'any'}")
        .adjusted();
  }

  // Thinking.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "claude-sonnet-4-6 | {'type':'adaptive'}",
        "claude-sonnet-4-5 | {'type':'enabled','budget_tokens':2048}"
      })
  void aModelThatThinksIsNotForcedToCallAndHasNoSampling(String model, String thinking) {
    write(
            request()
                .extra("thinking", RawJson.parse(thinking.replace('\'', '"')))
                .tool(TOOL)
                .toolChoice(ToolChoice.REQUIRED)
                .temperature(0.2)
                .topP(0.5)
                .topK(3),
            model)
        .has("thinking", thinking)
        .has("tool_choice", "{'type':'auto'}")
        .lacks("temperature", "top_p", "top_k")
        .adjusted("CLAMPED tool_choice", "DROPPED temperature", "DROPPED top_p", "DROPPED top_k");
  }

  @Test
  void thinkingThatIsOffChangesNothing() {
    write(
            request()
                .extra("thinking", Map.of("type", "disabled"))
                .tool(TOOL)
                .toolChoice(ToolChoice.REQUIRED)
                .temperature(0.2))
        .has("thinking", "{'type':'disabled'}")
        .has("tool_choice", "{'type':'any'}")
        .has("temperature", "0.2")
        .adjusted();
  }

  @Test
  void thinkingByBudgetIsDroppedIfTheLastToolCallsCameWithoutAny() {
    write(
            request()
                .message(ChatMessage.assistant(List.of(ToolCall.of("t1", "f", "{}"))))
                .toolResult("t1", "one")
                .temperature(0.2)
                .extra("thinking", BUDGET))
        .lacks("thinking")
        .has("temperature", "0.2")
        .adjusted("DROPPED thinking");
  }

  @Test
  void thinkingByBudgetIsKeptIfTheLastToolCallsBeganWithSome() {
    String thinking = "{'type':'thinking','thinking':'hm','signature':'E'}";
    String call = "{'type':'tool_use','id':'t1','name':'f','input':{}}";
    write(
            request()
                .message(
                    ChatMessage.assistant(
                        List.of(
                            new Text("b"),
                            new Reasoning("hm", ProviderState.of("anthropic", "E")),
                            ToolCall.of("t1", "f", "{}"))))
                .toolResult("t1", "one")
                .extra("thinking", BUDGET))
        .has("thinking", "{'type':'enabled','budget_tokens':2048}")
        .has(
            "messages",
            "[{'role':'user','content':[{'type':'text','text':'Hi'}]},{'role':'assistant',"
                + "'content':["
                + thinking
                + ",{'type':'text','text':'b'},"
                + call
                + "]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'t1',"
                + "'content':[{'type':'text','text':'one'}]}]}]")
        .adjusted();
  }

  @Test
  void redactedThinkingCountsAsThinking() {
    write(
            request()
                .message(
                    ChatMessage.assistant(
                        List.of(
                            new ProviderBlock(
                                "anthropic",
                                "redacted_thinking",
                                RawJson.of(Map.of("type", "redacted_thinking"))),
                            ToolCall.of("t1", "f", "{}"))))
                .toolResult("t1", "one")
                .extra("thinking", BUDGET))
        .adjusted();
  }

  @Test
  void adaptiveThinkingLeavesTheOrderOfBlocksAlone() {
    assertThat(
            write(
                    request()
                        .message(
                            ChatMessage.assistant(
                                List.of(
                                    new Text("b"),
                                    new Reasoning("hm", ProviderState.of("anthropic", "E")),
                                    new Text("c"))))
                        .user("And?")
                        .extra("thinking", Map.of("type", "adaptive")),
                    "claude-sonnet-4-6")
                .adjusted()
                .json()
                .text())
        .containsSubsequence("\"b\"", "\"hm\"", "\"c\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"low", "medium", "high", "xhigh", "max", "brand-new"})
  void sendsTheEffortInAnthropicsWords(String effort) {
    write(request().reasoningEffort(effort), "claude-opus-4-5-20251101")
        .has("output_config", "{'effort':'" + effort + "'}")
        .adjusted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "minimal"})
  void clampsOpenAisLeastEfforts(String effort) {
    write(request().reasoningEffort(effort), "claude-sonnet-5-5")
        .has("output_config", "{'effort':'low'}")
        .adjusted("CLAMPED reasoning_effort");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claude-sonnet-4-5-20250929",
        "claude-haiku-4-5",
        "claude-opus-4-1",
        "claude-sonnet-4-20250514",
        "claude-3-7-sonnet-latest"
      })
  void dropsTheEffortWhereTheModelTakesNone(String model) {
    write(request().reasoningEffort("high"), model)
        .lacks("output_config")
        .adjusted("DROPPED reasoning_effort");
    write(request().reasoningEffort("none"), model).lacks("output_config").adjusted();
  }

  // The form of the answer.

  @Test
  void sendsASchemaBesideTheEffort() {
    write(
            request()
                .responseFormat(
                    ResponseFormat.jsonSchema("dog", RawJson.of(Map.of("type", "object"))))
                .reasoningEffort("low"),
            "claude-opus-4-6")
        .has(
            "output_config",
            "{'effort':'low','format':{'type':'json_schema','schema':{'type':'object'}}}")
        .adjusted("EMULATED thinking");
  }

  @Test
  void asksForAnObjectInWords() {
    WrittenRequest written =
        write(
            ChatRequest.builder("e")
                .maxTokens(9)
                .system("Be brief.")
                .user("Hi")
                .responseFormat(ResponseFormat.JSON_OBJECT));

    written.lacks("output_config").adjusted("EMULATED response_format");
    assertThat((List<?>) written.fields().get("system")).hasSize(2);
    assertThat(written.json().text()).containsSubsequence("Be brief.", "one JSON object");
  }

  // The end user.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann@example.com",
        "Ann <ann@mail.example.com>",
        "+49 170 1234567",
        "555-123-4567"
      })
  void neverSendsWhoTheUserIs(String user) {
    WrittenRequest written = write(request().endUser(user));

    written.lacks("metadata").adjusted("DROPPED user");
    assertThat(written.adjustments().toString()).doesNotContain(user);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user-1", "42", "8a5c1f0e-0d1b-4d7e-9a53-0a6f4d3f2b11", "a@b"})
  void sendsAnOpaqueUser(String user) {
    write(request().endUser(user)).has("metadata", "{'user_id':'" + user + "'}").adjusted();
  }

  // Extras.

  @Test
  void extrasPassAsTheyAreWritten() {
    assertThat(
            write(request().extra("container", RawJson.parse("{\"b\": 1.50, \"a\": 1e3}")))
                .json()
                .text())
        .contains("\"container\":{\"b\": 1.50, \"a\": 1e3}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "messages", "max_tokens", "system", "stream", "output_config"})
  void refusesAnExtraThatRepeatsAField(String name) {
    assertThatThrownBy(
            () ->
                write(
                    request().system("Be brief.").reasoningEffort("low").extra(name, "4711"),
                    "claude-opus-4-6"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith(name + ": ")
        .hasMessageNotContaining("4711");
  }

  @Test
  void anExtraMaySayWhatTheRequestDoesNot() {
    write(request().extra("system", "Be brief.")).has("system", "'Be brief.'").adjusted();
  }
}
