package dev.gatewaysdk.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Refusal;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicConversationTest {
  private static WrittenRequest write(ChatMessage... messages) {
    return WrittenRequest.of(
        ChatRequest.builder("e").messages(List.of(messages)).maxTokens(9).build());
  }

  private static ChatMessage assistant(ContentPart... parts) {
    return ChatMessage.assistant(List.of(parts));
  }

  private static RawJson raw(String text) {
    return RawJson.parse(text.replace('\'', '"'));
  }

  private static String text(String text) {
    return "{'type':'text','text':'" + text + "'}";
  }

  private static String user(String blocks) {
    return "{'role':'user','content':[" + blocks + "]}";
  }

  private static String assistant(String blocks) {
    return "{'role':'assistant','content':[" + blocks + "]}";
  }

  // Instructions.

  @Test
  void hoistsEverySystemAndDeveloperMessageInOrder() {
    write(
            ChatMessage.system("One."),
            ChatMessage.developer("Two."),
            ChatMessage.system("Three."),
            ChatMessage.user("Hi"))
        .has("system", "[" + text("One.") + "," + text("Two.") + "," + text("Three.") + "]")
        .has("messages", "[" + user(text("Hi")) + "]")
        .adjusted();
  }

  @Test
  void saysThatAnInstructionLostItsPlaceInTheConversation() {
    write(ChatMessage.user("Hi"), ChatMessage.system("Be brief."), ChatMessage.user("Go on"))
        .has("system", "[" + text("Be brief.") + "]")
        .has("messages", "[" + user(text("Hi") + "," + text("Go on")) + "]")
        .adjusted("EMULATED messages[1]");
  }

  @Test
  void leavesOutTheFieldWithoutInstructions() {
    write(ChatMessage.user("Hi")).lacks("system").adjusted();
  }

  @Test
  void instructionsAlonePutNoQuestion() {
    assertThatThrownBy(() -> write(ChatMessage.system("Be brief.")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("messages: ");
  }

  // Turns.

  @Test
  void mergesMessagesOfOneSideIntoOneTurn() {
    write(
            ChatMessage.user("a"),
            ChatMessage.user("b"),
            ChatMessage.assistant("c"),
            ChatMessage.assistant("d"),
            ChatMessage.user("e"))
        .has(
            "messages",
            "["
                + user(text("a") + "," + text("b"))
                + ","
                + assistant(text("c") + "," + text("d"))
                + ","
                + user(text("e"))
                + "]")
        .adjusted();
  }

  @Test
  void keepsAPrefillAsTheLastTurn() {
    write(ChatMessage.user("a"), ChatMessage.assistant("{"))
        .has("messages", "[" + user(text("a")) + "," + assistant(text("{")) + "]");
  }

  @Test
  void putsAllToolResultsOfATurnIntoOneMessageBeforeTheUsersText() {
    write(
            ChatMessage.user("a"),
            assistant(ToolCall.of("t1", "f", "{}"), ToolCall.of("t2", "g", "{}")),
            ChatMessage.toolResult("t2", "two"),
            ChatMessage.user("and?"),
            ChatMessage.toolResult("t1", "one"))
        .has(
            "messages",
            "["
                + user(text("a"))
                + ","
                + assistant(
                    "{'type':'tool_use','id':'t1','name':'f','input':{}},"
                        + "{'type':'tool_use','id':'t2','name':'g','input':{}}")
                + ","
                + user(
                    "{'type':'tool_result','tool_use_id':'t2','content':["
                        + text("two")
                        + "]},{'type':'tool_result','tool_use_id':'t1','content':["
                        + text("one")
                        + "]},"
                        + text("and?"))
                + "]")
        .adjusted();
  }

  @Test
  void saysThatNamesOfSpeakersAreLost() {
    write(ChatMessage.user("a").named("ann"))
        .has("messages", "[" + user(text("a")) + "]")
        .adjusted("DROPPED messages[0].name");
  }

  @Test
  void sendsNoBlankText() {
    write(
            ChatMessage.user(List.of(new Text(""), new Text("a"))),
            assistant(new Text("")),
            assistant(new Text(" \n"), new Text("b")))
        .has("messages", "[" + user(text("a")) + "," + assistant(text("b")) + "]")
        .adjusted("EMULATED messages[1]", "EMULATED messages[2].content");
  }

  @Test
  void aRefusalBecomesText() {
    write(ChatMessage.user("a"), assistant(new Refusal("No.")), ChatMessage.user("b"))
        .has(
            "messages",
            "[" + user(text("a")) + "," + assistant(text("No.")) + "," + user(text("b")) + "]")
        .adjusted("EMULATED messages[1].refusal");
  }

  // Pictures.

  @Test
  void sendsPicturesByValueAndByReference() {
    write(
            ChatMessage.user(
                List.of(
                    Image.of(new byte[] {1, 2, 3}, "image/png"),
                    Image.of("data:image/jpeg;name=x;base64,AA=="),
                    Image.of("https://example.com/a.png?b=c"),
                    new Text("?"))))
        .has(
            "messages",
            "["
                + user(
                    "{'type':'image','source':{'type':'base64','media_type':'image/png',"
                        + "'data':'AQID'}},"
                        + "{'type':'image','source':{'type':'base64','media_type':'image/jpeg',"
                        + "'data':'AA=='}},"
                        + "{'type':'image','source':{'type':'url',"
                        + "'url':'https://example.com/a.png?b=c'}},"
                        + text("?"))
                + "]")
        .adjusted();
  }

  @Test
  void saysThatTheDetailOfAPictureIsLost() {
    write(
            ChatMessage.user(
                List.of(
                    new Image("https://example.com/a.png", "low"),
                    new Image("https://example.com/b.png", "auto"))))
        .adjusted("DROPPED messages[0].content.detail");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data:image/png,abc", "data:;base64,abc", "data:image/png;base64"})
  void refusesDataUrlsThatAnthropicCannotTakeWithoutQuotingThem(String url) {
    assertThatThrownBy(() -> write(ChatMessage.user(List.of(Image.of(url)))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("messages[0].content: ")
        .hasMessageNotContaining("abc");
  }

  // Tools.

  @Test
  void textBesideToolCallsIsKept() {
    write(
            ChatMessage.user("a"),
            assistant(new Text("Let me see"), ToolCall.of("t1", "f", "{\"a\":[1.50]}")),
            ChatMessage.toolResult("t1", "one"))
        .has(
            "messages",
            "["
                + user(text("a"))
                + ","
                + assistant(
                    text("Let me see")
                        + ",{'type':'tool_use','id':'t1','name':'f','input':{'a':[1.50]}}")
                + ","
                + user("{'type':'tool_result','tool_use_id':'t1','content':[" + text("one") + "]}")
                + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void noArgumentsAreAnEmptyObject(String arguments) {
    assertThat(
            write(
                    ChatMessage.user("a"),
                    assistant(ToolCall.of("t1", "f", arguments)),
                    ChatMessage.toolResult("t1", "one"))
                .json()
                .text())
        .contains("\"input\":{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[4711]", "\"4711\"", "null", "{\"a\":4711", "4711", "{} {}"})
  void refusesArgumentsThatAreNoObjectWithoutQuotingThem(String arguments) {
    assertThatThrownBy(
            () ->
                write(
                    ChatMessage.user("a"),
                    assistant(ToolCall.of("t0", "f", "{}"), ToolCall.of("t1", "f", arguments)),
                    ChatMessage.toolResult("t1", "one")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("messages[1].tool_calls[1].arguments: ")
        .hasMessageNotContaining("4711");
  }

  @Test
  void anEmptyToolResultHasNoContent() {
    write(
            ChatMessage.user("a"),
            assistant(ToolCall.of("t1", "f", "")),
            ChatMessage.toolResult("t1", ""))
        .has(
            "messages",
            "["
                + user(text("a"))
                + ","
                + assistant("{'type':'tool_use','id':'t1','name':'f','input':{}}")
                + ","
                + user("{'type':'tool_result','tool_use_id':'t1'}")
                + "]");
  }

  @Test
  void aToolResultMayHoldPicturesAndBlocksOfAnthropic() {
    write(
            ChatMessage.user("a"),
            assistant(ToolCall.of("t1", "f", "")),
            ChatMessage.toolResult(
                "t1",
                List.of(
                    Image.of("https://example.com/a.png"),
                    new ProviderBlock(
                        "anthropic", "search_result", raw("{'type':'search_result'}")))))
        .has(
            "messages",
            "["
                + user(text("a"))
                + ","
                + assistant("{'type':'tool_use','id':'t1','name':'f','input':{}}")
                + ","
                + user(
                    "{'type':'tool_result','tool_use_id':'t1','content':[{'type':'image','source':"
                        + "{'type':'url','url':'https://example.com/a.png'}},"
                        + "{'type':'search_result'}]}")
                + "]");
  }

  @Test
  void refusesAToolCallWithoutItsResult() {
    assertThatThrownBy(
            () ->
                write(
                    ChatMessage.user("a"),
                    assistant(ToolCall.of("t1", "f", ""), ToolCall.of("t2", "f", "")),
                    ChatMessage.toolResult("t1", "one"),
                    ChatMessage.assistant("b")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("messages[1].tool_calls: 't2' has no result");
    assertThatThrownBy(() -> write(ChatMessage.user("a"), assistant(ToolCall.of("t1", "f", ""))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("messages[1].tool_calls: 't1' has no result");
  }

  @Test
  void refusesASecondResultOfACall() {
    assertThatThrownBy(
            () ->
                write(
                    ChatMessage.user("a"),
                    assistant(ToolCall.of("t1", "f", "")),
                    ChatMessage.toolResult("t1", "one"),
                    ChatMessage.assistant("b"),
                    ChatMessage.toolResult("t1", "again")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("messages[4].tool_call_id: 't1' has a result already");
  }

  @Test
  void tiesNamelessCallsToTheirResultsByTheirOrder() {
    write(
            ChatMessage.user("a"),
            assistant(ToolCall.of("", "f", ""), ToolCall.of("", "g", "")),
            ChatMessage.toolResult("", "one"),
            ChatMessage.toolResult("", "two"))
        .has(
            "messages",
            "["
                + user(text("a"))
                + ","
                + assistant(
                    "{'type':'tool_use','id':'call_0','name':'f','input':{}},"
                        + "{'type':'tool_use','id':'call_1','name':'g','input':{}}")
                + ","
                + user(
                    "{'type':'tool_result','tool_use_id':'call_0','content':["
                        + text("one")
                        + "]},{'type':'tool_result','tool_use_id':'call_1','content':["
                        + text("two")
                        + "]}")
                + "]")
        .adjusted(
            "EMULATED messages[1].tool_call_id",
            "EMULATED messages[1].tool_call_id",
            "EMULATED messages[2].tool_call_id",
            "EMULATED messages[3].tool_call_id");
  }

  @Test
  void idsOfOtherProvidersAreMadeFit() {
    assertThat(
            write(
                    ChatMessage.user("a"),
                    assistant(ToolCall.of("functions.f:0", "f", "")),
                    ChatMessage.toolResult("functions.f:0", "one"))
                .adjusted("EMULATED messages[1].tool_call_id", "EMULATED messages[2].tool_call_id")
                .json()
                .text())
        .contains("\"id\":\"functions_f_0\"", "\"tool_use_id\":\"functions_f_0\"");
  }

  // Reasoning and blocks of the provider.

  @Test
  void signedReasoningGoesBackAsItCame() {
    write(
            ChatMessage.user("a"),
            assistant(
                new Reasoning("hm ", ProviderState.of("anthropic", "EqQ/+=")),
                new Reasoning("", ProviderState.of("anthropic", "Ep==")),
                new Text("b")))
        .has(
            "messages",
            "["
                + user(text("a"))
                + ","
                + assistant(
                    "{'type':'thinking','thinking':'hm ','signature':'EqQ/+='},"
                        + "{'type':'thinking','thinking':'','signature':'Ep=='},"
                        + text("b"))
                + "]")
        .adjusted();
  }

  @Test
  void unsignedReasoningIsDropped() {
    write(ChatMessage.user("a"), assistant(new Reasoning("hm", null), new Text("b")))
        .has("messages", "[" + user(text("a")) + "," + assistant(text("b")) + "]")
        .adjusted("DROPPED messages[1].reasoning");
  }

  @Test
  void blocksOfTheProviderGoBackAsTheyCame() {
    String use = "{'type':'server_tool_use','id':'s','name':'web_search','input':{'n':1.50}}";
    String redacted = "{'type':'redacted_thinking','data':'Em+/=='}";
    write(
            ChatMessage.user("a"),
            assistant(
                new ProviderBlock("anthropic", "redacted_thinking", raw(redacted)),
                new ProviderBlock("anthropic", "server_tool_use", raw(use)),
                new Text("b")))
        .has(
            "messages",
            "[" + user(text("a")) + "," + assistant(redacted + "," + use + "," + text("b")) + "]")
        .adjusted();
  }

  @Test
  void citationsGoBackInTheirText() {
    String citations = "[{'type':'char_location','cited_text':'x'}]";
    write(
            ChatMessage.user("a"),
            assistant(
                new Text("b"),
                new ProviderBlock("anthropic", "citations", raw(citations)),
                new Text("c")))
        .has(
            "messages",
            "["
                + user(text("a"))
                + ","
                + assistant("{'type':'text','text':'b','citations':" + citations + "}," + text("c"))
                + "]")
        .adjusted();
  }

  @Test
  void citationsWithoutATextAreDropped() {
    write(
            ChatMessage.user("a"),
            assistant(new ProviderBlock("anthropic", "citations", raw("[]")), new Text("c")))
        .has("messages", "[" + user(text("a")) + "," + assistant(text("c")) + "]")
        .adjusted("DROPPED messages[1].citations");
  }

  @Test
  void aResultMayBeGivenInAnthropicsOwnForm() {
    String result = "{'type':'tool_result','tool_use_id':'t1','is_error':true}";
    write(
            ChatMessage.user("a"),
            assistant(ToolCall.of("t1", "f", "")),
            ChatMessage.user(
                List.of(new Text("b"), new ProviderBlock("anthropic", "tool_result", raw(result)))))
        .has(
            "messages",
            "["
                + user(text("a"))
                + ","
                + assistant("{'type':'tool_use','id':'t1','name':'f','input':{}}")
                + ","
                + user(result + "," + text("b"))
                + "]");
  }

  @Test
  void instructionsMayCarryCachePoints() {
    String block = "{'type':'text','text':'x','cache_control':{'type':'ephemeral'}}";
    ChatMessage system = ChatMessage.system("y");
    write(system, ChatMessage.user(List.of(new ProviderBlock("anthropic", "text", raw(block)))))
        .has("messages", "[" + user(block) + "]");
  }
}
