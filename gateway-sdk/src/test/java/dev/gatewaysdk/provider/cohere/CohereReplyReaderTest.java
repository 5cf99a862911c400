package dev.gatewaysdk.provider.cohere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatCollector;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.ErrorReply;
import dev.gatewaysdk.provider.http.ReplyHeaders;
import dev.gatewaysdk.reply.RateLimits;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CohereReplyReaderTest {
  private static List<ReplyEvent> streamed(List<String> data) {
    CohereReplyReader reader = new CohereReplyReader();
    List<ReplyEvent> events = new ArrayList<>();
    try {
      for (String one : data) {
        reader.event(JsonReader.of(new Buffer().writeUtf8(one.replace('\'', '"'))), events::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(reader.ended()).isTrue();
    return events;
  }

  private static List<ReplyEvent> whole(String json) {
    List<ReplyEvent> events = new ArrayList<>();
    try {
      new CohereReplyReader()
          .whole(JsonReader.of(new Buffer().writeUtf8(json.replace('\'', '"'))), events::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return events;
  }

  private static ChatResponse collected(List<ReplyEvent> events) {
    ChatCollector collector = new ChatCollector();
    events.forEach(event -> collector.add((ChatEvent) event));
    return collector.toResponse().build();
  }

  @Test
  void keepsThePlanApartFromTextAndThought() {
    ChatResponse response =
        collected(
            whole(
                "{'id':'1','message':{'tool_plan':'I will call f.','content':["
                    + "{'type':'thinking','thinking':'hm'},{'type':'text','text':'So.'}],"
                    + "'tool_calls':[{'id':'a','type':'function',"
                    + "'function':{'name':'f','arguments':'{}'}}]},'finish_reason':'TOOL_CALL'}"));

    assertThat(response.message().parts())
        .containsExactly(
            new Reasoning("hm", CohereFormat.THINKING),
            new Text("So."),
            new Reasoning("I will call f.", CohereFormat.TOOL_PLAN),
            ToolCall.of("a", "f", "{}"));
    assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(response.id()).isEqualTo("1");
    assertThat(response.model()).isNull();
  }

  @Test
  void tellsInterleavedCallsApartByTheirIndex() {
    ChatResponse response =
        collected(
            streamed(
                List.of(
                    "{'type':'message-start','id':'1','delta':{'message':{'tool_calls':[]}}}",
                    start(0, "a"),
                    start(1, "b"),
                    more(1, "2"),
                    more(0, "1"),
                    more(1, "2"),
                    "{'type':'tool-call-end','index':0}",
                    "{'type':'tool-call-end','index':1}",
                    "{'type':'message-end','delta':{'finish_reason':'TOOL_CALL'}}")));

    assertThat(response.toolCalls())
        .containsExactly(ToolCall.of("a", "f", "1"), ToolCall.of("b", "f", "22"));
  }

  private static String start(int index, String id) {
    return "{'type':'tool-call-start','index':"
        + index
        + ",'delta':{'message':{'tool_calls':{'id':'"
        + id
        + "','type':'function','function':{'name':'f','arguments':''}}}}}";
  }

  private static String more(int index, String arguments) {
    return "{'type':'tool-call-delta','index':"
        + index
        + ",'delta':{'message':{'tool_calls':{'function':{'arguments':'"
        + arguments
        + "'}}}}}";
  }

  @Test
  void countsWhatTheModelReadAndWroteRatherThanWhatIsBilled() {
    String usage =
        "{'message':{'content':[]},'usage':{'billed_units':"
            + "{'input_tokens':12,'output_tokens':10},%s'cached_tokens':480.0}}";

    assertThat(
            collected(
                    whole(
                        usage.formatted(
                            "'tokens':{'input_tokens':614,'output_tokens':13,"
                                + "'reasoning_tokens':2,'image_tokens':5},")))
                .usage())
        .isEqualTo(new TokenUsage(614, 480, 0, 13, 2, 627, false));
    assertThat(collected(whole(usage.formatted(""))).usage())
        .isEqualTo(new TokenUsage(12, 480, 0, 10, 0, 22, false));
  }

  @ParameterizedTest
  @CsvSource({
    "COMPLETE,STOP",
    "STOP_SEQUENCE,STOP",
    "MAX_TOKENS,LENGTH",
    "TOOL_CALL,TOOL_CALLS",
    "ERROR_TOXIC,CONTENT_FILTER",
    "NEW,OTHER"
  })
  void readsWhyTheModelStopped(String word, FinishReason meaning) {
    ChatResponse response =
        collected(whole("{'message':{'content':[]},'finish_reason':'" + word + "'}"));

    assertThat(response.finishReason()).isEqualTo(meaning);
    assertThat(response.rawFinishReason()).isEqualTo(word);
  }

  @Test
  void doesNotTakeAFailureForAnAnswer() {
    assertThatThrownBy(() -> whole("{'message':{'content':[]},'finish_reason':'ERROR'}"))
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE));
    assertThatThrownBy(
            () ->
                streamed(
                    List.of(
                        "{'type':'message-end','delta':"
                            + "{'finish_reason':'TIMEOUT','error':'slow'}}")))
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.TIMEOUT))
        .hasMessageContaining("slow");
    assertThatThrownBy(() -> streamed(List.of("{'message':'internal server error'}")))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("internal server error");
    assertThatThrownBy(() -> whole("{'id':'1'}"))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY));
    assertThatThrownBy(() -> streamed(List.of(more(0, "x"))))
        .hasMessageContaining("belong to no tool call");
  }

  @Test
  void keepsContentOfKindsThatItDoesNotKnow() {
    ChatResponse response =
        collected(
            whole("{'message':{'content':[{'type':'new','a':1},{'text':'t','type':'text'}]}}"));

    assertThat(response.message().parts())
        .containsExactly(
            new ProviderBlock("cohere", "new", RawJson.parse("{\"type\":\"new\",\"a\":1}")),
            new Text("t"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|too many tokens: total number of tokens in the prompt cannot exceed 4081"
            + "|CONTEXT_TOO_LONG",
        "400|too many tokens: max tokens must be less than or equal to 4096|INVALID_REQUEST",
        "400|invalid request: model 'x' is not supported by the generate API|MODEL_NOT_FOUND",
        "400|invalid request: message must not be empty|INVALID_REQUEST",
        "401|invalid api token|AUTHENTICATION",
        "402|Please add or update your payment method|QUOTA_EXHAUSTED",
        "404|model 'x' not found|MODEL_NOT_FOUND",
        "404|page not found|INVALID_REQUEST",
        "422|invalid request|INVALID_REQUEST",
        "429|You are using a Trial key, which is limited to 10 API calls / minute|RATE_LIMITED",
        "429|You are using a Trial key, which is limited to 1000 API calls / month"
            + "|QUOTA_EXHAUSTED",
        "498|invalid token|AUTHENTICATION",
        "499|request cancelled|UNAVAILABLE",
        "500|internal server error|UNAVAILABLE",
        "503|service unavailable|OVERLOADED"
      })
  void classifiesByTextThenByStatus(int status, String message, FailureKind kind) {
    ProviderException e =
        new CohereDialect()
            .error(
                new ErrorReply(
                    status,
                    ReplyHeaders.of(Map.of()),
                    "{\"id\":\"body-1\",\"message\":\"" + message + "\"}",
                    null,
                    null))
            .build();

    assertThat(e.kind()).isEqualTo(kind);
    assertThat(e.providerMessage()).isEqualTo(message);
    assertThat(e.providerRequestId()).isEqualTo("body-1");
    assertThat(e.providerType()).isNull();
  }

  @Test
  void readsTheLimitsOfTrialKeys() {
    CohereDialect dialect = new CohereDialect();

    assertThat(
            dialect.rateLimits(
                ReplyHeaders.of(
                    Map.of(
                        "x-trial-endpoint-call-limit", "20",
                        "x-trial-endpoint-call-remaining", "8")),
                0))
        .isEqualTo(new RateLimits(new RateLimits.Window(20L, 8L, null), null));
    assertThat(dialect.rateLimits(ReplyHeaders.of(Map.of()), 0)).isNull();
  }

  /**
   * A message as Cohere could write it.
   *
   * @param cut how many characters a delta has; at least 1
   */
  record Message(
      List<Map<String, String>> content,
      String plan,
      List<String> arguments,
      List<Map<String, Object>> citations,
      int cut) {

    String whole() {
      List<Object> calls = new ArrayList<>();
      for (int i = 0; i < arguments.size(); i++) {
        calls.add(call(i, arguments.get(i)));
      }
      Map<String, Object> message = new LinkedHashMap<>();
      message.put("content", content);
      message.put("tool_plan", plan);
      message.put("tool_calls", calls);
      message.put("citations", citations);
      return RawJson.of(
              Map.of("id", "1", "message", message, "finish_reason", "COMPLETE", "usage", USAGE))
          .text();
    }

    private static Map<String, Object> call(int i, String arguments) {
      return Map.of("id", "c" + i, "function", Map.of("name", "f", "arguments", arguments));
    }

    List<String> events() {
      List<Object> events = new ArrayList<>();
      events.add(Map.of("type", "message-start", "id", "1"));
      for (int i = 0; i < content.size(); i++) {
        String type = content.get(i).get("type");
        add("content-start", i, "content", Map.of("type", type, type, ""), events);
        for (String piece : pieces(content.get(i).get(type))) {
          add("content-delta", i, "content", Map.of(type, piece), events);
        }
        events.add(Map.of("type", "content-end", "index", i));
      }
      for (int i = 0; i < citations.size(); i++) {
        add("citation-start", i, "citations", citations.get(i), events);
        events.add(Map.of("type", "citation-end", "index", i));
      }
      pieces(plan).forEach(piece -> add("tool-plan-delta", 0, "tool_plan", piece, events));
      for (int i = 0; i < arguments.size(); i++) {
        add("tool-call-start", i, "tool_calls", call(i, ""), events);
        for (String piece : pieces(arguments.get(i))) {
          Map<String, Object> more = Map.of("function", Map.of("arguments", piece));
          add("tool-call-delta", i, "tool_calls", more, events);
        }
        events.add(Map.of("type", "tool-call-end", "index", i));
      }
      Map<String, Object> end = Map.of("finish_reason", "COMPLETE", "usage", USAGE);
      events.add(Map.of("type", "message-end", "delta", end));
      return events.stream().map(event -> RawJson.of(event).text()).toList();
    }

    private static void add(
        String type, int index, String field, Object value, List<Object> events) {
      events.add(
          Map.of("type", type, "index", index, "delta", Map.of("message", Map.of(field, value))));
    }

    private List<String> pieces(String text) {
      List<String> pieces = new ArrayList<>();
      for (int at = 0; at < text.length(); at += cut) {
        pieces.add(text.substring(at, Math.min(text.length(), at + cut)));
      }
      return pieces;
    }
  }

  private static final Map<String, Object> USAGE =
      Map.of("tokens", Map.of("input_tokens", 7, "output_tokens", 3));

  /** But for calls without arguments, of which Cohere writes {} in the one and nothing else. */
  @Property(edgeCases = EdgeCasesMode.NONE)
  void aStreamCollectsToItsUnaryAnswer(@ForAll("messages") Message message) {
    List<ReplyEvent> events = streamed(message.events());

    assertThat(collected(events)).isEqualTo(collected(whole(message.whole())));
    assertThat(events.get(0)).isInstanceOf(ChatEvent.Started.class);
    assertThat(events).filteredOn(ChatEvent.Finished.class::isInstance).hasSize(1);
    assertThat(events).filteredOn(ChatEvent.UsageReported.class::isInstance).hasSize(1);
  }

  @Provide
  Arbitrary<Message> messages() {
    Arbitrary<String> texts = Arbitraries.strings().withChars("ab \n\\/{}é日").ofMaxLength(20);
    Arbitrary<Map<String, String>> content =
        Combinators.combine(Arbitraries.of("text", "thinking"), texts)
            .as((type, text) -> Map.of("type", type, type, text));
    Arbitrary<Map<String, Object>> citation = texts.map(text -> Map.of("text", text));
    return Combinators.combine(
            content.list().ofMaxSize(4),
            texts,
            texts.filter(text -> !text.isEmpty()).list().ofMaxSize(3),
            citation.list().ofMaxSize(2),
            Arbitraries.integers().between(1, 9))
        .as(Message::new);
  }
}
