package dev.gatewaysdk.provider.anthropic;

import static dev.gatewaysdk.provider.anthropic.Requests.TOOL;
import static dev.gatewaysdk.provider.anthropic.Requests.calls;
import static dev.gatewaysdk.provider.anthropic.Requests.raw;
import static dev.gatewaysdk.provider.anthropic.Requests.request;
import static dev.gatewaysdk.provider.anthropic.Requests.write;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ToolChoice;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a model is told to think, by its generation. */
class AnthropicThinkingTest {
  private static ChatRequest.Builder roomy() {
    return request().maxTokens(60_000);
  }

  private static ChatRequest.Builder thinking(String extra) {
    return roomy().extra("thinking", raw(extra));
  }

  @ParameterizedTest
  @CsvSource({"minimal,1024", "low,1024", "medium,4096", "high,16384", "max,30000"})
  void effortIsABudgetForModelsThatThinkByOne(String effort, int budget) {
    write(roomy().reasoningEffort(effort), "claude-sonnet-4-5")
        .has("thinking", "{'type':'enabled','budget_tokens':" + budget + "}")
        .lacks("output_config")
        .adjusted("EMULATED reasoning_effort");
  }

  @Test
  void theBudgetLeavesHalfOfTheLimitToTheAnswer() {
    write(request().maxTokens(4000).reasoningEffort("high"), "claude-opus-4-1")
        .has("thinking", "{'type':'enabled','budget_tokens':2000}")
        .has("max_tokens", "4000");
    write(request().maxTokens(2000).reasoningEffort("high"), "claude-opus-4-1")
        .lacks("thinking")
        .adjusted("DROPPED reasoning_effort");
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-opus-4-6", "claude-sonnet-4-6", "claude-opus-4-8"})
  void modelsThatDoNotThinkForTheEffortAloneAreToldTo(String model) {
    write(roomy().reasoningEffort("high"), model)
        .has("thinking", "{'type':'adaptive'}")
        .has("output_config", "{'effort':'high'}")
        .adjusted("EMULATED thinking");
    write(roomy().reasoningEffort("none"), model).lacks("thinking", "output_config").adjusted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-opus-5", "claude-sonnet-5-5", "claude-opus-4-5", "MiniMax-M2"})
  void elsewhereEffortIsEffort(String model) {
    write(roomy().reasoningEffort("high"), model)
        .has("output_config", "{'effort':'high'}")
        .lacks("thinking")
        .adjusted();
  }

  @Test
  void noEffortSwitchesThinkingOffWhereItCan() {
    write(roomy().reasoningEffort("none"), "claude-opus-5")
        .has("thinking", "{'type':'disabled'}")
        .lacks("output_config")
        .adjusted();
    write(roomy().reasoningEffort("none"), "claude-opus-5-5")
        .has("output_config", "{'effort':'low'}")
        .lacks("thinking")
        .adjusted("CLAMPED reasoning_effort");
  }

  @Test
  void aForcedToolComesBeforeTheEffort() {
    ChatRequest.Builder forced =
        roomy().tool(TOOL).toolChoice(ToolChoice.REQUIRED).reasoningEffort("high");

    write(forced, "claude-sonnet-4-5")
        .has("tool_choice", "{'type':'any'}")
        .lacks("thinking")
        .adjusted("DROPPED reasoning_effort");
    write(forced, "claude-opus-4-6")
        .has("tool_choice", "{'type':'any'}")
        .has("output_config", "{'effort':'high'}")
        .lacks("thinking")
        .adjusted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-opus-5-5", "claude-sonnet-5-5", "claude-fable-5-1"})
  void theNewestModelsAreNeverForced(String model) {
    write(request().tool(TOOL).toolChoice(ToolChoice.named("f")), model)
        .has("tool_choice", "{'type':'auto'}")
        .adjusted("CLAMPED tool_choice");
  }

  @Test
  void aBudgetBecomesAdaptiveWhereTheModelTakesNone() {
    write(
            thinking("{'type':'enabled','budget_tokens':2048,'display':'summarized'}"),
            "claude-opus-4-7")
        .has("thinking", "{'type':'adaptive','display':'summarized'}")
        .adjusted("EMULATED thinking");
    write(thinking("{'type':'enabled','budget_tokens':2048}"), "claude-opus-4-6")
        .has("thinking", "{'type':'enabled','budget_tokens':2048}")
        .adjusted();
  }

  @Test
  void adaptiveBecomesABudgetWhereTheModelNeedsOne() {
    write(thinking("{'type':'adaptive'}"), "claude-sonnet-4-5")
        .has("thinking", "{'type':'enabled','budget_tokens':4096}")
        .adjusted("EMULATED thinking");
    write(request().extra("thinking", Map.of("type", "adaptive")), "claude-sonnet-4-5")
        .lacks("thinking")
        .adjusted("DROPPED thinking");
  }

  @Test
  void modelsThatCannotThinkAreNotToldTo() {
    write(thinking("{'type':'adaptive'}"), "claude-3-5-haiku-latest")
        .lacks("thinking")
        .adjusted("DROPPED thinking");
    write(roomy().reasoningEffort("high"), "claude-3-5-haiku-latest")
        .lacks("thinking")
        .adjusted("DROPPED reasoning_effort");
  }

  @Test
  void modelsThatAlwaysThinkAreNotToldNotTo() {
    write(thinking("{'type':'disabled'}"), "claude-opus-5-5")
        .lacks("thinking")
        .adjusted("DROPPED thinking");
    write(thinking("{'type':'between_tools'}"), "claude-sonnet-5-5")
        .has("thinking", "{'type':'between_tools'}")
        .adjusted();
  }

  @Test
  void effortIsNoBudgetIfTheLastToolCallsCameWithoutThinking() {
    write(
            roomy().message(calls("t1")).toolResult("t1", "one").reasoningEffort("high"),
            "claude-sonnet-4-5")
        .lacks("thinking")
        .adjusted("DROPPED reasoning_effort");
  }

  @Test
  void anAnswerThatWasBegunForTheModelComesBeforeItsThinking() {
    write(roomy().assistant("So,").reasoningEffort("high"), "claude-sonnet-4-5")
        .lacks("thinking")
        .adjusted("DROPPED reasoning_effort");
    write(thinking("{'type':'enabled','budget_tokens':2048}").assistant("So,"), "claude-sonnet-4-5")
        .lacks("thinking")
        .adjusted("DROPPED thinking");
  }
}
