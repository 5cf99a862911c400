package dev.gatewaysdk.provider.geminiwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.chat.ProviderTool;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.ToolNames;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiChatWriterTest {
  private static final String GEMINI_3 = "gemini-3-flash-preview";
  private static final RawJson CITY =
      RawJson.parse(
          "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},"
              + "\"required\":[\"city\"],\"additionalProperties\":false}");
  private static final ToolDefinition WEATHER = ToolDefinition.of("weather", "Says it.", CITY);
  private static final ProviderTool SEARCH =
      new ProviderTool("gemini", RawJson.parse("{\"googleSearch\":{}}"));

  private static ChatRequest.Builder hi() {
    return ChatRequest.builder("e").user("Hi");
  }

  @Test
  void saysLittleIfLittleIsAsked() {
    assertThat(WrittenRequest.of(hi()).json())
        .isEqualTo(
            RawJson.parse("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}"));
  }

  @Test
  void writesEveryParameterThatGoogleHas() {
    WrittenRequest.of(
            hi().maxTokens(100)
                .temperature(0.5)
                .topP(0.9)
                .topK(40)
                .choices(2)
                .seed(-7)
                .stop("a", "b")
                .presencePenalty(0.5)
                .frequencyPenalty(-0.5)
                .logprobs(true)
                .topLogprobs(3))
        .has(
            "generationConfig",
            "{'candidateCount':2,'stopSequences':['a','b'],'maxOutputTokens':100,"
                + "'temperature':0.5,'topP':0.9,'topK':40,'seed':-7,'presencePenalty':0.5,"
                + "'frequencyPenalty':-0.5,'responseLogprobs':true,'logprobs':3}")
        .adjusted();
  }

  @Test
  void clampsAndLeavesOutWhatGoogleDoesNotTake() {
    WrittenRequest.of(
            hi().choices(9)
                .stop("a", "b", "c", "d", "e", "f")
                .seed(1L << 40 | 5)
                .topLogprobs(2)
                .endUser("u1")
                .tool(WEATHER)
                .parallelToolCalls(false))
        .has(
            "generationConfig",
            "{'candidateCount':8,'stopSequences':['a','b','c','d','e'],'seed':5}")
        .adjusted(
            "CLAMPED n",
            "CLAMPED stop",
            "EMULATED seed",
            "DROPPED top_logprobs",
            "DROPPED parallel_tool_calls",
            "DROPPED user");
  }

  @Test
  void declaresAllFunctionsInOneToolAfterGooglesOwn() {
    WrittenRequest.of(
            hi().tool(WEATHER)
                .tool(ToolDefinition.of("noop", null, RawJson.parse("{}")))
                .providerTool(SEARCH)
                .providerTool(new ProviderTool("anthropic", RawJson.parse("{\"type\":\"x\"}"))))
        .has(
            "tools",
            "[{'googleSearch':{}},{'functionDeclarations':["
                + "{'name':'weather','description':'Says it.','parametersJsonSchema':"
                + "{'type':'object','properties':{'city':{'type':'string'}},"
                + "'required':['city'],'additionalProperties':false}},"
                + "{'name':'noop','parametersJsonSchema':{'type':'object'}}]}]")
        .adjusted("DROPPED tools");
  }

  @Test
  void allowsGooglesOwnToolsBesideFunctionsAsTheGeminiApiDemands() {
    ChatRequest.Builder both = hi().tool(WEATHER).providerTool(SEARCH);

    WrittenRequest.of(both, GEMINI_3)
        .has("toolConfig", "{'includeServerSideToolInvocations':true}")
        .adjusted("DEFAULTED tool_config");
    WrittenRequest.of(both.build(), GEMINI_3, GeminiFlavor.VERTEX).lacks("toolConfig");
    WrittenRequest.of(hi().providerTool(SEARCH), GEMINI_3).lacks("toolConfig").adjusted();
  }

  @Test
  void declaresNoParametersWhereThereAreNone() {
    WrittenRequest.of(
            hi().tool(ToolDefinition.of("noop", null, RawJson.parse("{\"properties\":{}}"))),
            "gemini-1.5-flash")
        .has("tools", "[{'functionDeclarations':[{'name':'noop'}]}]")
        .adjusted();
  }

  @Test
  void writesEveryChoiceOfTools() {
    chosen(ToolChoice.AUTO, "{'mode':'AUTO'}");
    chosen(ToolChoice.NONE, "{'mode':'NONE'}");
    chosen(ToolChoice.REQUIRED, "{'mode':'ANY'}");
    chosen(ToolChoice.named("weather"), "{'mode':'ANY','allowedFunctionNames':['weather']}");
  }

  private static void chosen(ToolChoice choice, String expected) {
    WrittenRequest.of(hi().tool(WEATHER).toolChoice(choice))
        .has("toolConfig", "{'functionCallingConfig':" + expected + "}")
        .adjusted();
  }

  @Test
  void dropsAChoiceWithoutTools() {
    WrittenRequest.of(hi().toolChoice(ToolChoice.REQUIRED))
        .lacks("toolConfig", "tools")
        .adjusted("DROPPED tool_choice");
  }

  @Test
  void holdsCallsToTheirSchemaWhereAToolIsStrict() {
    WrittenRequest.of(hi().tool(WEATHER.strictly()))
        .has("toolConfig", "{'functionCallingConfig':{'mode':'VALIDATED'}}")
        .adjusted();
    WrittenRequest.of(hi().tool(WEATHER.strictly()), "gemini-2.0-flash")
        .lacks("toolConfig")
        .adjusted("DROPPED tools.strict");
  }

  @Test
  void renamesToolsWhereverTheyStand() {
    ToolDefinition odd = ToolDefinition.of("wetter in Köln", null, CITY);
    WrittenRequest written =
        WrittenRequest.of(hi().tool(odd).toolChoice(ToolChoice.named("wetter in Köln")));

    written
        .has(
            "toolConfig",
            "{'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['wetter_in_K_ln']}}")
        .adjusted("EMULATED tools.name");
    assertThat(written.json().text()).contains("\"name\":\"wetter_in_K_ln\"");
  }

  @Test
  void keepsRenamedToolsApart() {
    ChatRequest request =
        hi().tool(ToolDefinition.of("a b", null, CITY))
            .tool(ToolDefinition.of("a_b", null, CITY))
            .tool(ToolDefinition.of("a/b", null, CITY))
            .tool(ToolDefinition.of("7", null, CITY))
            .tool(ToolDefinition.of("x".repeat(65), null, CITY))
            .build();
    ToolNames names = GeminiToolNames.of(request, said -> {});

    assertThat(names.toWire("a_b")).isEqualTo("a_b");
    assertThat(names.toWire("a b")).isEqualTo("a_b_2");
    assertThat(names.toWire("a/b")).isEqualTo("a_b_3");
    assertThat(names.toWire("7")).isEqualTo("_7");
    assertThat(names.toWire("x".repeat(65))).isEqualTo("x".repeat(64));
    assertThat(names.toCaller("a_b_3")).isEqualTo("a/b");
  }

  @Test
  void enforcesTheFormOfTheAnswer() {
    WrittenRequest.of(hi().responseFormat(ResponseFormat.JSON_OBJECT))
        .has("generationConfig", "{'responseMimeType':'application/json'}");
    WrittenRequest.of(hi().responseFormat(ResponseFormat.TEXT)).lacks("generationConfig");
    WrittenRequest.of(hi().responseFormat(ResponseFormat.jsonSchema("city", CITY)))
        .has(
            "generationConfig",
            "{'responseMimeType':'application/json','responseJsonSchema':"
                + CITY.text().replace('"', '\'')
                + "}")
        .adjusted();
  }

  @Test
  void asksForTheFormInWordsBesideToolsOfModelsThatCannotHaveBoth() {
    ChatRequest.Builder both =
        hi().system("Be brief.")
            .tool(WEATHER)
            .responseFormat(ResponseFormat.jsonSchema("city", CITY));

    WrittenRequest.of(both, GEMINI_3)
        .has("systemInstruction", "{'parts':[{'text':'Be brief.'}]}")
        .adjusted("EMULATED messages[1]");
    WrittenRequest two = WrittenRequest.of(both).lacks("generationConfig");
    assertThat(two.json().text())
        .contains("{\"text\":\"Be brief.\"},{\"text\":\"Unless you call a tool, answer with");
    two.adjusted("EMULATED messages[1]", "EMULATED response_format");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "gemini-2.5-flash, none, thinkingBudget=0, EMULATED",
        "gemini-2.5-pro, none, thinkingBudget=128, CLAMPED",
        "gemini-2.5-flash, low, thinkingBudget=1024, EMULATED",
        "gemini-2.5-flash, medium, thinkingBudget=8192, EMULATED",
        "gemini-2.5-pro, high, thinkingBudget=24576, EMULATED",
        "gemini-2.5-pro, max, thinkingBudget=24576, CLAMPED",
        "gemini-2.5-pro, dynamic, -, DROPPED",
        "gemini-3-flash-preview, none, thinkingLevel=minimal, CLAMPED",
        "gemini-3-flash-preview, minimal, thinkingLevel=minimal, -",
        "gemini-3.5-flash, medium, thinkingLevel=medium, -",
        "gemini-3-pro-preview, minimal, thinkingLevel=low, CLAMPED",
        "gemini-3-pro-preview, medium, thinkingLevel=high, CLAMPED",
        "gemini-3.1-pro-preview, medium, thinkingLevel=medium, -",
        "gemini-flash-latest, xhigh, thinkingLevel=high, CLAMPED",
        "endpoints/123, high, thinkingLevel=high, -",
        "gemini-2.0-flash-001, high, -, DROPPED",
        "gemini-1.5-pro, none, -, -",
      })
  void translatesTheEffortByTheModelsFamily(
      String model, String effort, String expected, String said) {
    WrittenRequest written = WrittenRequest.of(hi().reasoningEffort(effort), model);

    if (expected == null) {
      written.lacks("generationConfig");
    } else {
      String[] field = expected.split("=");
      boolean number = Character.isDigit(field[1].charAt(0));
      String value = number ? field[1] : "'" + field[1] + "'";
      written.has("generationConfig", "{'thinkingConfig':{'" + field[0] + "':" + value + "}}");
    }
    if (said == null) {
      written.adjusted();
    } else {
      written.adjusted(said + " reasoning_effort");
    }
  }

  @Test
  void looksAsCloselyAtAllPicturesAsAtTheOneThatNeedsItMost() {
    ChatRequest.Builder pictures =
        ChatRequest.builder("e")
            .message(
                ChatMessage.user(
                    List.of(
                        new Image("https://a.b/c.png", "low"),
                        new Image("https://a.b/d.png", "high"),
                        new Image("https://a.b/e.png", "auto"))));

    WrittenRequest.of(pictures)
        .has("generationConfig", "{'mediaResolution':'MEDIA_RESOLUTION_HIGH'}")
        .adjusted("EMULATED image.detail");
    WrittenRequest.of(pictures, "gemini-1.5-flash")
        .lacks("generationConfig")
        .adjusted("DROPPED image.detail");
  }

  @Test
  void joinsExtrasWithItsOwnConfiguration() {
    WrittenRequest.of(
            hi().maxTokens(5)
                .reasoningEffort("low")
                .tool(WEATHER)
                .toolChoice(ToolChoice.AUTO)
                .extra(
                    "generation_config",
                    Map.of(
                        "responseModalities",
                        List.of("TEXT"),
                        "thinkingConfig",
                        Map.of("includeThoughts", true)))
                .extra("toolConfig", Map.of("retrievalConfig", Map.of("languageCode", "de")))
                .extra("safetySettings", List.of()),
            GEMINI_3)
        .has(
            "generationConfig",
            "{'maxOutputTokens':5,'thinkingConfig':{'thinkingLevel':'low','includeThoughts':true},"
                + "'responseModalities':['TEXT']}"
                    .replace("'responseModalities'", "'responseModalities'"))
        .has(
            "toolConfig",
            "{'functionCallingConfig':{'mode':'AUTO'},"
                + "'retrievalConfig':{'languageCode':'de'}}")
        .has("safetySettings", "[]")
        .lacks("generation_config");
  }

  @Test
  void leavesOutWhatOnlyOtherProvidersKnow() {
    WrittenRequest.of(
            hi().extra("store", true)
                .extra("thinking", Map.of("type", "enabled"))
                .extra("service_tier", "flex")
                .extra("cachedContent", "cachedContents/1"))
        .lacks("store", "thinking")
        .has("service_tier", "'flex'")
        .has("cachedContent", "'cachedContents/1'")
        .adjusted("DROPPED store", "DROPPED thinking");
    WrittenRequest.of(hi().extra("service_tier", "default")).lacks("service_tier").adjusted();
    WrittenRequest.of(hi().extra("service_tier", "scale"))
        .lacks("service_tier")
        .adjusted("DROPPED service_tier");
    WrittenRequest.of(hi().extra("service_tier", "flex").build(), GEMINI_3, GeminiFlavor.VERTEX)
        .lacks("service_tier")
        .adjusted("DROPPED service_tier");
  }

  @Test
  void refusesExtrasThatRepeatAField() {
    assertThatThrownBy(() -> WrittenRequest.of(hi().extra("contents", List.of())))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("contents");
    assertThatThrownBy(
            () ->
                WrittenRequest.of(
                    hi().maxTokens(5).extra("generationConfig", Map.of("maxOutputTokens", 6))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("generationConfig.maxOutputTokens");
    assertThatThrownBy(() -> WrittenRequest.of(hi().extra("generationConfig", "x")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("must be an object");
  }
}
