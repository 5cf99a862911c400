package dev.gatewaysdk.provider.bedrock;

import static dev.gatewaysdk.provider.bedrock.ConverseReplies.collected;
import static dev.gatewaysdk.provider.bedrock.ConverseReplies.event;
import static dev.gatewaysdk.provider.bedrock.ConverseReplies.reader;
import static dev.gatewaysdk.provider.bedrock.ConverseReplies.streamed;
import static dev.gatewaysdk.provider.bedrock.ConverseReplies.whole;
import static dev.gatewaysdk.provider.bedrock.WrittenConverse.hello;
import static dev.gatewaysdk.provider.bedrock.WrittenConverse.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConverseReplyReaderTest {
  private static final String END =
      event("metadata", "{\"usage\":{\"inputTokens\":1,\"outputTokens\":2,\"totalTokens\":3}}");

  /** A stream of those events, single quotes for double, between a start and an end. */
  private static List<String> stream(String reason, String... events) {
    List<String> all = new ArrayList<>();
    all.add(event("messageStart", "{\"role\":\"assistant\",\"p\":\"abc\"}"));
    for (String one : events) {
      int space = one.indexOf(' ');
      all.add(event(one.substring(0, space), one.substring(space).replace('\'', '"')));
    }
    all.add(event("messageStop", "{\"p\":\"abc\",\"stopReason\":\"" + reason + "\"}"));
    all.add(END);
    return all;
  }

  private static ChatResponse read(String reason, String... events) {
    return collected(streamed(reader(), stream(reason, events)));
  }

  private static ChatResponse readWhole(String content, String rest) {
    String json =
        "{'output':{'message':{'role':'assistant','content':[" + content + "]}}" + rest + "}";
    return collected(whole(reader(), json.replace('\'', '"')));
  }

  @Test
  void opensABlockOfTextByItsFirstDelta() {
    ChatResponse response =
        read(
            "end_turn",
            "contentBlockDelta {'contentBlockIndex':0,'delta':{'text':'Hel'},'p':'a'}",
            "contentBlockDelta {'p':'ab','delta':{'text':'lo'},'contentBlockIndex':0}",
            "contentBlockStop {'contentBlockIndex':0}");

    assertThat(response.text()).isEqualTo("Hello");
    assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(response.id()).isNull();
    assertThat(response.model()).isNull();
  }

  @Test
  void endsWithTheUsageWhichComesAfterTheReason() {
    ConverseReplyReader reader = reader();
    List<String> frames = stream("end_turn", "contentBlockDelta {'delta':{'text':'a'}}");
    assertThatThrownBy(() -> streamed(reader, frames.subList(0, frames.size() - 1)))
        .hasMessage("the stream did not end");

    List<ReplyEvent> events = streamed(reader(), frames);

    assertThat(events.get(events.size() - 2)).isInstanceOf(ChatEvent.Finished.class);
    assertThat(events.get(events.size() - 1)).isInstanceOf(ChatEvent.UsageReported.class);
  }

  @Test
  void tellsInterleavedToolCallsApartAndFillsEmptyArguments() {
    ChatResponse response =
        read(
            "tool_use",
            "contentBlockDelta {'contentBlockIndex':0,'delta':{'text':'I see.'}}",
            "contentBlockStart {'contentBlockIndex':1,"
                + "'start':{'toolUse':{'toolUseId':'a','name':'f'}}}",
            "contentBlockStart {'contentBlockIndex':2,"
                + "'start':{'toolUse':{'toolUseId':'b','name':'g'}}}",
            "contentBlockDelta {'contentBlockIndex':1,'delta':{'toolUse':{'input':'{\\'x\\'' }}}"
                .replace("\\'", "\\\""),
            "contentBlockDelta {'contentBlockIndex':2,'delta':{'toolUse':{'input':''}}}",
            "contentBlockDelta {'contentBlockIndex':1,'delta':{'toolUse':{'input':':1}'}}}",
            "contentBlockStop {'contentBlockIndex':2}",
            "contentBlockStop {'contentBlockIndex':1}");

    assertThat(response.toolCalls())
        .containsExactly(ToolCall.of("a", "f", "{\"x\":1}"), ToolCall.of("b", "g", "{}"));
    assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
  }

  @Test
  void keepsToolsThatRanAtBedrockApartFromTheApplications() {
    ChatResponse response =
        read(
            "tool_use",
            "contentBlockStart {'contentBlockIndex':0,'start':{'toolUse':"
                + "{'toolUseId':'s','name':'nova_code_interpreter','type':'server_tool_use'}}}",
            "contentBlockDelta {'contentBlockIndex':0,'delta':{'toolUse':{'input':'{}'}}}",
            "contentBlockStop {'contentBlockIndex':0}",
            "contentBlockStart {'contentBlockIndex':1,'start':{'toolResult':"
                + "{'toolUseId':'s','type':'nova_code_interpreter_result','status':'success'}}}",
            "contentBlockDelta {'contentBlockIndex':1,"
                + "'delta':{'toolResult':[{'json':{'exitCode':0}}]}}",
            "contentBlockDelta {'contentBlockIndex':1,'delta':{'toolResult':[{'text':'4'}]}}",
            "contentBlockStop {'contentBlockIndex':1}");

    assertThat(response.toolCalls()).isEmpty();
    assertThat(response.message().parts())
        .containsExactly(
            new ProviderBlock(
                "bedrock",
                "toolUse",
                raw(
                    "{'toolUse':{'toolUseId':'s','name':'nova_code_interpreter',"
                        + "'type':'server_tool_use','input':{}}}")),
            new ProviderBlock(
                "bedrock",
                "toolResult",
                raw(
                    "{'toolResult':{'toolUseId':'s','type':'nova_code_interpreter_result',"
                        + "'status':'success','content':[{'json':{'exitCode':0}},"
                        + "{'text':'4'}]}}")));
  }

  @Test
  void sealsThoughtsAndKeepsHiddenOnesInOnePiece() {
    ChatResponse response =
        read(
            "end_turn",
            "contentBlockDelta {'contentBlockIndex':0,'delta':{'reasoningContent':{'text':'hm'}}}",
            "contentBlockDelta {'contentBlockIndex':0,"
                + "'delta':{'reasoningContent':{'signature':'Eq='}}}",
            "contentBlockStop {'contentBlockIndex':0}",
            "contentBlockDelta {'contentBlockIndex':1,"
                + "'delta':{'reasoningContent':{'redactedContent':'YQ=='}}}",
            "contentBlockDelta {'contentBlockIndex':1,"
                + "'delta':{'reasoningContent':{'redactedContent':'Yg=='}}}",
            "contentBlockStop {'contentBlockIndex':1}");

    assertThat(response.message().parts())
        .containsExactly(
            new Reasoning("hm", ProviderState.of("bedrock", "Eq=")),
            new ProviderBlock(
                "bedrock",
                "redactedContent",
                raw("{'reasoningContent':{'redactedContent':'YWI='}}")));
  }

  @Test
  void putsCitationsAfterTheirTextInEitherForm() {
    ChatResponse streamed =
        read(
            "end_turn",
            "contentBlockDelta {'contentBlockIndex':0,'delta':{'citation':{'title':'t'}}}",
            "contentBlockDelta {'contentBlockIndex':0,'delta':{'text':'20 days.'}}",
            "contentBlockStop {'contentBlockIndex':0}");
    ChatResponse whole =
        readWhole(
            "{'citationsContent':{'citations':[{'title':'t'}],'content':[{'text':'20 days.'}]}}",
            ",'stopReason':'end_turn',"
                + "'usage':{'inputTokens':1,'outputTokens':2,'totalTokens':3}");

    assertThat(streamed).isEqualTo(whole);
    assertThat(whole.text()).isEqualTo("20 days.");
    assertThat(whole.message().parts())
        .contains(new ProviderBlock("bedrock", "citations", raw("[{'title':'t'}]")));
  }

  @Test
  void keepsTextsApartThatFollowOneAnother() {
    ChatResponse response =
        readWhole(
            "{'text':'Employees get '},{'citationsContent':"
                + "{'citations':[{'title':'t'}],'content':[{'text':'20 days'}]}},{'text':'.'}",
            "");

    assertThat(response.text()).isEqualTo("Employees get 20 days.");
    assertThat(response.message().parts())
        .containsExactly(
            new Text("Employees get ", ConverseBlock.END),
            new Text("20 days"),
            new ProviderBlock("bedrock", "citations", raw("[{'title':'t'}]")),
            new Text("."));
  }

  @Test
  void keepsBlocksOfKindsThatItDoesNotKnow() {
    ChatResponse whole = readWhole("{'guardContent':{'text':{'text':'x'}}},{'new':1}", "");
    ChatResponse streamed =
        read(
            "end_turn",
            "contentBlockStart {'contentBlockIndex':0,'start':{'image':{'format':'png'}}}",
            "contentBlockDelta {'contentBlockIndex':0,"
                + "'delta':{'image':{'source':{'bytes':'AQ=='}}}}",
            "newEvent {'a':1}");

    assertThat(whole.message().parts())
        .containsExactly(
            new ProviderBlock(
                "bedrock", "guardContent", raw("{'guardContent':{'text':{'text':'x'}}}")),
            new ProviderBlock("bedrock", "new", raw("{'new':1}")));
    assertThat(streamed.message().parts())
        .containsExactly(
            new ProviderBlock(
                "bedrock", "image", raw("{'image':{'format':'png','source':{'bytes':'AQ=='}}}")));
  }

  @ParameterizedTest
  @CsvSource({
    "end_turn,STOP",
    "stop_sequence,STOP",
    "max_tokens,LENGTH",
    "model_context_window_exceeded,LENGTH",
    "tool_use,TOOL_CALLS",
    "guardrail_intervened,CONTENT_FILTER",
    "content_filtered,CONTENT_FILTER",
    "malformed_model_output,OTHER",
    "something_new,OTHER"
  })
  void readsWhyTheModelStopped(String word, FinishReason meaning) {
    ChatResponse response = readWhole("{'text':'a'}", ",'stopReason':'" + word + "'");

    assertThat(response.finishReason()).isEqualTo(meaning);
    assertThat(response.rawFinishReason()).isEqualTo(word);
  }

  @Test
  void countsCachedTokensOnceThoughTheyStandThereTwice() {
    ChatResponse response =
        readWhole(
            "{'text':'a'}",
            ",'usage':{'cacheReadInputTokenCount':20,'cacheReadInputTokens':20,"
                + "'cacheWriteInputTokenCount':7,'cacheWriteInputTokens':7,'inputTokens':3,"
                + "'outputTokens':6.0,'totalTokens':36,'serverToolUsage':{}}");

    assertThat(response.usage()).isEqualTo(new TokenUsage(30, 20, 7, 6, 0, 36, false));
    assertThat(readWhole("", "").usage()).isNull();
    assertThat(readWhole("", ",'usage':{'inputTokens':null,'outputTokens':4}").usage())
        .isEqualTo(TokenUsage.of(0, 4));
  }

  @Test
  void passesFurtherFieldsOnAndFindsTheStopSequenceAmongThem() {
    ChatResponse response =
        readWhole(
            "{'text':'a'}",
            ",'stopReason':'stop_sequence','trace':{'guardrail':{}},"
                + "'additionalModelResponseFields':{'stop_sequence':'###'},'new':null");

    assertThat(response.extras()).containsOnlyKeys("trace", "additionalModelResponseFields");
    assertThat(response.choices().get(0).stopSequence()).isEqualTo("###");
  }

  @Test
  void findsTheStopSequenceWhereAStreamHasIt() {
    ChatResponse response =
        readWhole(
            "{'text':'a'}",
            ",'stopReason':'stop_sequence',"
                + "'additionalModelResponseFields':{'delta':{'stop_sequence':'###'}}");

    assertThat(response.choices().get(0).stopSequence()).isEqualTo("###");
    assertThat(
            readWhole(
                    "{'text':'a'}",
                    ",'stopReason':'end_turn',"
                        + "'additionalModelResponseFields':{'stop_sequence':null}")
                .choices()
                .get(0)
                .stopSequence())
        .isNull();
  }

  @Test
  void takesArgumentsThatCameAsATextOrAsAnObject() {
    ChatResponse whole =
        readWhole(
            "{'toolUse':{'toolUseId':'1','name':'f','input':'{\\'x\\':1}'}}".replace("\\'", "\\\""),
            "");
    ChatResponse streamed =
        read(
            "tool_use",
            "contentBlockStart {'contentBlockIndex':0,"
                + "'start':{'toolUse':{'toolUseId':'1','name':'f'}}}",
            "contentBlockDelta {'contentBlockIndex':0,'delta':{'toolUse':{'input':{'x':1}}}}");

    assertThat(whole.toolCalls()).containsExactly(ToolCall.of("1", "f", "{\"x\":1}"));
    assertThat(streamed.toolCalls()).isEqualTo(whole.toolCalls());
  }

  @Test
  void cutsTheChannelOffTheNameOfATool() {
    ChatResponse response =
        readWhole(
            "{'toolUse':{'toolUseId':'1','name':'f<|channel|>commentary','input':{}}}",
            ",'stopReason':'tool_use'");

    assertThat(response.toolCalls()).containsExactly(ToolCall.of("1", "f", "{}"));
  }

  @Test
  void unwrapsTheAnswerOfTheToolThatStoodForASchema() {
    RawJson schema = raw("{'type':'array'}");
    ConverseReplyReader wrapped =
        reader(
            hello().responseFormat(ResponseFormat.jsonSchema("answer", schema)),
            WrittenConverse.NOVA);
    ConverseReplyReader plain =
        reader(
            hello()
                .responseFormat(
                    ResponseFormat.jsonSchema("answer", RawJson.of(Map.of("type", "object")))),
            WrittenConverse.NOVA);
    String call =
        "{'output':{'message':{'content':[{'toolUse':{'toolUseId':'1','name':'answer','input':%s}}]}}"
            + ",'stopReason':'tool_use'}";

    ChatResponse list =
        collected(whole(wrapped, call.formatted("{'value':[1,2]}").replace('\'', '"')));
    ChatResponse object =
        collected(
            streamed(
                plain,
                stream(
                    "tool_use",
                    "contentBlockStart {'contentBlockIndex':0,"
                        + "'start':{'toolUse':{'toolUseId':'1','name':'answer'}}}",
                    "contentBlockDelta {'contentBlockIndex':0,"
                        + "'delta':{'toolUse':{'input':'{}'}}}",
                    "contentBlockStop {'contentBlockIndex':0}")));

    assertThat(list.text()).isEqualTo("[1,2]");
    assertThat(list.toolCalls()).isEmpty();
    assertThat(list.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(object.text()).isEqualTo("{}");
    assertThat(object.finishReason()).isEqualTo(FinishReason.STOP);
  }

  private static ConverseReplyReader formed(ChatRequest.Builder request) {
    RawJson schema = RawJson.of(Map.of("type", "object"));
    return reader(
        request.responseFormat(ResponseFormat.jsonSchema("answer", schema)), WrittenConverse.NOVA);
  }

  @Test
  void keepsTheAnswerOfASchemaFreeOfWhatWasSaidBesideIt() {
    String both =
        "{'output':{'message':{'content':[{'text':'<thinking>hm</thinking> '},"
            + "{'toolUse':{'toolUseId':'1','name':'answer','input':{'a':1}}},"
            + "{'toolUse':{'toolUseId':'2','name':'answer','input':{'a':2}}},{'text':'Done.'}]}},"
            + "'stopReason':'tool_use'}";
    List<String> frames =
        stream(
            "tool_use",
            "contentBlockDelta {'contentBlockIndex':0,"
                + "'delta':{'text':'<thinking>hm</thinking> '}}",
            "contentBlockStart {'contentBlockIndex':1,"
                + "'start':{'toolUse':{'toolUseId':'1','name':'answer'}}}",
            "contentBlockDelta {'contentBlockIndex':1,'delta':{'toolUse':{'input':{'a':1}}}}",
            "contentBlockStop {'contentBlockIndex':1}",
            "contentBlockDelta {'contentBlockIndex':2,'delta':{'text':'Done.'}}");

    ChatResponse whole = collected(whole(formed(hello()), both.replace('\'', '"')));
    ChatResponse streamed = collected(streamed(formed(hello()), frames));

    assertThat(whole.text()).isEqualTo("{\"a\":1}");
    assertThat(whole.toolCalls()).isEmpty();
    assertThat(whole.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(whole.message().parts())
        .containsExactly(
            new Reasoning("<thinking>hm</thinking> ", null),
            new Text("{\"a\":1}"),
            new Reasoning("Done.", null));
    assertThat(streamed.message()).isEqualTo(whole.message());
  }

  @Test
  void saysWhatTheModelSaidInsteadOfTheAnswerOfASchema() {
    ChatResponse refused =
        collected(
            whole(
                formed(hello()),
                "{\"output\":{\"message\":{\"content\":[{\"text\":\"I will not.\"}]}},"
                    + "\"stopReason\":\"end_turn\"}"));
    ChatResponse called =
        collected(
            whole(
                formed(hello().tool(WrittenConverse.TOOL)),
                "{\"output\":{\"message\":{\"content\":[{\"text\":\"Wait.\"},{\"toolUse\":"
                    + "{\"toolUseId\":\"1\",\"name\":\"f\",\"input\":{}}}]}},"
                    + "\"stopReason\":\"tool_use\"}"));

    assertThat(refused.text()).isEqualTo("I will not.");
    assertThat(called.message().parts())
        .containsExactly(new Text("Wait."), ToolCall.of("1", "f", "{}"));
    assertThat(called.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
  }

  @Test
  void saysThatToolsWereCalledThoughTheTurnWasSaidToEnd() {
    ChatResponse response =
        readWhole(
            "{'toolUse':{'toolUseId':'1','name':'f','input':{}}}", ",'stopReason':'end_turn'");

    assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(response.rawFinishReason()).isEqualTo("end_turn");
  }

  @Test
  void givesToolsTheirOwnNamesBack() {
    ConverseReplyReader reader =
        reader(
            hello().tool(ToolDefinition.of("my.tool", null, RawJson.of(Map.of()))),
            WrittenConverse.CLAUDE);

    ChatResponse response =
        collected(
            whole(
                reader,
                "{\"output\":{\"message\":{\"content\":[{\"toolUse\":"
                    + "{\"toolUseId\":\"1\",\"name\":\"my_tool\",\"input\":{\"b\":1}}}]}}}"));

    assertThat(response.toolCalls()).containsExactly(ToolCall.of("1", "my.tool", "{\"b\":1}"));
  }

  @Test
  void refusesAnAnswerWithoutOutput() {
    for (String json : List.of("{}", "{\"output\":{}}", "{\"output\":{\"message\":{}}}")) {
      assertThatThrownBy(() -> whole(reader(), json))
          .isInstanceOfSatisfying(
              ProviderException.class,
              e -> assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY));
    }
    assertThatThrownBy(() -> read("x", "contentBlockDelta {'delta':{'toolUse':{'input':'{}'}}}"))
        .hasMessageContaining("belong to no tool call");
  }

  @Test
  void endsInTheErrorThatTheStreamEndsIn() {
    String exception =
        "{\":exception-type\":\"throttlingException\",\":message-type\":\"exception\","
            + "\"payload\":{\"message\":\"Slow down\"}}";
    String error =
        "{\":error-code\":\"InternalFailure\",\":message-type\":\"error\","
            + "\":error-message\":\"broken\"}";

    assertThatThrownBy(() -> streamed(reader(), List.of(exception)))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.RATE_LIMITED);
              assertThat(e.providerType()).isEqualTo("throttlingException");
              assertThat(e.providerMessage()).isEqualTo("Slow down");
            });
    assertThatThrownBy(() -> streamed(reader(), List.of(error)))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE);
              assertThat(e.providerMessage()).isEqualTo("broken");
            });
    assertThatThrownBy(() -> streamed(reader(), List.of("{}")))
        .isInstanceOf(ProviderException.class);
  }
}
