package dev.gatewaysdk.provider.geminiwire;

import static dev.gatewaysdk.provider.geminiwire.GeminiReplies.answer;
import static dev.gatewaysdk.provider.geminiwire.GeminiReplies.collected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiReplyReaderTest {
  private static final ProviderState SIGNED = ProviderState.of("gemini", "EqQ=");

  private static String candidate(String parts, String rest) {
    return "{'candidates':[{'content':{'role':'model','parts':["
        + parts
        + "]}"
        + rest
        + "}],'modelVersion':'gemini-x-001','responseId':'r1'}";
  }

  private static ChatResponse stop(String parts) {
    return answer(candidate(parts, ",'finishReason':'STOP','index':0"));
  }

  private static ChatResponse streamed(String... pieces) {
    List<String> data = Arrays.stream(pieces).map(piece -> piece.replace('\'', '"')).toList();
    return collected(GeminiReplies.gemini().streamed(data));
  }

  @Test
  void joinsTextAndTakesIdAndModelFromWhereverTheyStand() {
    ChatResponse response = stop("{'text':'Hello'},{'text':', you'}");

    assertThat(response.text()).isEqualTo("Hello, you");
    assertThat(response.id()).isEqualTo("r1");
    assertThat(response.model()).isEqualTo("gemini-x-001");
    assertThat(response.message().parts()).hasSize(1);
    assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void keepsThoughtsApartWithTheirSignatures() {
    ChatResponse response =
        stop(
            "{'text':'Hm.','thought':true},{'text':'','thought':true,'thoughtSignature':'EqQ='},"
                + "{'text':'Yes.','thoughtSignature':'EqQ='}");

    assertThat(response.message().parts())
        .containsExactly(new Reasoning("Hm.", SIGNED), new Text("Yes.", SIGNED));
  }

  @Test
  void keepsASignatureOnEmptyText() {
    ChatResponse response =
        streamed(
            candidate("{'text':'Yes.'}", ""),
            candidate("{'text':'','thoughtSignature':'EqQ='}", ",'finishReason':'STOP'"));

    assertThat(response.message().parts()).containsExactly(new Text("Yes.", SIGNED));
  }

  @Test
  void makesUpIdsForCallsThatHaveNoneTheSameEachTime() {
    String parts =
        "{'functionCall':{'name':'f','args':{'a':1}},'thoughtSignature':'EqQ='},"
            + "{'functionCall':{'name':'f','args':{'a':2}}},"
            + "{'functionCall':{'name':'g','id':'own','args':{}}}";

    List<ToolCall> calls = stop(parts).message().toolCalls();

    assertThat(calls).extracting(ToolCall::id).containsExactly("call_r1_0_0", "call_r1_0_1", "own");
    assertThat(calls)
        .extracting(ToolCall::arguments)
        .containsExactly("{\"a\":1}", "{\"a\":2}", "{}");
    assertThat(calls.get(0).state()).isEqualTo(SIGNED);
    assertThat(stop(parts).message().toolCalls()).isEqualTo(calls);
  }

  @Test
  void givesACallWithoutArgumentsAnEmptyObject() {
    assertThat(stop("{'functionCall':{'name':'f'}}").message().toolCalls().get(0).arguments())
        .isEqualTo("{}");
  }

  @Test
  void saysToolCallsWhereGoogleSaysStop() {
    assertThat(stop("{'functionCall':{'name':'f'}}").finishReason())
        .isEqualTo(FinishReason.TOOL_CALLS);
  }

  @Test
  void countsACallThatComesAfterTheReasonForStopping() {
    ChatResponse response =
        streamed(
            candidate("{'text':''}", ",'finishReason':'STOP'"),
            candidate("{'functionCall':{'name':'f'}}", ""));

    assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(response.rawFinishReason()).isEqualTo("STOP");
  }

  @Test
  void bringsBackTheCallersNamesOfTools() {
    ChatRequest request =
        ChatRequest.builder("e")
            .user("Hi")
            .tool(ToolDefinition.of("mein Werkzeug", null, RawJson.parse("{\"type\":\"object\"}")))
            .build();
    String json =
        candidate("{'functionCall':{'name':'mein_Werkzeug'}}", ",'finishReason':'STOP'")
            .replace('\'', '"');

    List<ReplyEvent> events = new GeminiReplies(GeminiFlavor.VERTEX, request).whole(json);

    assertThat(collected(events).message().toolCalls().get(0).name()).isEqualTo("mein Werkzeug");
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, STOP",
    "MAX_TOKENS, LENGTH",
    "SAFETY, CONTENT_FILTER",
    "RECITATION, CONTENT_FILTER",
    "BLOCKLIST, CONTENT_FILTER",
    "PROHIBITED_CONTENT, CONTENT_FILTER",
    "SPII, CONTENT_FILTER",
    "MODEL_ARMOR, CONTENT_FILTER",
    "IMAGE_SAFETY, CONTENT_FILTER",
    "LANGUAGE, OTHER",
    "OTHER, OTHER",
    "MALFORMED_FUNCTION_CALL, OTHER",
    "UNEXPECTED_TOOL_CALL, OTHER",
    "TOO_MANY_TOOL_CALLS, OTHER",
    "A_NEW_ONE, OTHER"
  })
  void readsNoFailureAsASuccess(String word, FinishReason expected) {
    ChatResponse response = answer(candidate("{'text':'x'}", ",'finishReason':'" + word + "'"));

    assertThat(response.finishReason()).isEqualTo(expected);
    assertThat(response.rawFinishReason()).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource({
    "1, STOP, STOP",
    "2, LENGTH, LENGTH",
    "3, CONTENT_FILTER, CONTENT_FILTER",
    "5, OTHER, OTHER",
    "6, OTHER, CONTENT_FILTER",
    "9, CONTENT_FILTER, OTHER",
    "10, OTHER, CONTENT_FILTER",
    "99, OTHER, OTHER"
  })
  void readsReasonsAsNumbersInEitherHostsEnum(
      int number, FinishReason gemini, FinishReason vertex) {
    String json = candidate("{'text':'x'}", ",'finishReason':" + number).replace('\'', '"');
    ChatRequest request = ChatRequest.builder("e").user("Hi").build();

    assertThat(
            collected(new GeminiReplies(GeminiFlavor.GEMINI, request).whole(json)).finishReason())
        .isEqualTo(gemini);
    assertThat(
            collected(new GeminiReplies(GeminiFlavor.VERTEX, request).whole(json)).finishReason())
        .isEqualTo(vertex);
  }

  @Test
  void readsABlockedAnswerAsOneWithoutContent() {
    ChatResponse response =
        answer(
            "{'candidates':[{'content':{},'finishReason':'SAFETY','safetyRatings':[{'category':"
                + "'HARM_CATEGORY_HATE_SPEECH','blocked':true}]}],'usageMetadata':"
                + "{'promptTokenCount':14,'totalTokenCount':14}}");

    assertThat(response.message().parts()).isEmpty();
    assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    assertThat(response.usage()).isEqualTo(new TokenUsage(14, 0, 0, 0, 0, 14, false));
    assertThat(response.extras()).containsKey("safetyRatings");
  }

  @Test
  void readsABlockedPromptAsAnAnswerThatAFilterStopped() {
    String blocked =
        "{'promptFeedback':{'blockReason':'PROHIBITED_CONTENT'},'usageMetadata':{'trafficType':"
            + "'ON_DEMAND'},'responseId':'r1'}";

    for (ChatResponse response : List.of(answer(blocked), streamed(blocked))) {
      assertThat(response.choices()).hasSize(1);
      assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
      assertThat(response.rawFinishReason()).isEqualTo("PROHIBITED_CONTENT");
      assertThat(response.usage()).as("unknown is not zero").isNull();
      assertThat(response.extras()).containsKey("promptFeedback");
    }
  }

  @Test
  void refusesAnAnswerWithoutCandidatesOrReason() {
    assertThatThrownBy(() -> answer("{'responseId':'r1'}"))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY));
  }

  @Test
  void doesNotTakeAStreamForCompleteBeforeEveryCandidateHasStopped() {
    String both =
        "{'candidates':[{'content':{'parts':[{'text':'a'}]},'finishReason':'STOP','index':0},"
            + "{'content':{'parts':[{'text':'b'}]},'index':1}]}";

    assertThatThrownBy(() -> streamed(both)).hasMessage("the stream did not end");
    assertThatThrownBy(() -> streamed(candidate("{'text':'a'}", "")))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> streamed(candidate("", ",'finishReason':'FINISH_REASON_UNSPECIFIED'")))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> streamed("{'usageMetadata':{}}")).isInstanceOf(AssertionError.class);
  }

  @Test
  void tellsCandidatesApartByTheirIndexWhichStandsLast() {
    ChatResponse response =
        streamed(
            "{'candidates':[{'content':{'parts':[{'text':'b1'}]},'index':1}]}",
            "{'candidates':[{'content':{'parts':[{'text':'a'}]},'finishReason':'STOP','index':0},"
                + "{'content':{'parts':[{'text':'b2'}]},'finishReason':'MAX_TOKENS','index':1}]}");

    assertThat(response.choices()).hasSize(2);
    assertThat(response.choices().get(0).message().text()).isEqualTo("a");
    assertThat(response.choices().get(1).message().text()).isEqualTo("b1b2");
    assertThat(response.choices().get(1).finishReason()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void keepsWhatIsNeitherTextNorCallAsBlocksInTheirPlace() {
    ChatResponse response =
        stop(
            "{'executableCode':{'language':'PYTHON','code':'1'},'thoughtSignature':'EqQ='},"
                + "{'codeExecutionResult':{'outcome':'OUTCOME_OK','output':'1'}},{'text':'One.'},"
                + "{'inlineData':{'mimeType':'image/png','data':'AAAA'}},"
                + "{'somethingNew':{'x':[1]},'thought':true}");

    List<ContentPart> parts = response.message().parts();
    assertThat(parts)
        .filteredOn(ProviderBlock.class::isInstance)
        .extracting(part -> ((ProviderBlock) part).type())
        .containsExactly("executableCode", "codeExecutionResult", "inlineData", "somethingNew");
    assertThat(parts.get(2)).isEqualTo(new Text("One."));
    assertThat(((ProviderBlock) parts.get(0)).json().toMap())
        .isEqualTo(
            Map.of(
                "executableCode",
                Map.of("language", "PYTHON", "code", "1"),
                "thoughtSignature",
                "EqQ="));
    assertThat(((ProviderBlock) parts.get(4)).json().toMap()).containsEntry("thought", true);
  }

  @Test
  void readsTextWithMetadataBesideItAsText() {
    assertThat(stop("{'text':'a','partMetadata':{'x':1}}").message().parts())
        .containsExactly(new Text("a"));
  }

  @Test
  void reportsGroundingOnceWithItsLastValue() {
    ChatResponse response =
        streamed(
            candidate("{'text':'a'}", ",'groundingMetadata':{}"),
            candidate(
                "{'text':'b'}",
                ",'finishReason':'STOP','groundingMetadata':{'groundingChunks':[1]},"
                    + "'citationMetadata':{'citations':[]},'finishMessage':'m'"));

    assertThat(response.extras())
        .containsEntry("groundingMetadata", RawJson.parse("{\"groundingChunks\":[1]}"))
        .containsKeys("citationMetadata", "finishMessage");
  }

  @Test
  void countsThoughtsAsOutputAndWhatToolsReadAsInput() {
    GeminiReplies replies = GeminiReplies.gemini();

    ChatResponse response =
        collected(
            replies.whole(
                ("{'candidates':[{'finishReason':'STOP'}],'usageMetadata':{'promptTokenCount':147,"
                        + "'candidatesTokenCount':108,'totalTokenCount':783,"
                        + "'toolUsePromptTokenCount':360,'thoughtsTokenCount':168,"
                        + "'cachedContentTokenCount':40}}")
                    .replace('\'', '"')));

    assertThat(response.usage()).isEqualTo(new TokenUsage(507, 40, 0, 276, 168, 783, false));
    assertThat(response.rawUsage().toMap()).containsEntry("promptTokenCount", 147L);
    assertThat(replies.trail.adjustments()).isEmpty();
  }

  @Test
  void takesTheLastUsageOfAStreamAndNeverASum() {
    ChatResponse response =
        streamed(
            "{'candidates':[{'content':{'parts':[{'text':'a'}]}}],'usageMetadata':"
                + "{'promptTokenCount':46,'candidatesTokenCount':51,'thoughtsTokenCount':101,"
                + "'totalTokenCount':198}}",
            "{'usageMetadata':{'promptTokenCount':46,'totalTokenCount':46}}",
            "{'candidates':[{'finishReason':'STOP'}],'usageMetadata':{'promptTokenCount':46,"
                + "'candidatesTokenCount':60,'totalTokenCount':106}}",
            "{'usageMetadata':{'trafficType':'ON_DEMAND'}}");

    assertThat(response.usage()).isEqualTo(new TokenUsage(46, 0, 0, 60, 0, 106, false));
  }

  @Test
  void notesUsageThatContradictsItselfAtTheEndOnly() {
    GeminiReplies replies = GeminiReplies.gemini();

    replies.streamed(
        List.of(
            "{\"usageMetadata\":{\"promptTokenCount\":1,\"totalTokenCount\":9}}",
            "{\"candidates\":[{\"finishReason\":\"STOP\"}],\"usageMetadata\":"
                + "{\"promptTokenCount\":10,\"candidatesTokenCount\":-5,\"totalTokenCount\":9,"
                + "\"cachedContentTokenCount\":11}}"));

    assertThat(replies.trail.adjustments())
        .extracting(adjustment -> adjustment.kind() + " " + adjustment.subject())
        .containsExactly("CONTRADICTION cachedContentTokenCount", "CONTRADICTION totalTokenCount");
  }

  @Test
  void saysWhenTheInputWasNotCounted() {
    GeminiReplies replies = GeminiReplies.gemini();

    replies.whole(
        "{\"candidates\":[{\"finishReason\":\"STOP\"}],\"usageMetadata\":"
            + "{\"candidatesTokenCount\":23,\"thoughtsTokenCount\":67}}");

    assertThat(replies.trail.adjustments())
        .extracting(adjustment -> adjustment.subject())
        .containsExactly("promptTokenCount");
  }

  @Test
  void bringsLikelihoodsIntoTheNeutralForm() {
    ChatResponse response =
        answer(
            candidate(
                "{'text':'Hi'}",
                ",'finishReason':'STOP','logprobsResult':{'topCandidates':[{'candidates':["
                    + "{'token':'Hi','tokenId':7,'logProbability':-0.5},"
                    + "{'token':'Yo','tokenId':8,'logProbability':-1.5}]}],"
                    + "'chosenCandidates':[{'token':'Hi','tokenId':7,'logProbability':-0.5}]}"));

    assertThat(response.choices().get(0).logprobs().content())
        .containsExactly(
            RawJson.parse(
                "{\"token\":\"Hi\",\"logprob\":-0.5,\"bytes\":null,\"top_logprobs\":["
                    + "{\"token\":\"Hi\",\"logprob\":-0.5,\"bytes\":null},"
                    + "{\"token\":\"Yo\",\"logprob\":-1.5,\"bytes\":null}]}"));
  }

  @Test
  void throwsAnErrorThatComesInsteadOfAPiece() {
    assertThatThrownBy(
            () ->
                streamed(
                    candidate("{'text':'a'}", ""),
                    "{'error':{'code':429,'message':'Resource exhausted.','status':"
                        + "'RESOURCE_EXHAUSTED'}}"))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.RATE_LIMITED);
              assertThat(e.providerCode()).isEqualTo("429");
              assertThat(e.providerType()).isEqualTo("RESOURCE_EXHAUSTED");
            });
  }

  @Test
  void givesContentOfAPieceOnlyOnceAllOfItMadeSense() {
    GeminiReplies replies = GeminiReplies.gemini();

    assertThatThrownBy(
            () ->
                replies.streamed(
                    List.of(
                        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"},"
                            + "{\"functionCall\":{\"name\":\"f\",\"args\":{\"a\":nul}}}]}}]}")))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(replies.events).isEmpty();
  }

  @Test
  void skipsValuesOfUnexpectedTypes() {
    ChatResponse response =
        answer(
            "{'candidates':[{'content':{'parts':[{'text':7},{'text':'a','thought':'yes'}],"
                + "'role':3},'finishReason':'STOP','citationMetadata':null}],"
                + "'usageMetadata':null,'modelVersion':7,'responseId':null,'promptFeedback':[]}");

    assertThat(response.text()).isEqualTo("a");
    assertThat(response.usage()).isNull();
    assertThat(response.model()).isNull();
  }

  @Test
  void beginsBeforeContentAndSaysUsageWithEachPiece() {
    List<ReplyEvent> events =
        GeminiReplies.gemini()
            .streamed(
                List.of(
                    candidate("{'text':'a'}", ",'finishReason':'STOP'")
                        .replace('\'', '"')
                        .replace(
                            "\"modelVersion\"",
                            "\"usageMetadata\":{\"promptTokenCount\":1},\"modelVersion\"")));

    assertThat(events)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("Started", "TextDelta", "UsageReported", "Finished");
  }

  @Test
  void endsAStreamWhosePromptIsBlockedAfterAll() {
    ChatResponse response =
        streamed(
            candidate("{'text':'a'}", ""),
            "{'promptFeedback':{'blockReason':'PROHIBITED_CONTENT'}}");

    assertThat(response.text()).isEqualTo("a");
    assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    assertThat(response.rawFinishReason()).isEqualTo("PROHIBITED_CONTENT");
  }
}
