package dev.gatewaysdk.provider.openaiwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.chat.ChatCollector;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatEvent.Finished;
import dev.gatewaysdk.chat.ChatEvent.ReasoningDelta;
import dev.gatewaysdk.chat.ChatEvent.RefusalDelta;
import dev.gatewaysdk.chat.ChatEvent.Started;
import dev.gatewaysdk.chat.ChatEvent.TextDelta;
import dev.gatewaysdk.chat.ChatEvent.ToolCallDelta;
import dev.gatewaysdk.chat.ChatEvent.UsageReported;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ContentPart.ToolCall.Type;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What recordings show of OpenAI and its imitators, in the smallest form. Quotes are single. */
class OpenAiReplyReaderTest {
  private final CallTrail trail = new CallTrail();
  private final List<ReplyEvent> events = new ArrayList<>();

  private static JsonReader json(String text) {
    return JsonReader.of(new Buffer().writeUtf8(text.replace('\'', '"')));
  }

  private List<ReplyEvent> whole(String json) throws IOException {
    new OpenAiReplyReader(WireFlavor.OPENAI, trail, "c1").whole(json(json), events::add);
    return events;
  }

  private List<ReplyEvent> stream(String... chunks) throws IOException {
    OpenAiReplyReader reader = new OpenAiReplyReader(WireFlavor.OPENAI, trail, "c1");
    for (String chunk : chunks) {
      reader.event(json(chunk), events::add);
      assertThat(reader.ended()).isFalse();
    }
    reader.sentinel(events::add);
    assertThat(reader.ended()).isTrue();
    return events;
  }

  private static String delta(String delta) {
    return "{'choices':[{'index':0,'delta':{" + delta + "}}]}";
  }

  private List<ToolCall> toolCalls(String... deltas) throws IOException {
    String[] chunks = new String[deltas.length];
    for (int i = 0; i < deltas.length; i++) {
      chunks[i] = delta("'tool_calls':[{" + deltas[i] + "}]");
    }
    ChatCollector collector = new ChatCollector();
    stream(chunks).forEach(event -> collector.add((ChatEvent) event));
    return collector.toResponse().build().choices().get(0).message().toolCalls();
  }

  private UsageReported usage(String usage) throws IOException {
    return (UsageReported)
        whole("{'choices':[{'message':{},'finish_reason':'stop'}],'usage':" + usage + "}").stream()
            .filter(UsageReported.class::isInstance)
            .findFirst()
            .orElse(null);
  }

  @Test
  void aWholeReplyIsOneOrderlyStreamWhateverTheOrderOfItsFields() throws IOException {
    whole(
        "{'usage':{'prompt_tokens':1,'completion_tokens':2,'total_tokens':3},"
            + "'choices':[{'finish_reason':'tool_calls','message':{"
            + "'annotations':[{'type':'url_citation'}],"
            + "'tool_calls':[{'id':'c','type':'function','function':{'name':'f','arguments':'{}'}}],"
            + "'refusal':'no','content':'text','reasoning_content':'hm'},'index':0}],"
            + "'model':'m','id':'i'}");

    assertThat(events.stream().map(event -> event.getClass().getSimpleName()))
        .containsExactly(
            "Started",
            "ReasoningDelta",
            "TextDelta",
            "RefusalDelta",
            "ToolCallDelta",
            "BlockAdded",
            "Finished",
            "UsageReported");
    assertThat(events).contains(new Started("i", "m"));
  }

  @Test
  void readsTextInPieces() throws IOException {
    stream(
        "{'id':'i','model':'m','choices':[{'index':0,'delta':{'role':'assistant','content':''},"
            + "'finish_reason':null}],'usage':null,'obfuscation':'zz'}",
        delta("'content':'a'"),
        "{'id':'i','choices':[{'index':0,'delta':{'content':'b'},'finish_reason':'stop'}]}",
        "{'choices':[],'usage':{'prompt_tokens':1,'completion_tokens':2}}");

    assertThat(events.subList(0, 4))
        .containsExactly(
            new Started("i", "m"),
            new TextDelta(0, "a"),
            new TextDelta(0, "b"),
            new Finished(0, FinishReason.STOP, "stop", null));
    assertThat(((UsageReported) events.get(4)).usage()).isEqualTo(TokenUsage.of(1, 2));
  }

  @Test
  void takesIdAndModelWhereTheyFirstAre() throws IOException {
    assertThat(stream("{'id':'','model':'','choices':[]}", "{'id':'i','model':'m','choices':[]}"))
        .containsExactly(new Started("i", "m"));
  }

  @Test
  void idAndModelComeBeforeTheContentThatStandsBeforeThem() throws IOException {
    String first = "{'choices':[{'index':0,'delta':{'content':'a'}}],'id':'i','model':'m'}";

    assertThat(stream(first, first.replace("'a'", "'b'")))
        .startsWith(new Started("i", "m"), new TextDelta(0, "a"), new TextDelta(0, "b"))
        .filteredOn(Started.class::isInstance)
        .hasSize(1);
  }

  @Test
  void emptyMeansAbsent() throws IOException {
    assertThat(
            whole(
                "{'choices':[{'message':{'content':'','refusal':'','reasoning':'','tool_calls':[],'annotations':["
                    + " ],'function_call':{'name':'','arguments':''}},'finish_reason':''}]}"))
        .containsExactly(new Finished(0, FinishReason.OTHER, null, null));
  }

  @Test
  void choicesInterleave() throws IOException {
    stream(
        "{'choices':[{'delta':{'content':'b'},'finish_reason':null,'x':[1],'index':1}]}",
        "{'choices':[{'index':0,'delta':{'content':'a'}}]}",
        "{'choices':[{'index':1,'delta':{},'finish_reason':'length'}]}");

    assertThat(events)
        .containsExactly(
            new TextDelta(1, "b"),
            new TextDelta(0, "a"),
            new Finished(1, FinishReason.LENGTH, "length", null),
            new Finished(0, FinishReason.OTHER, null, null));
  }

  @Test
  void aRepeatedFinishReasonEndsAChoiceOnce() throws IOException {
    stream(
        "{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}",
        "{'choices':[{'index':0,'delta':{'content':''},'finish_reason':'stop'}],"
            + "'usage':{'prompt_tokens':1}}");

    assertThat(events.stream().filter(Finished.class::isInstance)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reasoning_content", "reasoning"})
  void reasoningHasTwoNames(String name) throws IOException {
    assertThat(stream(delta("'" + name + "':'hm'"))).contains(new ReasoningDelta(0, "hm", null));
  }

  @Test
  void reasoningUnderBothNamesIsTheSame() throws IOException {
    assertThat(stream(delta("'reasoning':'hm','reasoning_content':'hm'")))
        .containsOnlyOnce(new ReasoningDelta(0, "hm", null));
  }

  @Test
  void readsRefusals() throws IOException {
    assertThat(stream(delta("'refusal':'no'"))).contains(new RefusalDelta(0, "no"));
  }

  @Test
  void piecesOfToolCallsFindTheirCall() throws IOException {
    assertThat(
            toolCalls(
                "'index':0,'id':'a','type':'function','function':{'name':'f','arguments':''}",
                "'index':1,'id':'b','function':{'name':'g','arguments':'1'}",
                "'index':0,'function':{'arguments':'2'}",
                "'index':1,'function':{'arguments':'3'}"))
        .containsExactly(ToolCall.of("a", "f", "2"), ToolCall.of("b", "g", "13"));
  }

  @Test
  void aNewIdIsANewCallWhereAllHaveIndexZero() throws IOException {
    assertThat(
            toolCalls(
                "'index':0,'id':'a','function':{'name':'f','arguments':'1'}",
                "'index':0,'id':'b','function':{'name':'g','arguments':'2'}",
                "'index':0,'function':{'arguments':'3'}"))
        .containsExactly(ToolCall.of("a", "f", "1"), ToolCall.of("b", "g", "23"));
  }

  @Test
  void aMissingIndexIsMadeUpFor() throws IOException {
    assertThat(
            toolCalls(
                "'id':'a','function':{'name':'f','arguments':'1'}",
                "'function':{'arguments':'2'}",
                "'id':'','function':{'name':'g','arguments':{'x':1}}",
                "'id':'a','function':{'arguments':'3'}"))
        .containsExactly(ToolCall.of("a", "f", "123"), ToolCall.of("call_c1_1", "g", "{\"x\":1}"));
  }

  @Test
  void readsCustomTools() throws IOException {
    assertThat(
            toolCalls(
                "'index':0,'id':'a','type':'custom','custom':{'name':'f','input':'fr'}",
                "'index':0,'custom':{'input':'ee'}"))
        .containsExactly(new ToolCall("a", "f", "free", Type.CUSTOM));
  }

  @Test
  void readsTheFirstFormOfFunctionCalls() throws IOException {
    stream(
        delta("'function_call':{'name':'f','arguments':''}"),
        delta("'function_call':{'arguments':'{}'}"));

    assertThat(events.subList(0, 2))
        .containsExactly(
            new ToolCallDelta(0, 0, null, "f", "", Type.LEGACY_FUNCTION),
            new ToolCallDelta(0, 0, null, null, "{}", Type.LEGACY_FUNCTION));
  }

  @Test
  void readsUsageWithItsParts() throws IOException {
    UsageReported reported =
        usage(
            "{'prompt_tokens':30,'completion_tokens':20,'total_tokens':50,"
                + "'prompt_tokens_details':{'cached_tokens':16,'cache_write_tokens':2},"
                + "'completion_tokens_details':{'reasoning_tokens':4},'x':{}}");

    assertThat(reported.usage()).isEqualTo(new TokenUsage(30, 16, 2, 20, 4, 50, false));
    assertThat(reported.raw().text()).startsWith("{\"prompt_tokens\":30,").endsWith("\"x\":{}}");
    assertThat(trail.adjustments()).isEmpty();
  }

  @Test
  void contradictionsAreReportedNotThrown() throws IOException {
    UsageReported reported =
        usage(
            "{'prompt_tokens':3,'completion_tokens':-1,'total_tokens':50,"
                + "'prompt_tokens_details':{'cached_tokens':16}}");

    assertThat(reported.usage()).isEqualTo(new TokenUsage(3, 16, 0, 0, 0, 50, false));
    assertThat(trail.adjustments())
        .extracting(Adjustment::kind, Adjustment::subject)
        .containsExactly(
            tuple(Adjustment.Kind.CONTRADICTION, "completion_tokens"),
            tuple(Adjustment.Kind.CONTRADICTION, "prompt_tokens_details.cached_tokens"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775807", "1e999", "99999999999999999999"})
  void countsAboveAllReasonAreReportedNotThrown(String count) throws IOException {
    UsageReported reported =
        usage("{'prompt_tokens':7,'completion_tokens':" + count + ",'total_tokens':" + count + "}");

    assertThat(reported.usage()).isEqualTo(TokenUsage.of(7, 0));
    assertThat(trail.adjustments())
        .extracting(Adjustment::subject)
        .containsExactly("completion_tokens", "total_tokens");
  }

  @Test
  void countsMayHaveAPoint() throws IOException {
    assertThat(usage("{'prompt_tokens':7.0,'completion_tokens':2.5}").usage())
        .isEqualTo(TokenUsage.of(7, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{'cost':1}", "{'prompt_tokens':null}"})
  void unknownUsageIsNotZero(String usage) throws IOException {
    assertThat(usage(usage)).isNull();
  }

  @Test
  void anErrorInsideAStreamIsThrownWithItsKind() {
    ProviderException e =
        catchThrowableOfType(
            ProviderException.class,
            () ->
                stream(
                    delta("'content':'a'"),
                    "{'error':{'code':429,'message':'Provider returned error'},'choices':[]}"));

    assertThat(e.kind()).isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(e.providerCode()).isEqualTo("429");
    assertThat(events).contains(new TextDelta(0, "a"));
  }

  @Test
  void anErrorInsideAWholeReplyIsThrownWithItsKind() {
    ProviderException e =
        catchThrowableOfType(
            ProviderException.class,
            () -> whole("{'error':{'message':'x','type':'server_error','code':null}}"));

    assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(e.providerType()).isEqualTo("server_error");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'choices':[]}",
        "{'choices':null}",
        "{'choices':[{'index':2000,'message':{}}]}"
      })
  void aReplyWithoutAnAnswerIsNoReply(String reply) {
    assertThatThrownBy(() -> whole(reply)).isInstanceOf(JsonDataException.class);
  }
}
