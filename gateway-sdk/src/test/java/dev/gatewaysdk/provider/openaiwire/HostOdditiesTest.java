package dev.gatewaysdk.provider.openaiwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.chat.ChatChoice;
import dev.gatewaysdk.chat.ChatCollector;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.SpokenAnswer;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the hosts of OpenAI's wire make differently in their answers. Quotes are single. */
class HostOdditiesTest {
  private static final WireFlavor HOST = WireFlavor.COMPATIBLE;

  private final CallTrail trail = new CallTrail();
  private final List<ReplyEvent> events = new ArrayList<>();

  private static JsonReader json(String text) {
    return JsonReader.of(new Buffer().writeUtf8(text.replace('\'', '"')));
  }

  private OpenAiReplyReader reader() {
    return new OpenAiReplyReader(HOST, trail, "c1");
  }

  private ChatResponse collected() {
    ChatCollector collector = new ChatCollector();
    events.forEach(event -> collector.add((ChatEvent) event));
    return collector.toResponse().build();
  }

  private ChatResponse whole(String body) throws IOException {
    reader().whole(json(body), events::add);
    return collected();
  }

  private ChatChoice message(String fields) throws IOException {
    return whole("{'choices':[{'message':{" + fields + "},'finish_reason':'stop'}]}")
        .choices()
        .get(0);
  }

  private ChatResponse stream(String... chunks) throws IOException {
    OpenAiReplyReader reader = reader();
    for (String chunk : chunks) {
      reader.event(json(chunk), events::add);
    }
    reader.sentinel(events::add);
    return collected();
  }

  private ChatChoice deltas(String... deltas) throws IOException {
    String[] chunks = new String[deltas.length];
    for (int i = 0; i < deltas.length; i++) {
      chunks[i] = "{'choices':[{'index':0,'delta':{" + deltas[i] + "}}]}";
    }
    return stream(chunks).choices().get(0);
  }

  private ProviderException failure(String chunk) {
    return catchThrowableOfType(
        ProviderException.class, () -> reader().event(json(chunk), events::add));
  }

  private static ProviderState state(String json) {
    return new ProviderState(HOST.format(), RawJson.parse(json.replace('\'', '"')));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reasoning_content", "reasoning"})
  void reasoningKeepsTheNameThatItCameUnder(String name) throws IOException {
    ChatChoice choice = deltas("'" + name + "':'h'", "'" + name + "':'m'", "'content':'ok'");

    assertThat(choice.message().parts())
        .containsExactly(
            new Reasoning("hm", ProviderState.of(HOST.format(), name)), new Text("ok"));
  }

  @Test
  void reasoningDetailsAreKeptAsTheyCame() throws IOException {
    String details = "[{'type':'reasoning.text','text':'hm','signature':'s','index':0}]";

    ChatChoice choice =
        message("'reasoning':'hm','reasoning_details':" + details + ",'content':'ok'");

    assertThat(choice.message().parts())
        .containsExactly(new Reasoning("hm", state(details)), new Text("ok"));
  }

  @Test
  void reasoningDetailsInPiecesBecomeWhole() throws IOException {
    ChatChoice choice =
        deltas(
            "'reasoning':'h','reasoning_details':[{'type':'reasoning.text','text':'h','index':0}]",
            "'reasoning':'m','reasoning_details':[{'type':'reasoning.text','text':'m','index':0}]",
            "'reasoning_details':[{'type':'reasoning.text','signature':'s','index':0}]",
            "'reasoning_details':[{'type':'reasoning.encrypted','data':'x','index':1}],"
                + "'tool_calls':[{'index':0,'id':'t','function':{'name':'f','arguments':'{}'}}]");

    assertThat(choice.message().parts())
        .containsExactly(
            new Reasoning(
                "hm",
                state(
                    "[{'type':'reasoning.text','text':'hm','index':0,'signature':'s'},"
                        + "{'type':'reasoning.encrypted','data':'x','index':1}]")),
            ToolCall.of("t", "f", "{}"));
  }

  @Test
  void reasoningDetailsAloneAreReadAsText() throws IOException {
    assertThat(
            deltas(
                    "'content':'','reasoning_details':[{'type':'reasoning.text','text':'h'}]",
                    "'reasoning_details':[{'type':'reasoning.summary','summary':'m'}]",
                    "'content':'ok'")
                .message()
                .reasoning())
        .isEqualTo("hm");
  }

  @Test
  void contentMayBeAListThatThinksAndCites() throws IOException {
    ChatChoice choice =
        message(
            "'content':[{'type':'thinking','thinking':[{'type':'text','text':'hm'}],'closed':true},"
                + "{'type':'text','text':'see'},{'type':'reference','reference_ids':[1]}]");

    assertThat(choice.message().parts())
        .containsExactly(
            new Reasoning("hm", ProviderState.of(HOST.format(), "thinking")),
            new Text("see"),
            new ProviderBlock(
                HOST.format(),
                "reference",
                RawJson.parse("{\"type\":\"reference\",\"reference_ids\":[1]}")));
  }

  @Test
  void contentMaySwitchBetweenTextAndListFromChunkToChunk() throws IOException {
    ChatChoice choice =
        deltas(
            "'content':''",
            "'content':[{'type':'thinking','thinking':[{'type':'text','text':'h'}]}]",
            "'content':[{'type':'thinking','thinking':[{'type':'text','text':'m'}]}]",
            "'content':'o'",
            "'content':[{'type':'text','text':'k'}]");

    assertThat(choice.message().parts())
        .containsExactly(
            new Reasoning("hm", ProviderState.of(HOST.format(), "thinking")), new Text("ok"));
  }

  @Test
  void emptyFieldsOfEveryKindMeanNothing() throws IOException {
    ChatResponse response =
        whole(
            "{'id':'','model':'m','service_tier':'','system_fingerprint':'','choices':[{'index':0,"
                + "'finish_reason':'','logprobs':{'content':null,'refusal':null},'message':{"
                + "'content':'ok','refusal':'','tool_calls':null,'annotations':null,"
                + "'function_call':{'name':'','arguments':''},"
                + "'audio':{'id':'','data':'','transcript':'','expires_at':0}}}]}");

    ChatChoice choice = response.choices().get(0);
    assertThat(choice.message().parts()).containsExactly(new Text("ok"));
    assertThat(choice.logprobs()).isNull();
    assertThat(choice.rawFinishReason()).isNull();
    assertThat(response.id()).isNull();
    assertThat(response.extras()).isEmpty();
  }

  @Test
  void anEmptyCustomFormBesideAFunctionIsIgnored() throws IOException {
    assertThat(
            message(
                    "'tool_calls':[{'id':'t','custom':{'name':'','input':''},"
                        + "'function':{'name':'f','arguments':'{}'}}]")
                .message()
                .toolCalls())
        .containsExactly(ToolCall.of("t", "f", "{}"));
  }

  @Test
  void aStreamWithoutAnyFinishReasonEndsWithItsSentinel() throws IOException {
    ChatChoice choice = deltas("'content':'ok'");

    assertThat(choice.finishReason()).isEqualTo(FinishReason.OTHER);
    assertThat(choice.rawFinishReason()).isNull();
  }

  @Test
  void callsWithoutAnIdGetOneThatTiesTheirResults() throws IOException {
    List<ToolCall> calls =
        message(
                "'tool_calls':[{'id':'','function':{'name':'f','arguments':'1'}},"
                    + "{'function':{'name':'g','arguments':'2'}}]")
            .message()
            .toolCalls();

    assertThat(calls)
        .containsExactly(ToolCall.of("call_c1_0", "f", "1"), ToolCall.of("call_c1_1", "g", "2"));
  }

  @Test
  void idsThatAreMadeUpFitIntoWhatOpenAiTakes() throws IOException {
    OpenAiReplyReader reader =
        new OpenAiReplyReader(HOST, trail, "0123456789abcdef0123456789abcdef");
    reader.whole(
        json(
            "{'choices':[{'index':1000,'message':{'tool_calls':[{'id':'',"
                + "'function':{'name':'f'}}]}}]}"),
        events::add);

    assertThat(((ChatEvent.ToolCallDelta) events.get(0)).id())
        .isEqualTo("call_0123456789abcdef01234567_1000_0")
        .hasSizeLessThanOrEqualTo(40);
  }

  @Test
  void whatTheHostWantsBackIsKeptOnTextAndCalls() throws IOException {
    List<ContentPart> parts =
        message(
                "'extra_content':{'google':{'thought_signature':'a'}},'thought_signature':'a',"
                    + "'tool_calls':[{'id':'t','function':{'name':'f','arguments':'{}'},"
                    + "'extra_content':{'google':{'thought_signature':'b'}}}]")
            .message()
            .parts();

    assertThat(parts)
        .containsExactly(
            new Text("", state("{'google':{'thought_signature':'a'}}")),
            new ToolCall(
                "t",
                "f",
                "{}",
                ToolCall.Type.FUNCTION,
                state("{'google':{'thought_signature':'b'}}")));
  }

  @Test
  void usageOfGroqCountsOnceWhereverItStands() throws IOException {
    String usage = "{'prompt_tokens':5,'completion_tokens':7,'total_tokens':12}";
    String choices = "'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]";

    assertThat(stream("{" + choices + ",'x_groq':{'id':'r','usage':" + usage + "}}").usage())
        .isEqualTo(TokenUsage.of(5, 7));
    events.clear();
    assertThat(
            stream("{" + choices + ",'x_groq':{'usage':" + usage + "},'usage':" + usage + "}")
                .usage())
        .isEqualTo(TokenUsage.of(5, 7));
    assertThat(events.stream().filter(ChatEvent.UsageReported.class::isInstance)).hasSize(1);
  }

  @Test
  void anErrorInGroqsOwnCornerFails() {
    ProviderException e = failure("{'choices':[],'x_groq':{'error':'over capacity'}}");

    assertThat(e.providerMessage()).isEqualTo("over capacity");
    assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE);
  }

  @Test
  void toolsThatRanAtTheHostAreNoToolCalls() throws IOException {
    ChatChoice choice =
        deltas("'executed_tools':[{'index':0,'type':'search','arguments':'{}'}]", "'content':'ok'");

    assertThat(choice.message().toolCalls()).isEmpty();
    assertThat(choice.message().parts().get(0))
        .isInstanceOfSatisfying(
            ProviderBlock.class, block -> assertThat(block.type()).isEqualTo("executed_tools"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'prompt_cache_hit_tokens':3,'prompt_cache_miss_tokens':7",
        "'cached_tokens':3",
        "'num_cached_tokens':3",
        "'cache_read_input_tokens':3",
        "'prompt_tokens_details':{'cached_tokens':3},'cached_tokens':9"
      })
  void cachedTokensHaveManyNamesAndCountOnce(String fields) throws IOException {
    TokenUsage usage =
        whole(
                "{'choices':[{'message':{'content':'a'}}],'usage':{'prompt_tokens':10,"
                    + "'completion_tokens':1,'total_tokens':11,"
                    + fields
                    + "}}")
            .usage();

    assertThat(usage.cacheRead()).isEqualTo(3);
    assertThat(usage.input()).isEqualTo(10);
  }

  @Test
  void totalsThatDoNotAddUpAreReportedAndPassedOn() throws IOException {
    ChatResponse response =
        whole(
            "{'choices':[{'message':{'content':'a'}}],'usage':{'prompt_tokens':9,"
                + "'completion_tokens':5,'total_tokens':590,"
                + "'prompt_tokens_details':{'audio_tokens':576}}}");

    assertThat(response.usage().total()).isEqualTo(590);
    assertThat(trail.adjustments())
        .extracting(Adjustment::kind)
        .containsExactly(Adjustment.Kind.CONTRADICTION);
  }

  @Test
  void usageIsReadBeforeTheErrorThatStandsBesideIt() {
    ProviderException e =
        failure(
            "{'error':{'code':400,'message':'Token limit reached'},'choices':[{'index':0,"
                + "'delta':{'content':''},'finish_reason':null}],"
                + "'usage':{'prompt_tokens':1,'completion_tokens':10,'total_tokens':11}}");

    assertThat(e.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
    assertThat(e.providerCode()).isEqualTo("400");
    assertThat(collected().usage()).isEqualTo(TokenUsage.of(1, 10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'error':{'message':'x','code':502}} | UNAVAILABLE",
        "{'error':{'message':'x','code':'429'}} | RATE_LIMITED",
        "{'error':{'message':'x','status_code':400,'code':'tool_use_failed'}} | MALFORMED_REPLY",
        "{'error':{'message':'x','type':'invalid_request_error'}} | INVALID_REQUEST",
        "{'object':'error','message':'x','type':'invalid_model','code':1500} | MODEL_NOT_FOUND",
        "{'message':'x','code':503} | OVERLOADED",
        "{'choices':[{'index':0,'delta':{},'error':{'message':'x','code':502}}]} | UNAVAILABLE"
      })
  void errorsWithinAStreamHaveManyForms(String chunk, FailureKind kind) {
    assertThat(failure(chunk).kind()).isEqualTo(kind);
    assertThat(failure(chunk).providerMessage()).isEqualTo("x");
  }

  @Test
  void emptyErrorsAreNone() throws IOException {
    assertThat(whole("{'error':'','choices':[{'message':{'content':'a'}}]}").text()).isEqualTo("a");
  }

  @Test
  void aStreamWithoutASentinelIsWholeOnceEveryChoiceHasFinished() throws IOException {
    OpenAiReplyReader reader = new OpenAiReplyReader(WireFlavor.COMPATIBLE, trail, "c1");

    reader.event(json("{'choices':[{'index':0,'delta':{'content':'a'}}]}"), events::add);
    reader.endOfStream(events::add);
    assertThat(reader.ended()).isFalse();
    reader.event(json("{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}"), events::add);
    assertThat(reader.ended()).as("the usage may follow").isFalse();
    reader.endOfStream(events::add);
    assertThat(reader.ended()).isTrue();
  }

  @Test
  void aStreamOfOpenAiIsNotWholeWithoutItsSentinel() throws IOException {
    OpenAiReplyReader reader = new OpenAiReplyReader(WireFlavor.OPENAI, trail, "c1");

    reader.event(json("{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}"), events::add);
    reader.endOfStream(events::add);

    assertThat(reader.ended()).isFalse();
  }

  @Test
  void whatWasSaidSoFarBesideEachPieceIsNotSaidAgain() throws IOException {
    ChatResponse response =
        stream(
            "{'choices':[{'index':0,'message':{'content':'a'},'delta':{'content':'a'}}]}",
            "{'choices':[{'index':0,'delta':{'content':'b'},'message':{'content':'ab'}}]}");

    assertThat(response.text()).isEqualTo("ab");
    events.clear();
    assertThat(whole("{'choices':[{'delta':{'content':'x'},'message':{'content':'ab'}}]}").text())
        .isEqualTo("ab");
  }

  @Test
  void citationsBesideTheChoicesArePassedOnOnce() throws IOException {
    ChatResponse response =
        stream(
            "{'citations':['u'],'search_results':[],'choices':[{'delta':{'content':'a'}}]}",
            "{'citations':['u'],'search_results':[{'url':'u'}],'choices':[]}");

    assertThat(response.extras())
        .containsEntry("citations", RawJson.parse("[\"u\"]"))
        .containsEntry("search_results", RawJson.parse("[{\"url\":\"u\"}]"));
    assertThat(events.stream().filter(ChatEvent.FieldReported.class::isInstance)).hasSize(2);
  }

  @Test
  void tierFingerprintAndHostArePassedOn() throws IOException {
    assertThat(
            stream(
                    "{'service_tier':null,'choices':[{'delta':{'content':'a'}}]}",
                    "{'service_tier':'default','system_fingerprint':'fp','provider':'P',"
                        + "'choices':[]}")
                .extras())
        .containsOnlyKeys("service_tier", "system_fingerprint", "provider");
  }

  @Test
  void likelihoodsInPiecesAreThoseOfTheWhole() throws IOException {
    String one = "{'token':'a','logprob':-0.5,'bytes':[97],'top_logprobs':[]}";
    String two = "{'token':'b','logprob':-1,'bytes':null,'top_logprobs':[]}";

    ChatChoice whole =
        whole(
                "{'choices':[{'message':{'content':'ab'},'logprobs':{'content':["
                    + one
                    + ","
                    + two
                    + "],'refusal':null},'finish_reason':'stop'}]}")
            .choices()
            .get(0);
    events.clear();
    ChatChoice streamed =
        stream(
                "{'choices':[{'delta':{'content':'a'},'logprobs':{'content':[" + one + "]}}]}",
                "{'choices':[{'delta':{'content':'b'},'logprobs':{'content':[" + two + "]}}]}",
                "{'choices':[{'delta':{},'logprobs':null,'finish_reason':'stop'}]}")
            .choices()
            .get(0);

    assertThat(whole.logprobs().content()).hasSize(2);
    assertThat(streamed).isEqualTo(whole);
  }

  @Test
  void soundInPiecesIsThatOfTheWhole() throws IOException {
    ChatChoice choice =
        deltas(
            "'audio':{'id':'au'}",
            "'audio':{'transcript':'He'}",
            "'audio':{'data':'AQ=='}",
            "'audio':{'transcript':'y','data':'Ag=='}",
            "'audio':{'expires_at':1700000000}");

    assertThat(choice.message().parts())
        .containsExactly(new SpokenAnswer("au", "AQI=", "Hey", 1_700_000_000L));
  }

  @Test
  void soundThatIsNotBase64IsAMalformedReply() {
    assertThatThrownBy(() -> message("'audio':{'id':'au','data':'%%'}"))
        .isInstanceOf(JsonDataException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "stop, STOP",
    "eos, STOP",
    "length, LENGTH",
    "model_length, LENGTH",
    "max_tokens, LENGTH",
    "tool_calls, TOOL_CALLS",
    "function_call, TOOL_CALLS",
    "content_filter, CONTENT_FILTER",
    "error, OTHER",
    "insufficient_system_resource, OTHER"
  })
  void finishReasonsKeepTheHostsWord(String raw, FinishReason reason) throws IOException {
    ChatChoice choice =
        whole("{'choices':[{'message':{'content':'a'},'finish_reason':'" + raw + "'}]}")
            .choices()
            .get(0);

    assertThat(choice.finishReason()).isEqualTo(reason);
    assertThat(choice.rawFinishReason()).isEqualTo(raw);
  }

  @Test
  void aStopThatAsksForToolsAsksForTools() throws IOException {
    ChatChoice choice =
        message("'tool_calls':[{'id':'t','function':{'name':'f','arguments':'{}'}}]");

    assertThat(choice.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(choice.rawFinishReason()).isEqualTo("stop");
  }

  @Test
  void theStopSequenceOfVllmIsKept() throws IOException {
    ChatResponse response =
        whole(
            "{'choices':[{'message':{'content':'a'},'finish_reason':'stop','stop_reason':'END'}]}");

    assertThat(response.choices().get(0).stopSequence()).isEqualTo("END");
    events.clear();
    response = whole("{'choices':[{'message':{'content':'a'},'stop_reason':200012}]}");
    assertThat(response.choices().get(0).stopSequence()).isNull();
  }

  @Test
  void fieldsOfAnotherShapeAreNoReasonToFail() throws IOException {
    ChatResponse response =
        whole(
            "{'choices':[{'index':null,'finish_reason':'stop','message':{'content':'a',"
                + "'reasoning':{'x':1},'refusal':false,'annotations':{},'audio':[],"
                + "'tool_calls':null},'logprobs':[]}],'usage':[],'citations':null}");

    assertThat(response.choices()).hasSize(1);
    assertThat(response.message().parts()).containsExactly(new Text("a"));
  }
}
