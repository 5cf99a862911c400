package dev.gatewaysdk.provider.geminiwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart.Audio;
import dev.gatewaysdk.chat.ContentPart.File;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Refusal;
import dev.gatewaysdk.chat.ContentPart.SpokenAnswer;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiConversationTest {
  private static final String GEMINI_3 = "gemini-3-flash-preview";
  private static final ProviderState SIGNED = ProviderState.of("gemini", "EqQ=");
  private static final byte[] BYTES = "PDF".getBytes(StandardCharsets.UTF_8);

  private static ChatRequest.Builder request() {
    return ChatRequest.builder("e");
  }

  private static ChatRequest.Builder hi() {
    return request().user("Hi");
  }

  private static ToolCall call(String id, String name, ProviderState state) {
    return new ToolCall(id, name, "{\"a\":1}", ToolCall.Type.FUNCTION, state);
  }

  @Test
  void joinsAllInstructionsInFrontAndSaysWhichWereMoved() {
    WrittenRequest.of(
            request()
                .system("One.")
                .user("Hi")
                .message(ChatMessage.developer("Two."))
                .message(ChatMessage.system("Three.")))
        .has("systemInstruction", "{'parts':[{'text':'One.'},{'text':'Two.'},{'text':'Three.'}]}")
        .has("contents", "[{'role':'user','parts':[{'text':'Hi'}]}]")
        .adjusted("EMULATED messages[2]", "EMULATED messages[3]");
  }

  @Test
  void asksWithTheInstructionsIfThereIsNothingElse() {
    WrittenRequest.of(request().system("Tell a joke."))
        .lacks("systemInstruction")
        .has("contents", "[{'role':'user','parts':[{'text':'Tell a joke.'}]}]")
        .adjusted("EMULATED messages");
  }

  @Test
  void letsTheUserBeginWhereTheModelCalledFirst() {
    WrittenRequest.of(
            request()
                .message(ChatMessage.assistant(List.of(call("x", "f", null))))
                .toolResult("x", "1"))
        .has(
            "contents",
            "[{'role':'user','parts':[{'text':''}]},"
                + "{'role':'model','parts':[{'functionCall':{'id':'x','name':'f','args':{'a':1}}}]},"
                + "{'role':'user','parts':["
                + "{'functionResponse':{'id':'x','name':'f','response':{'output':'1'}}}]}]")
        .adjusted("EMULATED messages");
  }

  @Test
  void refusesAConversationWithNothingInIt() {
    assertThatThrownBy(() -> WrittenRequest.of(request().message(ChatMessage.assistant(""))))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void mergesMessagesOfOneSide() {
    WrittenRequest.of(request().user("a").user("b").assistant("c").assistant("d").user("e"))
        .has(
            "contents",
            "[{'role':'user','parts':[{'text':'a'},{'text':'b'}]},"
                + "{'role':'model','parts':[{'text':'c'},{'text':'d'}]},"
                + "{'role':'user','parts':[{'text':'e'}]}]")
        .adjusted();
  }

  @Test
  void keepsTextBesideCallsAndTiesResultsByNameInTheOrderOfTheCalls() {
    WrittenRequest.of(
            hi().message(
                    ChatMessage.assistant(
                        List.of(
                            new Text("Let me see."), call("x", "f", null), call("y", "g", null))))
                .toolResult("y", "2")
                .toolResult("x", "1")
                .user("And?"))
        .has(
            "contents",
            "[{'role':'user','parts':[{'text':'Hi'}]},"
                + "{'role':'model','parts':[{'text':'Let me see.'},"
                + "{'functionCall':{'id':'x','name':'f','args':{'a':1}}},"
                + "{'functionCall':{'id':'y','name':'g','args':{'a':1}}}]},"
                + "{'role':'user','parts':["
                + "{'functionResponse':{'id':'x','name':'f','response':{'output':'1'}}},"
                + "{'functionResponse':{'id':'y','name':'g','response':{'output':'2'}}},"
                + "{'text':'And?'}]}]")
        .adjusted();
  }

  @Test
  void tiesResultsOfCallsWithoutIdsByTheirOrder() {
    WrittenRequest.of(
            hi().message(ChatMessage.assistant(List.of(call("", "f", null), call("", "g", null))))
                .toolResult("", "1")
                .toolResult("", "2"))
        .has(
            "contents",
            "[{'role':'user','parts':[{'text':'Hi'}]},{'role':'model','parts':["
                + "{'functionCall':{'name':'f','args':{'a':1}}},"
                + "{'functionCall':{'name':'g','args':{'a':1}}}]},"
                + "{'role':'user','parts':["
                + "{'functionResponse':{'name':'f','response':{'output':'1'}}},"
                + "{'functionResponse':{'name':'g','response':{'output':'2'}}}]}]");
  }

  @Test
  void findsTheNameOfAResultInTheTurnBeforeItThoughIdsRepeat() {
    WrittenRequest written =
        WrittenRequest.of(
            hi().message(ChatMessage.assistant(List.of(call("call_0", "f", null))))
                .toolResult("call_0", "1")
                .message(ChatMessage.assistant(List.of(call("call_0", "g", null))))
                .toolResult("call_0", "2"));

    assertThat(written.json().text())
        .contains("\"name\":\"f\",\"response\":{\"output\":\"1\"}")
        .contains("\"name\":\"g\",\"response\":{\"output\":\"2\"}");
  }

  @Test
  void refusesCallsWithoutResultsAndResultsWithoutCalls() {
    ChatRequest.Builder asked =
        hi().message(ChatMessage.assistant(List.of(call("x", "f", null), call("y", "g", null))));

    assertThatThrownBy(() -> WrittenRequest.of(asked.toolResult("x", "1")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("'y' has no result");
    assertThatThrownBy(
            () -> WrittenRequest.of(asked.toolResult("y", "2").user("So?").toolResult("x", "3")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("messages[5].tool_call_id");
  }

  @Test
  void sendsResultsAsTextUnderTheKeyForOutputWhateverTheyHold() {
    assertThat(
            WrittenRequest.of(
                    hi().message(ChatMessage.assistant(List.of(call("x", "f", null))))
                        .toolResult("x", "{\"$ref\":\"#/x\",\"id\":12345678901234567890}"))
                .json()
                .text())
        .contains("{\"output\":\"{\\\"$ref\\\":\\\"#/x\\\",\\\"id\\\":12345678901234567890}\"}");
  }

  @Test
  void putsMediaOfAResultRightAfterIt() {
    WrittenRequest.of(
            hi().message(ChatMessage.assistant(List.of(call("x", "f", null))))
                .message(
                    ChatMessage.toolResult(
                        "x", List.of(new Text("Here."), Image.of(BYTES, "image/png")))))
        .has(
            "contents",
            "[{'role':'user','parts':[{'text':'Hi'}]},{'role':'model','parts':["
                + "{'functionCall':{'id':'x','name':'f','args':{'a':1}}}]},"
                + "{'role':'user','parts':["
                + "{'functionResponse':{'id':'x','name':'f','response':{'output':'Here.'}}},"
                + "{'inlineData':{'mimeType':'image/png','data':'UERG'}}]}]");
  }

  @Test
  void sendsSignaturesBackWithWhatTheyCameWith() {
    WrittenRequest.of(
            hi().message(
                    ChatMessage.assistant(
                        List.of(
                            new Reasoning("Hm.", SIGNED),
                            new Text("", SIGNED),
                            call("x", "f", SIGNED),
                            call("y", "f", null))))
                .toolResult("x", "1")
                .toolResult("y", "2"),
            GEMINI_3)
        .has(
            "contents",
            "[{'role':'user','parts':[{'text':'Hi'}]},{'role':'model','parts':["
                + "{'text':'Hm.','thought':true,'thoughtSignature':'EqQ='},"
                + "{'text':'','thoughtSignature':'EqQ='},"
                + "{'functionCall':{'id':'x','name':'f','args':{'a':1}},'thoughtSignature':'EqQ='},"
                + "{'functionCall':{'id':'y','name':'f','args':{'a':1}}}]},"
                + "{'role':'user','parts':["
                + "{'functionResponse':{'id':'x','name':'f','response':{'output':'1'}}},"
                + "{'functionResponse':{'id':'y','name':'f','response':{'output':'2'}}}]}]")
        .adjusted();
  }

  @Test
  void standsInForTheSignatureOfTheFirstForeignCallOfEachTurn() {
    WrittenRequest written =
        WrittenRequest.of(
            hi().message(
                    ChatMessage.assistant(
                        List.of(
                            call("x", "f", ProviderState.of("anthropic", "s")),
                            call("y", "f", null))))
                .toolResult("x", "1")
                .toolResult("y", "2"),
            GEMINI_3);

    assertThat(written.json().text())
        .containsOnlyOnce("\"thoughtSignature\":\"skip_thought_signature_validator\"")
        .doesNotContain("\"s\"");
    written.adjusted("EMULATED messages[1].tool_calls[0].thoughtSignature");
  }

  @Test
  void demandsNoSignatureOfModelsBeforeThree() {
    WrittenRequest.of(
            hi().message(ChatMessage.assistant(List.of(call("x", "f", null)))).toolResult("x", "1"))
        .adjusted();
  }

  @Test
  void sendsThoughtsWithoutSealAndLeavesOutThoseOfOthers() {
    WrittenRequest.of(
            hi().message(
                    ChatMessage.assistant(
                        List.of(
                            new Reasoning("Mine.", null),
                            new Reasoning("Theirs.", ProviderState.of("anthropic", "s")),
                            new Reasoning("", null),
                            new Text("Yes."))))
                .user("Why?"))
        .has(
            "contents",
            "[{'role':'user','parts':[{'text':'Hi'}]},{'role':'model','parts':["
                + "{'text':'Mine.','thought':true},{'text':'Yes.'}]},"
                + "{'role':'user','parts':[{'text':'Why?'}]}]")
        .adjusted("DROPPED messages[1].reasoning");
  }

  @Test
  void sendsItsOwnBlocksAsTheyAreAndLeavesOutThoseOfOthers() {
    RawJson code =
        RawJson.parse("{\"executableCode\":{\"code\":\"1\"},\"thoughtSignature\":\"E=\"}");
    WrittenRequest.of(
            hi().message(
                    ChatMessage.assistant(
                        List.of(
                            new ProviderBlock("gemini", "executableCode", code),
                            new ProviderBlock("anthropic", "server_tool_use", code))))
                .user("Why?"))
        .has(
            "contents",
            "[{'role':'user','parts':[{'text':'Hi'}]},{'role':'model','parts':["
                + "{'executableCode':{'code':'1'},'thoughtSignature':'E='}]},"
                + "{'role':'user','parts':[{'text':'Why?'}]}]")
        .adjusted("DROPPED messages[1].content");
  }

  @Test
  void sendsPicturesByValueAndByLinkWithATypeByTheEnding() {
    WrittenRequest.of(
            request()
                .message(
                    ChatMessage.user(
                        List.of(
                            Image.of(BYTES, "image/PNG"),
                            Image.of("https://example.com/a/b.webp?size=2#x"),
                            Image.of("https://example.com/picture")))))
        .has(
            "contents",
            "[{'role':'user','parts':["
                + "{'inlineData':{'mimeType':'image/png','data':'UERG'}},"
                + "{'fileData':{'mimeType':'image/webp',"
                + "'fileUri':'https://example.com/a/b.webp?size=2#x'}},"
                + "{'fileData':{'mimeType':'image/jpeg','fileUri':'https://example.com/picture'}}]}]")
        .adjusted("DEFAULTED messages[0].content");
  }

  @Test
  void sendsSoundDocumentsAndVideo() {
    WrittenRequest.of(
            request()
                .message(
                    ChatMessage.user(
                        List.of(
                            Audio.of(BYTES, "MP3"),
                            File.of(BYTES, "application/pdf", "report.pdf"),
                            File.ofUrl("https://www.youtube.com/watch?v=x"),
                            File.ofUrl("gs://bucket/clip.mp4"),
                            File.ofId("files/abc"),
                            new File("https://example.com/x", "x.csv"),
                            File.ofUrl("https://example.com/x")))))
        .has(
            "contents",
            "[{'role':'user','parts':["
                + "{'inlineData':{'mimeType':'audio/mp3','data':'UERG'}},"
                + "{'inlineData':{'mimeType':'application/pdf','data':'UERG'}},"
                + "{'fileData':{'mimeType':'video/mp4','fileUri':'https://www.youtube.com/watch?v=x'}},"
                + "{'fileData':{'mimeType':'video/mp4','fileUri':'gs://bucket/clip.mp4'}},"
                + "{'fileData':{'fileUri':"
                + "'https://generativelanguage.googleapis.com/v1beta/files/abc'}},"
                + "{'fileData':{'mimeType':'text/csv','fileUri':'https://example.com/x'}},"
                + "{'fileData':{'fileUri':'https://example.com/x'}}]}]")
        .adjusted("DROPPED messages[0].content.filename", "DROPPED messages[0].content.filename");
  }

  @Test
  void leavesFilesThatItCannotGetAtToOtherTargets() {
    for (File file : List.of(File.ofId("files/abc"), File.ofUrl("https://example.com/x"))) {
      assertThatThrownBy(
              () ->
                  WrittenRequest.of(
                      request().message(ChatMessage.user(List.of(file))).build(),
                      GEMINI_3,
                      GeminiFlavor.VERTEX))
          .isInstanceOf(UnsupportedRequestException.class);
    }
    assertThatThrownBy(
            () ->
                WrittenRequest.of(
                    request().message(ChatMessage.user(List.of(File.ofId("file-openai"))))))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageContaining("not uploaded to the Gemini API");
  }

  @Test
  void leavesFilesThatGeminiDoesNotReadToOtherTargets() {
    assertThatThrownBy(
            () ->
                WrittenRequest.of(
                    request()
                        .message(
                            ChatMessage.user(
                                List.of(new File("data:application/zip;base64,UEs=", null))))))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageContaining("application/zip");
    WrittenRequest.of(
            request()
                .message(
                    ChatMessage.user(
                        List.of(
                            new File("data:application/json;charset=utf-8;base64,e30=", null)))))
        .has(
            "contents",
            "[{'role':'user','parts':[{'inlineData':"
                + "{'mimeType':'application/json','data':'e30='}}]}]");
  }

  @Test
  void refusesWhatIsNotBase64BeforeSending() {
    for (Object part :
        List.of(
            new Image("data:image/png;base64,AAA*", null),
            new Image("data:image/png,AAAA", null),
            new Image("data:;base64,AAAA", null),
            new Image("data:image/png;base64,", null),
            new Audio("not base64!", "wav"),
            new File("data:application/pdf;base64,ä", null))) {
      assertThatThrownBy(
              () ->
                  WrittenRequest.of(
                      request()
                          .message(
                              ChatMessage.user(List.of((dev.gatewaysdk.chat.ContentPart) part)))))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("messages[0].content");
    }
  }

  @Test
  void expressesRefusalsAndSpokenAnswersAsText() {
    WrittenRequest.of(
            hi().message(
                    ChatMessage.assistant(
                        List.of(new Refusal("No."), new SpokenAnswer("a1", "AAAA", "Said.", null))))
                .user("Why?"))
        .has(
            "contents",
            "[{'role':'user','parts':[{'text':'Hi'}]},"
                + "{'role':'model','parts':[{'text':'No.'},{'text':'Said.'}]},"
                + "{'role':'user','parts':[{'text':'Why?'}]}]")
        .adjusted("EMULATED messages[1].refusal", "EMULATED messages[1].audio");
  }

  @Test
  void losesNothingOfAMarkForTheCacheButItsTime() {
    WrittenRequest.of(
            request()
                .message(
                    ChatMessage.user(
                        List.of(new Text("a"), CacheMark.DEFAULT, new CacheMark("1h")))))
        .has("contents", "[{'role':'user','parts':[{'text':'a'}]}]")
        .adjusted("EMULATED messages[0].cache_control", "DROPPED messages[0].cache_control");
  }

  @Test
  void saysThatNamesAndEmptyMessagesAreLeftOut() {
    WrittenRequest.of(
            request()
                .message(ChatMessage.user("a").named("ann"))
                .message(ChatMessage.assistant(""))
                .user("b"))
        .has("contents", "[{'role':'user','parts':[{'text':'a'},{'text':'b'}]}]")
        .adjusted("DROPPED messages[0].name", "DROPPED messages[1]");
  }

  @Test
  void readsEmptyArgumentsAsNoneAndRefusesOthersThanObjects() {
    ToolCall empty = ToolCall.of("x", "f", "");
    assertThat(
            WrittenRequest.of(
                    hi().message(ChatMessage.assistant(List.of(empty))).toolResult("x", ""))
                .json()
                .text())
        .contains("\"args\":{}")
        .contains("{\"output\":\"\"}");
    for (String arguments : List.of("[41]", "{\"a\":", "7")) {
      assertThatThrownBy(
              () ->
                  WrittenRequest.of(
                      hi().message(ChatMessage.assistant(List.of(ToolCall.of("x", "f", arguments))))
                          .toolResult("x", "1")))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("messages[1].tool_calls[0].arguments")
          .hasMessageNotContaining(arguments);
    }
  }

  @Test
  void wrapsTheFreeTextOfCustomTools() {
    ToolCall custom = new ToolCall("x", "f", "free \"text\"", ToolCall.Type.CUSTOM);
    WrittenRequest written =
        WrittenRequest.of(
            hi().message(ChatMessage.assistant(List.of(custom))).toolResult("x", "1"));

    assertThat(written.json().text()).contains("\"args\":{\"input\":\"free \\\"text\\\"\"}");
    written.adjusted("EMULATED messages[1].tool_calls[0]");
  }

  @Test
  void sendsVertexNothingThatOnlyTheGeminiApiTakesBack() {
    ChatRequest request =
        ChatRequest.builder("e")
            .user("Hi")
            .message(
                ChatMessage.assistant(
                    List.of(
                        new ProviderBlock(
                            "gemini", "toolCall", RawJson.parse("{\"toolCall\":{\"id\":\"1\"}}")),
                        new Text("Yes."))))
            .user("So?")
            .build();

    WrittenRequest.of(request, "gemini-3-flash", GeminiFlavor.VERTEX)
        .has(
            "contents",
            "[{'role':'user','parts':[{'text':'Hi'}]},{'role':'model','parts':[{'text':'Yes.'}]},"
                + "{'role':'user','parts':[{'text':'So?'}]}]")
        .adjusted("DROPPED messages[1].content");
    assertThat(WrittenRequest.of(request, "gemini-3-flash", GeminiFlavor.GEMINI).json().text())
        .contains("toolCall");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.youtube.com/watch?v=x",
        "https://youtube.com/shorts/x",
        "https://m.youtube.com/watch?v=x",
        "https://youtu.be/x"
      })
  void knowsVideosOfYouTube(String url) {
    assertThat(MediaTypes.of(url)).isEqualTo("video/mp4");
  }

  private static ChatRequest.Builder picturesAsResults() {
    return ChatRequest.builder("e")
        .user("Hi")
        .message(
            ChatMessage.assistant(
                List.of(ToolCall.of("1", "f", "{}"), ToolCall.of("2", "g", "{}"))))
        .message(
            ChatMessage.toolResult(
                "1", List.of(new Text("a"), new Image("data:image/png;base64,AAAA", null))))
        .toolResult("2", "b");
  }

  @Test
  void putsPicturesIntoTheResultsWhereTheyBelong() {
    assertThat(WrittenRequest.of(picturesAsResults(), "gemini-3-flash").json().text())
        .contains(
            "{\"functionResponse\":{\"id\":\"1\",\"name\":\"f\",\"response\":{\"output\":\"a\"},"
                + "\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AAAA\"}}]}},"
                + "{\"functionResponse\":{\"id\":\"2\"");
  }

  @Test
  void putsNothingBetweenResultsOfModelsThatCountEveryPart() {
    assertThat(WrittenRequest.of(picturesAsResults(), "gemini-2.5-flash").json().text())
        .contains(
            "\"response\":{\"output\":\"a\"}}},{\"functionResponse\":{\"id\":\"2\",\"name\":\"g\","
                + "\"response\":{\"output\":\"b\"}}},{\"inlineData\":");
  }

  @Test
  void onlyVertexTakesLinksInResults() {
    ChatRequest request =
        ChatRequest.builder("e")
            .user("Hi")
            .message(ChatMessage.assistant(List.of(ToolCall.of("1", "f", "{}"))))
            .message(ChatMessage.toolResult("1", List.of(Image.of("https://example.com/a.png"))))
            .build();

    assertThat(WrittenRequest.of(request, "gemini-3-flash", GeminiFlavor.VERTEX).json().text())
        .contains("\"output\":\"\"},\"parts\":[{\"fileData\":");
    assertThat(WrittenRequest.of(request, "gemini-3-flash", GeminiFlavor.GEMINI).json().text())
        .contains("\"output\":\"\"}}},{\"fileData\":");
  }

  @Test
  void keepsAPrefillAsTheLastTurn() {
    WrittenRequest.of(ChatRequest.builder("e").user("Hi").assistant("{"))
        .has(
            "contents",
            "[{'role':'user','parts':[{'text':'Hi'}]},{'role':'model','parts':[{'text':'{'}]}]")
        .adjusted();
  }
}
