package dev.gatewaysdk.provider.geminiwire;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models on the Gemini API that take less than Gemini's do. */
class GemmaTest {
  private static final String GEMMA = "gemma-3-27b-it";

  @ParameterizedTest
  @ValueSource(strings = {GEMMA, "models/gemma-3n-e4b-it", "gemma-2-9b-it", "gemini-1.0-pro"})
  void letsTheUserSayInstructionsToModelsThatHaveNone(String model) {
    WrittenRequest.of(ChatRequest.builder("e").system("Be brief.").user("Hi"), model)
        .has("contents", "[{'role':'user','parts':[{'text':'Be brief.'},{'text':'Hi'}]}]")
        .lacks("systemInstruction")
        .adjusted("EMULATED messages");
  }

  @Test
  void beginsWithTheUserWhereTheModelSpokeFirst() {
    WrittenRequest.of(ChatRequest.builder("e").system("S").assistant("A").user("U"), GEMMA)
        .has(
            "contents",
            "[{'role':'user','parts':[{'text':'S'}]},{'role':'model','parts':[{'text':'A'}]},"
                + "{'role':'user','parts':[{'text':'U'}]}]");
  }

  @Test
  void asksForJsonInWords() {
    WrittenRequest.of(
            ChatRequest.builder("e").user("Hi").responseFormat(ResponseFormat.JSON_OBJECT), GEMMA)
        .has(
            "contents",
            "[{'role':'user','parts':[{'text':'Unless you call a tool, answer with exactly one JSON"
                + " object, without any text or code fence around it.'},{'text':'Hi'}]}]")
        .lacks("generationConfig", "systemInstruction")
        .adjusted("EMULATED response_format", "EMULATED messages");
  }

  @Test
  void thinksNotAndCallsNoFunctions() {
    WrittenRequest.of(ChatRequest.builder("e").user("Hi").reasoningEffort("low"), GEMMA)
        .lacks("generationConfig")
        .adjusted("DROPPED reasoning_effort");
    ChatRequest.Builder tools =
        ChatRequest.builder("e")
            .user("Hi")
            .tool(ToolDefinition.of("f", null, RawJson.parse("{\"type\":\"object\"}")));
    assertThatThrownBy(() -> WrittenRequest.of(tools, GEMMA))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageContaining("calls no functions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gemma-4-31b-it", "gemini-2.5-flash"})
  void laterModelsHaveInstructions(String model) {
    WrittenRequest.of(ChatRequest.builder("e").system("S").user("Hi"), model)
        .has("systemInstruction", "{'parts':[{'text':'S'}]}")
        .adjusted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gemini-2.5-flash-image", "gemini-2.5-pro-preview-tts"})
  void modelsForPicturesAndSoundDoNotThink(String model) {
    WrittenRequest.of(ChatRequest.builder("e").user("Hi").reasoningEffort("low"), model)
        .lacks("generationConfig")
        .adjusted("DROPPED reasoning_effort");
  }
}
