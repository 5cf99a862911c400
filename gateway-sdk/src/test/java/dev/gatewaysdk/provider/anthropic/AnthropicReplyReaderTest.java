package dev.gatewaysdk.provider.anthropic;

import static dev.gatewaysdk.provider.anthropic.AnthropicReplies.collected;
import static dev.gatewaysdk.provider.anthropic.AnthropicReplies.streamed;
import static dev.gatewaysdk.provider.anthropic.AnthropicReplies.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.squareup.moshi.JsonDataException;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicReplyReaderTest {
  private static final String START =
      "{'type':'message_start','message':{'model':'claude-x','id':'msg_1','type':'message',"
          + "'role':'assistant','content':[],'stop_reason':null,'stop_sequence':null,"
          + "'usage':{'input_tokens':10,'cache_creation_input_tokens':0,"
          + "'cache_read_input_tokens':0,'output_tokens':1}}}";
  private static final String TOOL_USE =
      "{'type':'message_delta','delta':{'stop_reason':'tool_use','stop_sequence':null},"
          + "'usage':{'output_tokens':5}}";
  private static final String END_TURN = TOOL_USE.replace("tool_use", "end_turn");
  private static final String STOP = "{'type':'message_stop'}";

  private static String blockStart(int index, String block) {
    return "{'type':'content_block_start','index':" + index + ",'content_block':" + block + "}";
  }

  private static String delta(int index, String delta) {
    return "{'type':'content_block_delta','index':" + index + ",'delta':" + delta + "}";
  }

  private static String blockStop(int index) {
    return "{'type':'content_block_stop','index':" + index + "}";
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static List<ReplyEvent> stream(String... data) {
    List<String> all = new ArrayList<>();
    for (String one : data) {
      all.add(json(one));
    }
    return streamed(all);
  }

  private static List<ContentPart> parts(String... between) {
    List<String> data = new ArrayList<>(List.of(START));
    data.addAll(List.of(between));
    data.addAll(List.of(END_TURN, STOP));
    return collected(stream(data.toArray(String[]::new))).message().parts();
  }

  private static String message(String content, String rest) {
    return json(
        "{'id':'msg_1','type':'message','model':'claude-x','role':'assistant','content':"
            + content
            + rest
            + "}");
  }

  @Test
  void givesTextAsItArrivesAndTheReasonAndUsageOnceAtTheEnd() {
    assertThat(
            stream(
                START,
                blockStart(0, "{'type':'text','text':''}"),
                "{'type': 'ping'}",
                delta(0, "{'type':'text_delta','text':'Hel'}"),
                delta(0, "{'type':'text_delta','text':'lo'}"),
                blockStop(0),
                END_TURN,
                STOP))
        .containsExactly(
            new ChatEvent.Started("msg_1", "claude-x"),
            new ChatEvent.TextDelta(0, "Hel"),
            new ChatEvent.TextDelta(0, "lo"),
            new ChatEvent.Finished(0, FinishReason.STOP, "end_turn", null),
            new ChatEvent.UsageReported(
                TokenUsage.of(10, 5),
                RawJson.parse(
                    json(
                        "{'input_tokens':10,'cache_creation_input_tokens':0,"
                            + "'cache_read_input_tokens':0,'output_tokens':5}"))));
  }

  @Test
  void aUnaryAnswerIsAStreamWithLargeEvents() {
    assertThat(
            whole(
                message(
                    "[{'type':'text','text':'Hello'}]",
                    ",'stop_reason':'stop_sequence','stop_sequence':'###',"
                        + "'usage':{'input_tokens':3,'output_tokens':2}")))
        .containsExactly(
            new ChatEvent.Started("msg_1", "claude-x"),
            new ChatEvent.TextDelta(0, "Hello"),
            new ChatEvent.Finished(0, FinishReason.STOP, "stop_sequence", "###"),
            new ChatEvent.UsageReported(
                TokenUsage.of(3, 2), RawJson.parse(json("{'input_tokens':3,'output_tokens':2}"))));
  }

  @Test
  void startedIsNoContentSoThatAnErrorAfterItMayStillFallBack() {
    assertThat(new ChatEvent.Started("msg_1", "claude-x").content()).isFalse();
    assertThat(stream(START, END_TURN, STOP)).noneMatch(ReplyEvent::content);
  }

  @Test
  void takesKeysInAnyOrderAndUnknownOnes() {
    ChatResponse response =
        collected(
            whole(
                json(
                    "{'content':[{'input':{'a':1},'id':'toolu_1','name':'f','caller':{'type':"
                        + "'direct'},'type':'tool_use'},{'citations':null,'text':'x','type':'text'}]"
                        + ",'context_management':{'applied_edits':[]},'id':'msg_1','model':'m',"
                        + "'stop_details':null,'stop_reason':'end_turn','usage':{'inference_geo':"
                        + "'global','input_tokens':1,'output_tokens':2}}")));

    assertThat(response.message().parts())
        .containsExactly(
            new ToolCall(
                "toolu_1",
                "f",
                json("{'a':1}"),
                ToolCall.Type.FUNCTION,
                state("{'caller':{'type':'direct'}}")),
            new Text("x"));
    assertThat(response.extras()).containsOnlyKeys("context_management");
    assertThat(
            parts(
                json("{'index':0,'content_block':{'text':'','type':'text'},'type':")
                    + "'content_block_start'}",
                "{'delta':{'text':'x','type':'text_delta'},'index':0,'type':'content_block_delta'}"))
        .containsExactly(new Text("x"));
  }

  @Test
  void paddingAfterTheDataIsIgnored() {
    assertThat(stream(START + "            ", END_TURN + "  ", STOP + "     ")).hasSize(3);
  }

  // Tools.

  @Test
  void countsToolCallsByThemselvesAndNotByBlocks() {
    List<ReplyEvent> events =
        stream(
            START,
            blockStart(0, "{'type':'text','text':'Let me see'}"),
            blockStop(0),
            blockStart(1, "{'type':'tool_use','id':'toolu_1','name':'f','input':{}}"),
            delta(1, "{'type':'input_json_delta','partial_json':'{}'}"),
            blockStop(1),
            blockStart(2, "{'type':'tool_use','id':'toolu_2','name':'g','input':{}}"),
            delta(2, "{'type':'input_json_delta','partial_json':'{}'}"),
            blockStop(2),
            TOOL_USE,
            STOP);

    assertThat(events)
        .filteredOn(ChatEvent.ToolCallDelta.class::isInstance)
        .extracting(event -> ((ChatEvent.ToolCallDelta) event).index())
        .containsExactly(0, 0, 1, 1);
    assertThat(collected(events).finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
  }

  @Test
  void keepsInterleavedBlocksApart() {
    assertThat(
            parts(
                blockStart(0, "{'type':'tool_use','id':'toolu_1','name':'f','input':{}}"),
                blockStart(1, "{'type':'tool_use','id':'toolu_2','name':'g','input':{}}"),
                delta(1, "{'type':'input_json_delta','partial_json':'[2'}"),
                delta(0, "{'type':'input_json_delta','partial_json':'[1'}"),
                blockStop(7),
                delta(1, "{'type':'input_json_delta','partial_json':']'}"),
                delta(0, "{'type':'input_json_delta','partial_json':']'}"),
                blockStop(0),
                blockStop(1)))
        .containsExactly(ToolCall.of("toolu_1", "f", "[1]"), ToolCall.of("toolu_2", "g", "[2]"));
  }

  @Test
  void aToolWithoutParametersHasAnEmptyObjectOfArguments() {
    assertThat(
            parts(
                blockStart(0, "{'type':'tool_use','id':'toolu_1','name':'f','input':{}}"),
                delta(0, "{'type':'input_json_delta','partial_json':''}"),
                blockStop(0)))
        .containsExactly(ToolCall.of("toolu_1", "f", "{}"));
  }

  @Test
  void takesAnInputThatTheStartCarriesWhole() {
    assertThat(
            parts(
                blockStart(0, "{'type':'tool_use','id':'toolu_1','name':'f','input':{'a':[1]}}"),
                blockStop(0)))
        .containsExactly(ToolCall.of("toolu_1", "f", json("{'a':[1]}")));
  }

  @Test
  void doesNotPutTheInputOfTheStartBeforeDeltas() {
    assertThat(
            parts(
                blockStart(0, "{'type':'tool_use','id':'toolu_1','name':'f','input':{'a':1}}"),
                delta(0, "{'type':'input_json_delta','partial_json':'{\\'a\\':1}'}"),
                blockStop(0)))
        .containsExactly(ToolCall.of("toolu_1", "f", json("{'a':1}")));
  }

  @Test
  void endsBlocksThatNothingElseEnds() {
    assertThat(
            parts(
                blockStart(0, "{'type':'tool_use','id':'toolu_1','name':'f','input':{}}"),
                blockStart(0, "{'type':'tool_use','id':'toolu_2','name':'g','input':{}}")))
        .containsExactly(ToolCall.of("toolu_1", "f", "{}"), ToolCall.of("toolu_2", "g", "{}"));
  }

  @Test
  void toolsOfTheProviderAreBlocksAndNoToolCalls() {
    String use = "{'type':'server_tool_use','id':'srv_1','name':'web_search','input':%s}";
    String result =
        "{'type':'web_search_tool_result','tool_use_id':'srv_1','content':[{'enc':'x/1+'}]}";
    List<ContentPart> expected =
        List.of(
            new ProviderBlock(
                "anthropic",
                "server_tool_use",
                RawJson.parse(json(use.formatted("{'query':'q'}")))),
            new ProviderBlock("anthropic", "web_search_tool_result", RawJson.parse(json(result))));

    assertThat(
            parts(
                blockStart(1, use.formatted("{}")),
                delta(1, "{'type':'input_json_delta','partial_json':''}"),
                delta(1, "{'type':'input_json_delta','partial_json':'{\\'query\\':'}"),
                delta(1, "{'type':'input_json_delta','partial_json':'\\'q\\'}'}"),
                blockStop(1),
                blockStart(2, result),
                blockStop(2)))
        .isEqualTo(expected);
    assertThat(
            collected(whole(message("[" + use.formatted("{'query':'q'}") + "," + result + "]", "")))
                .message()
                .parts())
        .isEqualTo(expected);
  }

  @Test
  void keepsAnInputOfTheProvidersToolThatBrokeOff() {
    assertThat(
            parts(
                blockStart(0, "{'type':'server_tool_use','id':'s','name':'n','input':{}}"),
                delta(0, "{'type':'input_json_delta','partial_json':'{\\'q'}"),
                blockStop(0)))
        .containsExactly(
            new ProviderBlock(
                "anthropic",
                "server_tool_use",
                RawJson.parse(
                    json("{'type':'server_tool_use','id':'s','name':'n','input':'{\\'q'}"))));
  }

  @Test
  void passesOnWhatItDoesNotKnowWithWhatItsDeltasBring() {
    assertThat(
            parts(
                blockStart(0, "{'type':'redacted_thinking','data':'EmwK/1+='}"),
                blockStop(0),
                blockStart(1, "{'type':'compaction','content':null}"),
                delta(1, "{'type':'compaction_delta','content':'a'}"),
                delta(1, "{'type':'compaction_delta','content':'b'}"),
                blockStop(1),
                blockStart(2, "{'type':'poem','text':'r','signature':''}"),
                delta(2, "{'type':'text_delta','text':'ose'}"),
                delta(2, "{'type':'signature_delta','signature':'s'}"),
                blockStop(2)))
        .containsExactly(
            new ProviderBlock(
                "anthropic",
                "redacted_thinking",
                RawJson.parse(json("{'type':'redacted_thinking','data':'EmwK/1+='}"))),
            new ProviderBlock(
                "anthropic",
                "compaction",
                RawJson.parse(json("{'type':'compaction','content':'ab'}"))),
            new ProviderBlock(
                "anthropic",
                "poem",
                RawJson.parse(json("{'type':'poem','text':'rose','signature':'s'}"))));
  }

  // Reasoning.

  @Test
  void sealsReasoningWithItsSignature() {
    List<ReplyEvent> events =
        stream(
            START,
            blockStart(0, "{'type':'thinking','thinking':'','signature':''}"),
            delta(0, "{'type':'thinking_delta','thinking':'Let'}"),
            delta(0, "{'type':'thinking_delta','thinking':' me'}"),
            delta(0, "{'type':'signature_delta','signature':'EqQ/+='}"),
            blockStop(0),
            blockStart(1, "{'type':'text','text':''}"),
            delta(1, "{'type':'text_delta','text':'\\n\\nHi'}"),
            blockStop(1),
            END_TURN,
            STOP);

    assertThat(events)
        .startsWith(
            new ChatEvent.Started("msg_1", "claude-x"),
            new ChatEvent.ReasoningDelta(0, "Let", null),
            new ChatEvent.ReasoningDelta(0, " me", null),
            new ChatEvent.ReasoningDelta(0, "", ProviderState.of("anthropic", "EqQ/+=")),
            new ChatEvent.TextDelta(0, "\n\nHi"));
    assertThat(collected(events).message().parts())
        .containsExactly(
            new Reasoning("Let me", ProviderState.of("anthropic", "EqQ/+=")), new Text("\n\nHi"));
  }

  @Test
  void keepsTheSignatureOfEmptyReasoning() {
    String block = "{'type':'thinking','thinking':'','signature':'EpoC'}";

    assertThat(collected(whole(message("[" + block + "]", ""))).message().parts())
        .containsExactly(new Reasoning("", ProviderState.of("anthropic", "EpoC")));
    assertThat(parts(blockStart(0, block), blockStop(0)))
        .containsExactly(new Reasoning("", ProviderState.of("anthropic", "EpoC")));
  }

  @Test
  void twoSealedThoughtsStayTwo() {
    assertThat(
            collected(
                    whole(
                        message(
                            "[{'type':'thinking','thinking':'a','signature':'1'},"
                                + "{'type':'thinking','thinking':'b','signature':'2'}]",
                            "")))
                .message()
                .parts())
        .containsExactly(
            new Reasoning("a", ProviderState.of("anthropic", "1")),
            new Reasoning("b", ProviderState.of("anthropic", "2")));
  }

  @Test
  void keepsFieldsOfABlockThatNobodyElseUnderstands() {
    assertThat(
            parts(
                blockStart(0, "{'type':'thinking','thinking':'','signature':'','depth':2}"),
                delta(0, "{'type':'signature_delta','signature':'Ep=='}"),
                blockStop(0),
                blockStart(1, "{'type':'text','text':'','phase':'draft'}"),
                delta(1, "{'type':'text_delta','text':'a'}"),
                blockStop(1),
                blockStart(
                    2, "{'type':'tool_use','id':'t','name':'f','input':{},'caller':{'type':'x'}}"),
                blockStop(2)))
        .containsExactly(
            new Reasoning("", state("{'depth':2,'signature':'Ep=='}")),
            new Text("a", state("{'phase':'draft'}")),
            new ToolCall("t", "f", "{}", ToolCall.Type.FUNCTION, state("{'caller':{'type':'x'}}")));
  }

  @Test
  void reportsFieldsOfTheAnswerThatHaveNoPlaceOfTheirOwn() {
    String container = "{'id':'c_1','expires_at':'2026-01-01'}";
    String edits = "{'applied_edits':[]}";
    ChatResponse unary =
        collected(
            whole(
                message(
                    "[]",
                    ",'stop_reason':'refusal','stop_details':{'category':'cyber'},'container':"
                        + container
                        + ",'context_management':"
                        + edits
                        + ",'stop_sequence':null,'usage':{'input_tokens':1}")));
    ChatResponse stream =
        collected(
            stream(
                START,
                "{'type':'message_delta','delta':{'stop_reason':'refusal','stop_sequence':null,"
                    + "'stop_details':{'category':'cyber'},'container':"
                    + container
                    + "},'context_management':"
                    + edits
                    + ",'usage':{'output_tokens':5}}",
                STOP));

    assertThat(unary.extras())
        .containsOnlyKeys("stop_details", "container", "context_management")
        .isEqualTo(stream.extras());
    assertThat(unary.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    assertThat(collected(stream(START, END_TURN, STOP)).extras()).isEmpty();
  }

  @Test
  void uncitedTextBeforeCitedTextKeepsItsOwnBlock() {
    assertThat(
            parts(
                blockStart(0, "{'type':'text','text':''}"),
                delta(0, "{'type':'text_delta','text':'a'}"),
                blockStop(0),
                blockStart(1, "{'type':'text','text':''}"),
                blockStop(1),
                blockStart(2, "{'type':'text','text':''}"),
                delta(2, "{'type':'text_delta','text':'b'}"),
                blockStop(2)))
        .containsExactly(new Text("a", state("{}")), new Text("b"));
  }

  private static ProviderState state(String json) {
    return new ProviderState("anthropic", RawJson.parse(json(json)));
  }

  // Text and citations.

  @Test
  void joinsTextBlocksWithoutASeparatorAndPutsCitationsAfterTheirText() {
    String one = "{'type':'char_location','cited_text':'x'}";
    String two = "{'type':'page_location','cited_text':'y'}";
    List<ContentPart> expected =
        List.of(
            new Text("According to them, ", state("{}")),
            new Text("it is so"),
            new ProviderBlock(
                "anthropic", "citations", RawJson.parse(json("[" + one + "," + two + "]"))),
            new Text("."));

    assertThat(
            collected(
                    whole(
                        message(
                            "[{'type':'text','text':'According to them, '},{'citations':["
                                + one
                                + ", "
                                + two
                                + "],'type':'text','text':'it is so'},"
                                + "{'type':'text','text':'.','citations':[]}]",
                            "")))
                .message()
                .parts())
        .isEqualTo(expected);
    assertThat(
            parts(
                blockStart(0, "{'type':'text','text':''}"),
                delta(0, "{'type':'text_delta','text':'According to them, '}"),
                blockStop(0),
                blockStart(1, "{'citations':[],'type':'text','text':''}"),
                delta(1, "{'type':'citations_delta','citation':" + one + "}"),
                delta(1, "{'type':'text_delta','text':'it is so'}"),
                delta(1, "{'type':'citations_delta','citation':" + two + "}"),
                blockStop(1),
                blockStart(2, "{'type':'text','text':''}"),
                delta(2, "{'type':'text_delta','text':'.'}"),
                blockStop(2)))
        .isEqualTo(expected);
  }

  @Test
  void keepsLineBreaksAtTheBeginningOfText() {
    assertThat(
            parts(
                blockStart(0, "{'type':'text','text':''}"),
                delta(0, "{'type':'text_delta','text':'\\n\\nSo'}"),
                blockStop(0)))
        .containsExactly(new Text("\n\nSo"));
  }

  @Test
  void anAnswerMayBeEmpty() {
    ChatResponse response =
        collected(
            whole(
                message(
                    "[]",
                    ",'stop_reason':'end_turn','usage':{'input_tokens':1,'output_tokens':9}")));

    assertThat(response.text()).isEmpty();
    assertThat(response.message().parts()).isEmpty();
    assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(response.usage()).isEqualTo(TokenUsage.of(1, 9));
  }

  // Reasons for stopping.

  @ParameterizedTest
  @CsvSource({
    "end_turn,STOP",
    "stop_sequence,STOP",
    "max_tokens,LENGTH",
    "model_context_window_exceeded,LENGTH",
    "tool_use,TOOL_CALLS",
    "refusal,CONTENT_FILTER",
    "pause_turn,PAUSED",
    "brand_new,OTHER"
  })
  void mapsReasonsAndKeepsThem(String word, FinishReason reason) {
    ReplyEvent expected = new ChatEvent.Finished(0, reason, word, null);

    assertThat(whole(message("[]", ",'stop_reason':'" + word + "','stop_sequence':null")))
        .contains(expected);
    assertThat(stream(START, END_TURN.replace("end_turn", word), STOP)).contains(expected);
  }

  @Test
  void keepsTheStopSequenceOfAStream() {
    assertThat(
            stream(
                START,
                "{'type':'message_delta','delta':{'stop_reason':'stop_sequence',"
                    + "'stop_sequence':'###'},'usage':{'output_tokens':5}}",
                STOP))
        .contains(new ChatEvent.Finished(0, FinishReason.STOP, "stop_sequence", "###"));
  }

  @Test
  void noReasonIsOther() {
    assertThat(whole(message("[]", ",'stop_reason':null")))
        .contains(new ChatEvent.Finished(0, FinishReason.OTHER, null, null));
  }

  // Usage.

  @Test
  void theLastUsageWinsFieldByFieldAndNothingIsAdded() {
    ChatResponse response =
        collected(
            stream(
                "{'type':'message_start','message':{'id':'m','model':'c','content':[],'usage':"
                    + "{'input_tokens':727,'cache_creation_input_tokens':30,"
                    + "'cache_read_input_tokens':7,'output_tokens':1,'service_tier':'standard'}}}",
                "{'type':'message_delta','delta':{'stop_reason':null},'usage':"
                    + "{'input_tokens':900,'output_tokens':20}}",
                "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':"
                    + "{'input_tokens':1595,'cache_creation_input_tokens':0,"
                    + "'cache_read_input_tokens':null,'output_tokens':143,"
                    + "'output_tokens_details':{'thinking_tokens':26}}}",
                STOP));

    assertThat(response.usage()).isEqualTo(new TokenUsage(1602, 7, 0, 143, 26, 1745, false));
    assertThat(response.rawUsage().toMap())
        .containsEntry("input_tokens", 1595L)
        .containsEntry("cache_creation_input_tokens", 0L)
        .containsEntry("cache_read_input_tokens", 7L)
        .containsEntry("output_tokens", 143L)
        .containsEntry("service_tier", "standard");
  }

  @Test
  void countsCachedTokensInsideTheInput() {
    ChatResponse response =
        collected(
            whole(
                message(
                    "[]",
                    ",'usage':{'input_tokens':4,'cache_creation_input_tokens':11107,"
                        + "'cache_read_input_tokens':2836,'output_tokens':155,"
                        + "'output_tokens_details':{'thinking_tokens':26}}")));

    assertThat(response.usage())
        .isEqualTo(new TokenUsage(13947, 2836, 11107, 155, 26, 14102, false));
  }

  @Test
  void usageThatIsNotThereIsNotZero() {
    assertThat(collected(whole(message("[]", ""))).usage()).isNull();
    assertThat(collected(whole(message("[]", ",'usage':null"))).usage()).isNull();
  }

  @Test
  void usageThatMakesNoSenseIsNoError() {
    ChatResponse response =
        collected(
            whole(
                message(
                    "[]",
                    ",'usage':{'input_tokens':-5,'output_tokens':2.0,'cache_read_input_tokens':"
                        + "'many','cache_creation_input_tokens':1e99,'output_tokens_details':3}")));

    assertThat(response.usage().output()).isEqualTo(2);
    assertThat(response.usage().input()).isEqualTo(1L << 40);
  }

  // Errors.

  @Test
  void anErrorEventIsThatErrorAndNoEndOfTheStream() {
    ProviderException e =
        catchThrowableOfType(
            ProviderException.class,
            () ->
                stream(
                    START,
                    "{'type':'error','error':{'details':null,'type':'overloaded_error',"
                        + "'message':'Overloaded'},'request_id':'req_1'}"));

    assertThat(e.kind()).isEqualTo(FailureKind.OVERLOADED);
    assertThat(e.providerStatus()).isEqualTo(200);
    assertThat(e.providerType()).isEqualTo("overloaded_error");
    assertThat(e.providerMessage()).isEqualTo("Overloaded");
    assertThat(e.providerRequestId()).isEqualTo("req_1");
  }

  @Test
  void anErrorInPlaceOfAnAnswerIsThatErrorWhateverTheStatus() {
    ProviderException e =
        catchThrowableOfType(
            ProviderException.class,
            () ->
                whole(
                    json("{'type':'error','error':{'type':'rate_limit_error','message':'Slow'}}")));

    assertThat(e.kind()).isEqualTo(FailureKind.RATE_LIMITED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'type':'message','content':null}", "{'content':'Hello'}"})
  void anAnswerWithoutContentIsMalformed(String body) {
    assertThatThrownBy(() -> whole(json(body)))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY));
  }

  @Test
  void aDeltaWithoutItsBlockIsMalformed() {
    assertThatThrownBy(() -> stream(START, delta(0, "{'type':'text_delta','text':'x'}")))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY));
  }

  @Test
  void whatIsPassedOnAsItCameIsCheckedToBeJson() {
    assertThatThrownBy(() -> whole(message("[{'type':'poem','x':[tru]}]", "")))
        .isInstanceOf(JsonDataException.class)
        .hasMessageNotContaining("tru]");
  }

  @Test
  void whatComesAfterTheEndChangesNothing() {
    assertThat(stream(START, END_TURN, STOP, STOP, "{'type':'ping'}")).hasSize(3);
  }
}
