package dev.gatewaysdk.provider.bedrock;

import static dev.gatewaysdk.provider.bedrock.WrittenConverse.CLAUDE;
import static dev.gatewaysdk.provider.bedrock.WrittenConverse.LLAMA;
import static dev.gatewaysdk.provider.bedrock.WrittenConverse.NOVA;
import static dev.gatewaysdk.provider.bedrock.WrittenConverse.TOOL;
import static dev.gatewaysdk.provider.bedrock.WrittenConverse.assistant;
import static dev.gatewaysdk.provider.bedrock.WrittenConverse.call;
import static dev.gatewaysdk.provider.bedrock.WrittenConverse.hello;
import static dev.gatewaysdk.provider.bedrock.WrittenConverse.raw;
import static dev.gatewaysdk.provider.bedrock.WrittenConverse.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Converse takes for one model and refuses for another. */
class ConverseModelLimitsTest {
  private static final String PIXTRAL = "us.mistral.pixtral-large-2502-v1:0";
  private static final String GPT = "openai.gpt-5.6-v1:0";
  private static final RawJson SCHEMA =
      raw("{'type':'object','properties':{'a':{'type':'string'}},'additionalProperties':false}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amazon.titan-text-express-v1",
        "mistral.mistral-7b-instruct-v0:2",
        "mistral.mixtral-8x7b-instruct-v0:1",
        "cohere.command-text-v14",
        "ai21.j2-ultra-v1"
      })
  void putsInstructionsBeforeTheFirstWordsWhereTheModelHasNoPlaceForThem(String model) {
    WrittenConverse.of(
            ChatRequest.builder("e").system("Be brief.").user("Hi").assistant("Ho").user("?"),
            model)
        .lacks("system")
        .has(
            "messages",
            "[{'role':'user','content':[{'text':'Be brief.'},{'text':'Hi'}]},"
                + "{'role':'assistant','content':[{'text':'Ho'}]},"
                + "{'role':'user','content':[{'text':'?'}]}]")
        .adjusted("EMULATED system");
    WrittenConverse.of(hello(), model).adjusted();
  }

  @Test
  void putsTheWordsForAFormThereToo() {
    WrittenConverse written =
        WrittenConverse.of(
            hello().responseFormat(ResponseFormat.JSON_OBJECT), "amazon.titan-text-express-v1");

    written.lacks("system").adjusted("EMULATED response_format", "EMULATED system");
    assertThat(written.json().text()).contains("exactly one JSON object", "{\"text\":\"Hi\"}");
  }

  @ParameterizedTest
  @CsvSource({
    LLAMA + ",false",
    "mistral.mistral-large-2402-v1:0,false",
    "ai21.jamba-1-5-large-v1:0,false",
    PIXTRAL + ",true",
    CLAUDE + ",true",
    NOVA + ",true"
  })
  void streamsNoAnswerWithToolsWhereTheModelCannot(String model, boolean streams) {
    List<String> said = new ArrayList<>();
    ConverseWriter tools =
        new ConverseWriter(hello().tool(TOOL).build(), model, a -> said.add(a.subject()));
    ConverseWriter history =
        new ConverseWriter(
            hello().message(assistant(call("123456789"))).toolResult("123456789", "r").build(),
            model,
            a -> {});
    ConverseWriter none = new ConverseWriter(hello().build(), model, a -> {});

    assertThat(tools.streams()).isEqualTo(streams);
    assertThat(said).isEqualTo(streams ? List.of() : List.of("stream"));
    assertThat(history.streams()).isEqualTo(streams);
    assertThat(none.streams()).isTrue();
  }

  private static ChatRequest.Builder textBesideTools() {
    return hello()
        .message(assistant(text("Wait."), call("123456789")))
        .toolResult("123456789", "r")
        .user("And?")
        .tool(TOOL);
  }

  @ParameterizedTest
  @ValueSource(strings = {LLAMA, PIXTRAL})
  void keepsTextApartFromCallsAndResultsWhereAModelWantsTheOneOrTheOther(String model) {
    WrittenConverse.of(textBesideTools(), model)
        .has(
            "messages",
            "[{'role':'user','content':[{'text':'Hi'}]},"
                + "{'role':'assistant','content':[{'text':'Wait.'}]},"
                + "{'role':'user','content':[{'text':'Continue.'}]},"
                + "{'role':'assistant','content':["
                + "{'toolUse':{'toolUseId':'123456789','name':'f','input':{}}}]},"
                + "{'role':'user','content':["
                + "{'toolResult':{'toolUseId':'123456789','content':[{'text':'r'}]}}]},"
                + "{'role':'assistant','content':[{'text':'.'}]},"
                + "{'role':'user','content':[{'text':'And?'}]}]")
        .adjusted("EMULATED messages[1].content", "EMULATED messages[2].content");
  }

  @Test
  void keepsTextApartFromResultsOnlyWhereCallsMayHaveSome() {
    WrittenConverse written = WrittenConverse.of(textBesideTools(), NOVA);

    written.adjusted("EMULATED messages[2].content");
    assertThat(written.json().text())
        .contains("[{\"text\":\"Wait.\"},{\"toolUse\"", "[{\"text\":\".\"}]");
    WrittenConverse.of(textBesideTools(), CLAUDE).adjusted();
  }

  @Test
  void makesShortIdsForMistral() {
    WrittenConverse written =
        WrittenConverse.of(
            hello()
                .message(assistant(call("tooluse_AbCdEfGhIjKl"), call("x_AbCdEfGhIjKl"), call("c")))
                .toolResult("tooluse_AbCdEfGhIjKl", "1")
                .toolResult("x_AbCdEfGhIjKl", "2")
                .toolResult("c", "3")
                .tool(TOOL),
            PIXTRAL);

    assertThat(written.json().text())
        .contains(
            "\"toolUseId\":\"dEfGhIjKl\",\"content\":[{\"text\":\"1\"}]",
            "\"toolUseId\":\"dEfGhIjK2\",\"content\":[{\"text\":\"2\"}]",
            "\"toolUseId\":\"c00000000\",\"content\":[{\"text\":\"3\"}]");
    WrittenConverse.of(
            hello().message(assistant(call("getphoto1"))).toolResult("getphoto1", "r").tool(TOOL),
            PIXTRAL)
        .adjusted();
  }

  @Test
  void leavesAPrefillToAnotherTargetWhereTheModelTakesNone() {
    for (String model :
        List.of("us.anthropic.claude-opus-4-6-v1", "us.anthropic.claude-sonnet-5")) {
      assertThatThrownBy(() -> WrittenConverse.of(hello().assistant("Well,"), model))
          .isInstanceOf(UnsupportedRequestException.class)
          .hasMessageContaining("end with one of the user");
    }
    WrittenConverse.of(hello().assistant("Well,"), CLAUDE).adjusted();
    WrittenConverse.of(hello().assistant("Well,"), NOVA).adjusted();
  }

  @ParameterizedTest
  @CsvSource({
    "us.anthropic.claude-haiku-4-5-20251001-v1:0,true",
    "us.anthropic.claude-opus-4-6-v1,true",
    "us.anthropic.claude-opus-4-7,false",
    "us.anthropic.claude-opus-4-8,false",
    "us.anthropic.claude-sonnet-5,false",
    "us.anthropic.claude-opus-5-5,false",
    "us.anthropic.claude-fable-5-1,false"
  })
  void holdsOnlyThoseClaudesToSchemasThatBedrockDoes(String model, boolean holds) {
    WrittenConverse form =
        WrittenConverse.of(
            hello().responseFormat(ResponseFormat.jsonSchema("answer", SCHEMA)), model);
    WrittenConverse strict =
        WrittenConverse.of(hello().tool(new ToolDefinition("g", null, SCHEMA, true)), model);

    assertThat(form.fields().containsKey("outputConfig")).isEqualTo(holds);
    assertThat(strict.json().text().contains("\"strict\":true")).isEqualTo(holds);
    if (!holds) {
      form.adjusted("EMULATED response_format");
      strict.adjusted("DROPPED tools.strict");
    }
  }

  @Test
  void tellsClaudeToCallOneToolAtATimeAmongItsOwnFieldsOnly() {
    ChatRequest.Builder one = hello().tool(TOOL).parallelToolCalls(false);
    String tools =
        "{'tools':[{'toolSpec':{'name':'f','description':'does f',"
            + "'inputSchema':{'json':{'type':'object'}}}}]}";

    WrittenConverse.of(one)
        .has("toolConfig", tools)
        .has(
            "additionalModelRequestFields",
            "{'tool_choice':{'type':'auto','disable_parallel_tool_use':true}}")
        .adjusted();
    WrittenConverse.of(one.toolChoice(ToolChoice.REQUIRED))
        .has("toolConfig", tools)
        .has(
            "additionalModelRequestFields",
            "{'tool_choice':{'type':'any','disable_parallel_tool_use':true}}")
        .adjusted();
    WrittenConverse.of(one.toolChoice(ToolChoice.named("f")))
        .has(
            "additionalModelRequestFields",
            "{'tool_choice':{'type':'tool','name':'f','disable_parallel_tool_use':true}}");
    WrittenConverse.of(one.toolChoice(ToolChoice.AUTO), NOVA)
        .lacks("additionalModelRequestFields")
        .adjusted("DROPPED parallel_tool_calls");
    WrittenConverse.of(
            hello()
                .parallelToolCalls(false)
                .responseFormat(ResponseFormat.jsonSchema("answer", SCHEMA)),
            NOVA)
        .adjusted("EMULATED response_format", "DROPPED parallel_tool_calls");
  }

  @Test
  void sendsGptNoSettingThatItRefuses() {
    WrittenConverse.of(hello().temperature(0.5).topP(0.5).stop("x").maxTokens(9), GPT)
        .has("inferenceConfig", "{'maxTokens':9}")
        .adjusted("DROPPED temperature", "DROPPED top_p", "DROPPED stop");
    WrittenConverse.of(hello().temperature(1).topP(1), GPT).lacks("inferenceConfig").adjusted();
    WrittenConverse.of(hello().temperature(1), "us.anthropic.claude-opus-5")
        .lacks("inferenceConfig")
        .adjusted();
    WrittenConverse.of(hello().reasoningEffort("xhigh"), GPT)
        .has("additionalModelRequestFields", "{'reasoning':{'effort':'xhigh'}}")
        .adjusted();
    WrittenConverse.of(hello().reasoningEffort("minimal"), GPT)
        .has("additionalModelRequestFields", "{'reasoning':{'effort':'low'}}")
        .adjusted("CLAMPED reasoning_effort");
  }

  @Test
  void sendsClaudeNoStopSequenceOfBlanksOnly() {
    WrittenConverse.of(hello().stop("\n", "###"))
        .has("inferenceConfig", "{'stopSequences':['###']}")
        .adjusted("DROPPED stop");
    WrittenConverse.of(hello().stop("\n"), NOVA)
        .has("inferenceConfig", "{'stopSequences':['\\n']}")
        .adjusted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "us.deepseek.r1-v1:0",
        "mistral.mistral-7b-instruct-v0:2",
        "anthropic.claude-v2:1",
        "amazon.titan-text-express-v1"
      })
  void asksInWordsForTheFormOfAnAnswerWhereTheModelHasNoTools(String model) {
    WrittenConverse written =
        WrittenConverse.of(
            hello().responseFormat(ResponseFormat.jsonSchema("answer", SCHEMA)), model);

    written.lacks("toolConfig");
    assertThat(written.json().text()).contains("matches this JSON Schema");
  }

  @Test
  void keepsSignedThoughtsFromModelsThatDidNotThinkThem() {
    ChatRequest.Builder thought =
        hello()
            .message(
                assistant(
                    new Reasoning("hm", ProviderState.of("bedrock", "Eq=")),
                    new ProviderBlock(
                        "bedrock",
                        "redactedContent",
                        raw("{'reasoningContent':{'redactedContent':'eA=='}}")),
                    text("Ho")))
            .user("?");

    WrittenConverse nova = WrittenConverse.of(thought, NOVA);
    assertThat(nova.json().text()).doesNotContain("reasoningContent");
    nova.adjusted("DROPPED messages[1].reasoning", "DROPPED messages[1].reasoning");
    WrittenConverse.of(thought, CLAUDE).adjusted();
  }

  @Test
  void knowsACustomModelByItsBase() {
    ConverseModels custom =
        ConverseModels.of(
            "arn:aws:bedrock:us-east-1:123456789012:custom-model/"
                + "meta.llama3-1-8b-instruct-v1:0:128k/abcdefghijkl");

    assertThat(custom.family()).isEqualTo(ConverseModels.Family.LLAMA);
    assertThat(
            ConverseModels.of(
                    "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdefghijkl")
                .family())
        .isEqualTo(ConverseModels.Family.OTHER);
  }
}
