package dev.gatewaysdk.provider.anthropic;

import static dev.gatewaysdk.provider.anthropic.Requests.assistant;
import static dev.gatewaysdk.provider.anthropic.Requests.assistantTurn;
import static dev.gatewaysdk.provider.anthropic.Requests.call;
import static dev.gatewaysdk.provider.anthropic.Requests.calls;
import static dev.gatewaysdk.provider.anthropic.Requests.raw;
import static dev.gatewaysdk.provider.anthropic.Requests.request;
import static dev.gatewaysdk.provider.anthropic.Requests.result;
import static dev.gatewaysdk.provider.anthropic.Requests.text;
import static dev.gatewaysdk.provider.anthropic.Requests.turns;
import static dev.gatewaysdk.provider.anthropic.Requests.userTurn;
import static dev.gatewaysdk.provider.anthropic.Requests.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.error.UnsupportedRequestException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is put in order without making anything up, and what is left to another target. */
class AnthropicRepairTest {
  @Test
  void movesALateResultToItsCall() {
    write(
            ChatMessage.user("a"),
            calls("t1", "t2"),
            ChatMessage.toolResult("t1", "one"),
            ChatMessage.assistant("wait"),
            ChatMessage.user("b"),
            ChatMessage.toolResult("t2", "two"))
        .has(
            "messages",
            turns(
                userTurn(text("a")),
                assistantTurn(call("t1"), call("t2")),
                userTurn(result("t1", "one"), result("t2", "two")),
                assistantTurn(text("wait")),
                userTurn(text("b"))))
        .adjusted("EMULATED messages[5]");
  }

  @Test
  void numbersIdsThatRepeat() {
    write(
            ChatMessage.user("a"),
            calls("call_0"),
            ChatMessage.toolResult("call_0", "one"),
            calls("call_0"),
            ChatMessage.toolResult("call_0", "two"))
        .has(
            "messages",
            turns(
                userTurn(text("a")),
                assistantTurn(call("call_0")),
                userTurn(result("call_0", "one")),
                assistantTurn(call("call_0_2")),
                userTurn(result("call_0_2", "two"))))
        .adjusted("EMULATED messages[3].tool_call_id", "EMULATED messages[4].tool_call_id");
  }

  @Test
  void leavesACallWithoutAResultToAnotherTarget() {
    assertThatThrownBy(() -> write(ChatMessage.user("a"), calls("t1"), ChatMessage.user("b")))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageStartingWith("messages[1].tool_calls: 't1' has no result");
  }

  @Test
  void leavesResultsThatAnswerNothingToAnotherTarget() {
    ProviderBlock orphan =
        new ProviderBlock(
            "anthropic", "tool_result", raw("{'type':'tool_result','tool_use_id':'t9'}"));

    assertThatThrownBy(() -> write(ChatMessage.user(List.of(new Text("a"), orphan))))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageStartingWith("messages[0].tool_call_id: 't9' answers no tool call");
  }

  @Test
  void leavesArgumentsThatAreNoObjectToAnotherTarget() {
    assertThatThrownBy(
            () ->
                write(
                    ChatMessage.user("a"),
                    assistant(ToolCall.of("t1", "f", "[4711]")),
                    ChatMessage.toolResult("t1", "one")))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageNotContaining("4711");
  }

  @Test
  void freeTextOfACustomToolBecomesAnObject() {
    WrittenRequest written =
        write(
            ChatMessage.user("a"),
            assistant(new ToolCall("t1", "f", "free \"text\"", ToolCall.Type.CUSTOM)),
            ChatMessage.toolResult("t1", "one"));

    written.adjusted("EMULATED messages[1].tool_calls[0]");
    assertThat(written.json().text()).contains("\"input\":{\"input\":\"free \\\"text\\\"\"}");
  }

  @Test
  void cutsBlanksOffAPrefill() {
    write(ChatMessage.user("a"), ChatMessage.assistant("The answer is \n"))
        .has("messages", turns(userTurn(text("a")), assistantTurn(text("The answer is"))))
        .adjusted("EMULATED messages[1].content");
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-opus-4-6", "claude-sonnet-5", "claude-haiku-5-5"})
  void leavesAPrefillToAnotherTargetWhereTheModelTakesNone(String model) {
    assertThatThrownBy(() -> write(request().assistant("{"), model))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageStartingWith("messages[1]: ");
  }

  @Test
  void sendsAPausedTurnBackToGoOn() {
    String use = "{'type':'server_tool_use','id':'s','name':'web_search','input':{}}";

    write(
            request()
                .message(assistant(new ProviderBlock("anthropic", "server_tool_use", raw(use)))),
            "claude-opus-5")
        .has("messages", turns(userTurn(text("Hi")), assistantTurn(use)))
        .adjusted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-opus-4-8", "claude-fable-5", "claude-sonnet-5-5"})
  void leavesInstructionsInPlaceWhereTheModelTakesThem(String model) {
    String turn = "{'role':'system','content':[" + text("Be brief.") + "]}";
    ChatMessage brief = ChatMessage.system("Be brief.");

    write(request().message(brief), model)
        .has("messages", turns(userTurn(text("Hi")), turn))
        .lacks("system")
        .adjusted();
    write(request().message(brief).assistant("a").user("b"), model)
        .has(
            "messages",
            turns(userTurn(text("Hi")), turn, assistantTurn(text("a")), userTurn(text("b"))))
        .adjusted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-opus-4-8", "claude-sonnet-5", "claude-sonnet-4-5"})
  void movesInstructionsToTheFrontWhereThereIsNoPlaceForThem(String model) {
    ChatMessage brief = ChatMessage.developer("Be brief.");

    write(request().message(brief).user("b"), model)
        .has("system", "[" + text("Be brief.") + "]")
        .has("messages", turns(userTurn(text("Hi"), text("b"))))
        .adjusted("EMULATED messages[1]");
    write(request().assistant("a").message(brief).user("b"), model)
        .has("system", "[" + text("Be brief.") + "]")
        .adjusted("EMULATED messages[2]");
  }

  @Test
  void whatAnotherProviderWantsBackIsDropped() {
    write(
            ChatMessage.user("a"),
            assistant(
                new Reasoning("hm", ProviderState.of("gemini", "x")),
                new ProviderBlock("openai", "annotations", raw("[]")),
                new Text("b", ProviderState.of("gemini", "y"))),
            ChatMessage.user("c"))
        .has("messages", turns(userTurn(text("a")), assistantTurn(text("b")), userTurn(text("c"))))
        .adjusted("DROPPED messages[1].reasoning", "DROPPED messages[1].content");
  }

  @Test
  void anEmptyAnswerIsLeftOut() {
    write(ChatMessage.user("a"), assistant(), ChatMessage.user("b"))
        .has("messages", turns(userTurn(text("a"), text("b"))))
        .adjusted("EMULATED messages[1]");
  }

  @Test
  void blanksThatAModelSaidAreLeftOutAndNothingIsLost() {
    ChatRequest.Builder request =
        request()
            .message(assistant(new Text("\n\n"), ToolCall.of("t1", "f", "{}")))
            .toolResult("t1", "one");

    write(request)
        .has(
            "messages",
            turns(userTurn(text("Hi")), assistantTurn(call("t1")), userTurn(result("t1", "one"))))
        .adjusted("EMULATED messages[1].content");
    write(request().user(" ")).adjusted("DROPPED messages[1].content", "DROPPED messages[1]");
  }
}
