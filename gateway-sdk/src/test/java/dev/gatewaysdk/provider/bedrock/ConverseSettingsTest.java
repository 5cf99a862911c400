package dev.gatewaysdk.provider.bedrock;

import static dev.gatewaysdk.provider.bedrock.WrittenConverse.CLAUDE;
import static dev.gatewaysdk.provider.bedrock.WrittenConverse.LLAMA;
import static dev.gatewaysdk.provider.bedrock.WrittenConverse.NOVA;
import static dev.gatewaysdk.provider.bedrock.WrittenConverse.TOOL;
import static dev.gatewaysdk.provider.bedrock.WrittenConverse.assistant;
import static dev.gatewaysdk.provider.bedrock.WrittenConverse.call;
import static dev.gatewaysdk.provider.bedrock.WrittenConverse.hello;
import static dev.gatewaysdk.provider.bedrock.WrittenConverse.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderTool;
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

/** How tools, sampling, thinking, the form of the answer and extras are written. */
class ConverseSettingsTest {
  private static final String CLAUDE_3 = "anthropic.claude-3-sonnet-20240229-v1:0";
  private static final String CLAUDE_46 = "global.anthropic.claude-sonnet-4-6";
  private static final String CLAUDE_5 = "us.anthropic.claude-sonnet-5";
  private static final String MISTRAL = "us.mistral.pixtral-large-2502-v1:0";
  private static final String SPEC =
      "{'toolSpec':{'name':'f','description':'does f','inputSchema':{'json':{'type':'object'}}}}";
  private static final RawJson SCHEMA =
      raw(
          "{'type':'object','properties':{'a':{'type':'integer'}},"
              + "'additionalProperties':false}");

  @Test
  void writesSettingsOfInference() {
    WrittenConverse.of(
            hello().maxTokens(9).temperature(0.5).stop("###").topK(7).tool(TOOL), CLAUDE_3)
        .has("inferenceConfig", "{'maxTokens':9,'temperature':0.5,'stopSequences':['###']}")
        .has("additionalModelRequestFields", "{'top_k':7}")
        .has("toolConfig", "{'tools':[" + SPEC + "]}")
        .adjusted();
    WrittenConverse.of(hello().topP(0.5).topK(7), NOVA)
        .has("inferenceConfig", "{'topP':0.5}")
        .has("additionalModelRequestFields", "{'inferenceConfig':{'topK':7}}");
    WrittenConverse.of(hello().topK(7), "cohere.command-r-v1:0")
        .has("additionalModelRequestFields", "{'k':7}");
    WrittenConverse.of(hello()).lacks("inferenceConfig", "toolConfig", "system");
  }

  @Test
  void reportsWhatConverseOrTheModelCannotDo() {
    WrittenConverse.of(
            hello()
                .temperature(1.5)
                .topP(0.5)
                .choices(2)
                .seed(1)
                .logprobs(true)
                .topLogprobs(3)
                .frequencyPenalty(0.5)
                .presencePenalty(0.5)
                .endUser("u-1")
                .parallelToolCalls(false))
        .has("inferenceConfig", "{'temperature':1.0}")
        .adjusted(
            "CLAMPED temperature",
            "DROPPED top_p",
            "DROPPED n",
            "DROPPED seed",
            "DROPPED logprobs",
            "DROPPED top_logprobs",
            "DROPPED frequency_penalty",
            "DROPPED presence_penalty",
            "DROPPED parallel_tool_calls",
            "DROPPED user");
    WrittenConverse.of(hello().temperature(0.5).topK(3), CLAUDE_5)
        .lacks("inferenceConfig", "additionalModelRequestFields")
        .adjusted("DROPPED temperature", "DROPPED top_k");
    WrittenConverse.of(hello().topK(3), LLAMA).adjusted("DROPPED top_k");
  }

  @Test
  void writesTheChoiceOfTools() {
    WrittenConverse.of(hello().tool(TOOL).toolChoice(ToolChoice.AUTO))
        .has("toolConfig", "{'tools':[" + SPEC + "],'toolChoice':{'auto':{}}}");
    WrittenConverse.of(hello().tool(TOOL).toolChoice(ToolChoice.REQUIRED))
        .has("toolConfig", "{'tools':[" + SPEC + "],'toolChoice':{'any':{}}}");
    WrittenConverse.of(hello().tool(TOOL).toolChoice(ToolChoice.named("f")))
        .has("toolConfig", "{'tools':[" + SPEC + "],'toolChoice':{'tool':{'name':'f'}}}")
        .adjusted();
    WrittenConverse.of(hello().toolChoice(ToolChoice.AUTO))
        .lacks("toolConfig")
        .adjusted("DROPPED tool_choice");
  }

  @Test
  void offersOnlyTheNamedToolToAModelThatCannotBeToldItsName() {
    ToolDefinition other = ToolDefinition.of("g", null, RawJson.of(Map.of()));

    WrittenConverse.of(hello().tool(other).tool(TOOL).toolChoice(ToolChoice.named("f")), MISTRAL)
        .has("toolConfig", "{'tools':[" + SPEC + "],'toolChoice':{'any':{}}}")
        .adjusted("EMULATED tool_choice");
  }

  @Test
  void leavesTheChoiceToModelsThatCannotBeForced() {
    WrittenConverse.of(hello().tool(TOOL).toolChoice(ToolChoice.REQUIRED), LLAMA)
        .has("toolConfig", "{'tools':[" + SPEC + "]}")
        .adjusted("CLAMPED tool_choice");
    WrittenConverse.of(hello().tool(TOOL).toolChoice(ToolChoice.AUTO), LLAMA)
        .has("toolConfig", "{'tools':[" + SPEC + "]}")
        .adjusted();
    WrittenConverse.of(
            hello()
                .tool(TOOL)
                .toolChoice(ToolChoice.REQUIRED)
                .extra("thinking", raw("{'type':'enabled','budget_tokens':1024}")))
        .has("toolConfig", "{'tools':[" + SPEC + "],'toolChoice':{'auto':{}}}")
        .adjusted("CLAMPED tool_choice");
  }

  @Test
  void leavesOutToolsThatMustNotBeCalledUnlessTheCallsSoFarNeedThem() {
    ChatRequest.Builder plain = hello().tool(TOOL).toolChoice(ToolChoice.NONE);
    WrittenConverse.of(plain).lacks("toolConfig").adjusted("EMULATED tool_choice");

    WrittenConverse.of(plain.message(assistant(call("1"))).toolResult("1", "r"))
        .has("toolConfig", "{'tools':[" + SPEC + "]}")
        .adjusted("DROPPED tool_choice");
  }

  @Test
  void makesUpTheToolsThatWereCalledAndAreNotOnOffer() {
    WrittenConverse.of(hello().message(assistant(call("1"))).toolResult("1", "r"))
        .has(
            "toolConfig",
            "{'tools':[{'toolSpec':{'name':'f','inputSchema':{'json':{'type':'object'}}}}]}")
        .adjusted("EMULATED tools");
  }

  @Test
  void writesSchemasOfToolsAsConverseTakesThem() {
    ToolDefinition typeless = new ToolDefinition("g", " ", raw("{'properties':{}}"), true);

    WrittenConverse.of(hello().tool(typeless))
        .has(
            "toolConfig",
            "{'tools':[{'toolSpec':{'name':'g','inputSchema':{'json':{'type':'object',"
                + "'properties':{},'additionalProperties':false}},'strict':true}}]}")
        .adjusted("EMULATED tools.parameters");
    WrittenConverse.of(hello().tool(typeless), CLAUDE_3).adjusted("DROPPED tools.strict");
    assertThatThrownBy(
            () -> WrittenConverse.of(hello().tool(ToolDefinition.of("g", null, raw("[]")))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("tools[0].parameters");
  }

  @Test
  void renamesToolsWhoseNamesConverseRefuses() {
    RawJson any = RawJson.of(Map.of("type", "object"));
    WrittenConverse written =
        WrittenConverse.of(
            hello()
                .message(assistant(ToolCall.of("1", "my.tool", "{}")))
                .toolResult("1", "r")
                .tool(ToolDefinition.of("my.tool", null, any))
                .tool(ToolDefinition.of("my_tool", null, any))
                .toolChoice(ToolChoice.named("my.tool")));

    assertThat(written.json().text())
        .contains(
            "\"toolUse\":{\"toolUseId\":\"1\",\"name\":\"my_tool_2\"",
            "\"toolSpec\":{\"name\":\"my_tool_2\"",
            "\"toolSpec\":{\"name\":\"my_tool\"",
            "\"tool\":{\"name\":\"my_tool_2\"}");
    written.adjusted("EMULATED tools.name");
  }

  @Test
  void offersToolsOfBedrockItselfAndNoOthers() {
    WrittenConverse.of(
            hello()
                .providerTool(
                    new ProviderTool("bedrock", raw("{'systemTool':{'name':'nova_grounding'}}")))
                .providerTool(new ProviderTool("anthropic", raw("{}"))),
            NOVA)
        .has("toolConfig", "{'tools':[{'systemTool':{'name':'nova_grounding'}}]}")
        .adjusted("DROPPED tools");
  }

  @Test
  void holdsTheAnswerToASchemaWhereTheModelCanBeHeldToIt() {
    WrittenConverse.of(hello().responseFormat(ResponseFormat.jsonSchema("My form", SCHEMA)))
        .has(
            "outputConfig",
            "{'textFormat':{'type':'json_schema','structure':{'jsonSchema':{'name':'My_form',"
                + "'schema':'{\\\"type\\\":\\\"object\\\","
                + "\\\"properties\\\":{\\\"a\\\":{\\\"type\\\":\\\"integer\\\"}},"
                + "\\\"additionalProperties\\\":false}'}}}}")
        .lacks("toolConfig")
        .adjusted();
  }

  @Test
  void closesSchemasAndAsksForOpenOnesInAnotherWay() {
    RawJson loose = raw("{'type':'object','properties':{'a':{'type':'integer','minimum':1}}}");
    RawJson open = raw("{'type':'object','additionalProperties':{'type':'string'}}");

    WrittenConverse closed =
        WrittenConverse.of(hello().responseFormat(ResponseFormat.jsonSchema("n", loose)));
    closed.adjusted("EMULATED response_format");
    assertThat(RawJson.of(closed.fields().get("outputConfig")).text())
        .contains("additionalProperties", "(minimum: 1)");
    WrittenConverse.of(hello().responseFormat(ResponseFormat.jsonSchema("n", open)))
        .lacks("outputConfig")
        .adjusted("EMULATED response_format");
    WrittenConverse.of(hello().tool(new ToolDefinition("g", null, open, true)))
        .adjusted("DROPPED tools.strict");
  }

  @Test
  void makesOtherModelsCallAToolWhoseArgumentsAreTheAnswer() {
    ResponseFormat form = ResponseFormat.jsonSchema("answer", SCHEMA);
    String spec =
        "{'toolSpec':{'name':'answer',"
            + "'description':'Gives the answer, in the form that it must have.',"
            + "'inputSchema':{'json':{'type':'object','properties':{'a':{'type':'integer'}},"
            + "'additionalProperties':false}}}}";

    WrittenConverse.of(hello().responseFormat(form), NOVA)
        .has("toolConfig", "{'tools':[" + spec + "],'toolChoice':{'tool':{'name':'answer'}}}")
        .adjusted("EMULATED response_format");
    WrittenConverse.of(hello().responseFormat(form).tool(TOOL), NOVA)
        .has("toolConfig", "{'tools':[" + SPEC + "," + spec + "],'toolChoice':{'any':{}}}");
    WrittenConverse list =
        WrittenConverse.of(
            hello().responseFormat(ResponseFormat.jsonSchema("f", raw("{'type':'array'}"))), NOVA);
    assertThat(list.json().text())
        .contains(
            "{\"type\":\"object\",\"properties\":{\"value\":{\"type\":\"array\"}},"
                + "\"required\":[\"value\"]}");
  }

  @Test
  void asksInWordsWhereNothingElseHelps() {
    WrittenConverse.of(
            hello().system("S").responseFormat(ResponseFormat.jsonSchema("f", SCHEMA)), LLAMA)
        .has(
            "system",
            "[{'text':'S'},{'text':'Answer with exactly one JSON value, without any text or code"
                + " fence around it, that matches this JSON Schema:\\n{\\\"type\\\":\\\"object\\\","
                + "\\\"properties\\\":{\\\"a\\\":{\\\"type\\\":\\\"integer\\\"}},"
                + "\\\"additionalProperties\\\":false}'}]")
        .adjusted("EMULATED messages[1]", "EMULATED response_format");
    WrittenConverse.of(hello().responseFormat(ResponseFormat.JSON_OBJECT))
        .adjusted("EMULATED response_format");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        CLAUDE + "|low|{'thinking':{'type':'enabled','budget_tokens':1024}}",
        CLAUDE + "|medium|{'thinking':{'type':'enabled','budget_tokens':4096}}",
        CLAUDE_46 + "|high|{'thinking':{'type':'adaptive'},'output_config':{'effort':'high'}}",
        CLAUDE_5 + "|max|{'output_config':{'effort':'max'}}",
        CLAUDE_5 + "|none|{'thinking':{'type':'disabled'}}",
        "us.amazon.nova-2-lite-v1:0|minimal"
            + "|{'reasoningConfig':{'type':'enabled','maxReasoningEffort':'low'}}",
        "us.amazon.nova-2-lite-v1:0|none|{'reasoningConfig':{'type':'disabled'}}",
        "openai.gpt-oss-120b-1:0|xhigh|{'reasoning_effort':'high'}",
        "qwen.qwen3-32b-v1:0|high|{'reasoning_config':'high'}"
      })
  void tellsEachFamilyHowHardToThink(String model, String effort, String fields) {
    WrittenConverse written = WrittenConverse.of(hello().reasoningEffort(effort), model);

    assertThat(RawJson.of(written.fields().get("additionalModelRequestFields")).toJava())
        .isEqualTo(raw(fields).toJava());
  }

  @Test
  void knowsThatAModelThinksHoweverItWasTold() {
    for (String extra : List.of("thinking", "reasoning_config", "additionalModelRequestFields")) {
      Map<String, Object> config = Map.of("type", "enabled", "budget_tokens", 1024);
      Object value = extra.startsWith("additional") ? Map.of("thinking", config) : config;

      WrittenConverse.of(hello().reasoningEffort("low").temperature(0.3).extra(extra, value))
          .lacks("inferenceConfig")
          .adjusted("DROPPED reasoning_effort", "DROPPED temperature");
    }
  }

  @Test
  void tellsModelsByTheirIdsAndArns() {
    assertThat(ConverseModels.of("anthropic.claude-v2:1").takesSchemas()).isFalse();
    assertThat(ConverseModels.of("us.anthropic.claude-opus-4-1-20250805-v1:0").takesSchemas())
        .isFalse();
    assertThat(ConverseModels.of("eu.anthropic.claude-opus-4-20250514-v1:0").takesBothSamplings())
        .isTrue();
    assertThat(
            ConverseModels.of(
                    "arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-haiku-4-5")
                .takesSchemas())
        .isTrue();
    assertThat(ConverseModels.of("arn:aws:bedrock:us-east-1:1:application-inference-profile/x1"))
        .matches(ConverseModels::takesForcedTools)
        .matches(model -> !model.takesSchemas());
    assertThat(ConverseModels.of("deepseek.r1-v1:0").takesSchemas()).isFalse();
    assertThat(ConverseModels.of("deepseek.v3-v1:0").takesSchemas()).isTrue();
    assertThat(ConverseModels.of("mistral.mistral-7b-instruct-v0:2").takesSchemas()).isFalse();
    assertThat(ConverseModels.of("mistral.ministral-3-8b-instruct").takesSchemas()).isTrue();
    assertThat(ConverseModels.of("moonshotai.kimi-k2.5").takesSchemas()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({CLAUDE_3 + ",high", NOVA + ",high", LLAMA + ",low"})
  void reportsEffortThatAModelCannotMake(String model, String effort) {
    WrittenConverse.of(hello().reasoningEffort(effort), model)
        .lacks("additionalModelRequestFields")
        .adjusted("DROPPED reasoning_effort");
  }

  @Test
  void leavesOutWhatAThinkingModelRefuses() {
    WrittenConverse.of(hello().reasoningEffort("low").temperature(0.3).topK(3))
        .lacks("inferenceConfig")
        .has("additionalModelRequestFields", "{'thinking':{'type':'enabled','budget_tokens':1024}}")
        .adjusted("EMULATED reasoning_effort", "DROPPED temperature", "DROPPED top_k");
    WrittenConverse.of(
            hello().reasoningEffort("high").maxTokens(9).temperature(0.3),
            "us.amazon.nova-2-lite-v1:0")
        .lacks("inferenceConfig")
        .adjusted("DROPPED max_tokens", "DROPPED temperature");
    WrittenConverse.of(hello().reasoningEffort("high").maxTokens(100))
        .adjusted("DROPPED reasoning_effort");
    WrittenConverse.of(
            hello()
                .reasoningEffort("high")
                .message(assistant(call("1")))
                .toolResult("1", "r")
                .tool(TOOL))
        .adjusted("DROPPED reasoning_effort");
  }

  @Test
  void passesExtrasOfConverseAndPutsThoseOfModelsAmongTheAdditionalFields() {
    WrittenConverse.of(
            hello()
                .extra("guardrailConfig", Map.of("guardrailIdentifier", "g"))
                .extra("performanceConfig", Map.of("latency", "optimized"))
                .extra("requestMetadata", Map.of("team", "blue"))
                .extra("additionalModelRequestFields", Map.of("a", 1))
                .extra("thinking", Map.of("type", "adaptive"))
                .extra("service_tier", "flex")
                .extra("store", true)
                .topK(3),
            CLAUDE_46)
        .has("guardrailConfig", "{'guardrailIdentifier':'g'}")
        .has("performanceConfig", "{'latency':'optimized'}")
        .has("requestMetadata", "{'team':'blue'}")
        .has("additionalModelRequestFields", "{'a':1,'thinking':{'type':'adaptive'}}")
        .has("serviceTier", "{'type':'flex'}")
        .adjusted("DROPPED top_k", "DROPPED store");
  }

  @Test
  void leavesOutNewerSettingsOfOpenAiToo() {
    WrittenConverse.of(hello().extra("moderation", "low").extra("prompt_cache_options", Map.of()))
        .lacks("moderation")
        .lacks("prompt_cache_options")
        .adjusted("DROPPED moderation", "DROPPED prompt_cache_options");
  }

  @Test
  void refusesAnExtraThatRepeatsAField() {
    assertThatThrownBy(
            () -> WrittenConverse.of(hello().maxTokens(3).extra("inferenceConfig", Map.of())))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("inferenceConfig");
  }
}
