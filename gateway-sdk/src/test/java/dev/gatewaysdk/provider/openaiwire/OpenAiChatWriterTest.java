package dev.gatewaysdk.provider.openaiwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.call.CallTrail;
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
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests against the bodies they must become. Quotes are single. */
class OpenAiChatWriterTest {
  private final CallTrail trail = new CallTrail();

  private String write(ChatRequest.Builder request, boolean streamed) {
    Buffer body = new Buffer();
    new OpenAiChatWriter(JsonWriter.of(body), WireFlavor.OPENAI, trail::adjusted)
        .write(request.build(), "gpt-own", streamed);
    String text = body.readUtf8();
    RawJson.parse(text);
    return text.replace('"', '\'');
  }

  private String write(ChatRequest.Builder request) {
    return write(request, false);
  }

  private static ChatRequest.Builder hello() {
    return ChatRequest.builder("endpoint").user("Hi");
  }

  private String messages(ChatMessage... messages) {
    String body = write(ChatRequest.builder("endpoint").messages(List.of(messages)));
    String before = "{'model':'gpt-own','messages':[";
    assertThat(body).startsWith(before).endsWith("]}");
    return body.substring(before.length(), body.length() - 2);
  }

  @Test
  void asksTheTargetsModelNotTheCallers() {
    assertThat(write(hello()))
        .isEqualTo("{'model':'gpt-own','messages':[{'role':'user','content':'Hi'}]}");
  }

  @Test
  void asksStreamsForTheirUsage() {
    assertThat(write(hello(), true))
        .endsWith(",'stream':true,'stream_options':{'include_usage':true}}");
  }

  @Test
  void writesEveryParameter() {
    ChatRequest.Builder request =
        hello()
            .maxTokens(100)
            .temperature(0.5)
            .topP(1)
            .frequencyPenalty(-1)
            .presencePenalty(0.25)
            .choices(2)
            .seed(Long.MAX_VALUE)
            .stop("a", "b")
            .reasoningEffort("low")
            .endUser("u-1")
            .parallelToolCalls(false)
            .extra("logit_bias", Map.of("50256", -100))
            .extra("store", RawJson.parse("true"));

    assertThat(write(request))
        .endsWith(
            ",'max_completion_tokens':100,'temperature':0.5,'top_p':1.0,'frequency_penalty':-1.0,"
                + "'presence_penalty':0.25,'n':2,'seed':9223372036854775807,'stop':['a','b'],"
                + "'reasoning_effort':'low','user':'u-1','parallel_tool_calls':false,"
                + "'logit_bias':{'50256':-100},'store':true}");
  }

  @Test
  void writesToolsAsTheyAreDefined() {
    RawJson schema = RawJson.parse("{\"type\":\"object\",\"x\":1.0}");
    ChatRequest.Builder request =
        hello()
            .tool(new ToolDefinition("f", "does f", schema, true))
            .tool(ToolDefinition.of("g", null, schema))
            .toolChoice(ToolChoice.named("f"));

    assertThat(write(request))
        .endsWith(
            ",'tools':[{'type':'function','function':{'name':'f','description':'does f',"
                + "'parameters':{'type':'object','x':1.0},'strict':true}},"
                + "{'type':'function','function':{'name':'g',"
                + "'parameters':{'type':'object','x':1.0}}}],"
                + "'tool_choice':{'type':'function','function':{'name':'f'}}}");
    assertThat(write(hello().toolChoice(ToolChoice.REQUIRED)))
        .endsWith(",'tool_choice':'required'}");
  }

  @Test
  void writesResponseFormats() {
    RawJson schema = RawJson.parse("{\"type\":\"object\"}");

    assertThat(write(hello().responseFormat(ResponseFormat.JSON_OBJECT)))
        .endsWith(",'response_format':{'type':'json_object'}}");
    assertThat(write(hello().responseFormat(ResponseFormat.jsonSchema("s", schema))))
        .endsWith(
            ",'response_format':{'type':'json_schema','json_schema':"
                + "{'name':'s','schema':{'type':'object'},'strict':true}}}");
  }

  @Test
  void writesEveryRole() {
    assertThat(
            messages(
                ChatMessage.system("s"),
                ChatMessage.developer("d"),
                ChatMessage.user("u").named("ann"),
                ChatMessage.assistant("a")))
        .isEqualTo(
            "{'role':'system','content':'s'},{'role':'developer','content':'d'},"
                + "{'role':'user','name':'ann','content':'u'},"
                + "{'role':'assistant','content':'a'}");
  }

  @Test
  void writesImagesAndBlocksAsParts() {
    RawJson file = RawJson.parse("{\"type\":\"file\",\"file\":{\"file_id\":\"f\"}}");

    assertThat(
            messages(
                ChatMessage.user(
                    List.of(
                        new Text("Look"),
                        new Image("https://example.com/a.png", "low"),
                        Image.of(new byte[] {1}, "image/png"),
                        new ProviderBlock("openai", "file", file)))))
        .isEqualTo(
            "{'role':'user','content':[{'type':'text','text':'Look'},"
                + "{'type':'image_url','image_url':"
                + "{'url':'https://example.com/a.png','detail':'low'}},"
                + "{'type':'image_url','image_url':{'url':'data:image/png;base64,AQ=='}},"
                + "{'type':'file','file':{'file_id':'f'}}]}");
  }

  @Test
  void writesToolCallsAndTheirResults() {
    assertThat(
            messages(
                ChatMessage.user("u"),
                ChatMessage.assistant(
                    List.of(
                        new Text("t"),
                        ToolCall.of("a", "f", "{}"),
                        new ToolCall("b", "g", "free", ToolCall.Type.CUSTOM))),
                ChatMessage.toolResult("a", "1"),
                ChatMessage.toolResult("b", List.of(new Text("2"), new Text("3")))))
        .endsWith(
            "{'role':'assistant','content':'t','tool_calls':["
                + "{'id':'a','type':'function','function':{'name':'f','arguments':'{}'}},"
                + "{'id':'b','type':'custom','custom':{'name':'g','input':'free'}}]},"
                + "{'role':'tool','tool_call_id':'a','content':'1'},"
                + "{'role':'tool','tool_call_id':'b','content':"
                + "[{'type':'text','text':'2'},{'type':'text','text':'3'}]}");
  }

  @Test
  void writesTheFirstFormOfFunctionCalls() {
    assertThat(
            messages(
                ChatMessage.user("u"),
                ChatMessage.assistant(
                    List.of(new ToolCall("", "f", "{}", ToolCall.Type.LEGACY_FUNCTION))),
                ChatMessage.toolResult("", "1")))
        .endsWith(
            "{'role':'assistant','function_call':{'name':'f','arguments':'{}'}},"
                + "{'role':'function','name':'f','content':'1'}");
  }

  @Test
  void writesRefusalsAndEmptyAnswers() {
    assertThat(
            messages(
                ChatMessage.user("u"),
                ChatMessage.assistant(List.of(new Refusal("no"))),
                ChatMessage.assistant(List.of())))
        .endsWith("{'role':'assistant','refusal':'no'},{'role':'assistant','content':''}");
  }

  @Test
  void anAssistantOfWhomNothingIsLeftStillHasContent() {
    ChatRequest.Builder request =
        ChatRequest.builder("e")
            .user("Hi")
            .message(ChatMessage.assistant(List.of(new Reasoning("cut off", null))));

    assertThat(write(request)).contains("{'role':'assistant','content':''}");
  }

  @Test
  void leavesOutTheBlocksOfAModelOfAnotherProvider() {
    RawJson search = RawJson.parse("{\"type\":\"server_tool_use\"}");
    ChatRequest.Builder request =
        ChatRequest.builder("e")
            .user("Hi")
            .message(
                ChatMessage.assistant(
                    List.of(
                        new ProviderBlock("anthropic", "server_tool_use", search),
                        new Text("Found."))));

    assertThat(write(request)).contains("{'role':'assistant','content':'Found.'}");
    assertThat(trail.adjustments())
        .extracting(Adjustment::kind, Adjustment::subject)
        .containsExactly(tuple(Adjustment.Kind.DROPPED, "content"));
  }

  @Test
  void reportsOnceWhatItLeavesOut() {
    List<ContentPart> thought =
        List.of(
            new Reasoning("hm", ProviderState.of("anthropic", "seal")),
            new Text("a"),
            new ProviderBlock("openai", "annotations", RawJson.parse("[]")));

    assertThat(
            messages(
                ChatMessage.user("u"),
                ChatMessage.assistant(thought),
                ChatMessage.assistant(thought)))
        .endsWith("{'role':'assistant','content':'a'},{'role':'assistant','content':'a'}");
    assertThat(trail.adjustments())
        .extracting(Adjustment::kind, Adjustment::subject)
        .containsExactly(
            tuple(Adjustment.Kind.DROPPED, "annotations"),
            tuple(Adjustment.Kind.DROPPED, "reasoning"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "messages", "stream", "stream_options"})
  void extrasNeverReplaceWhatTheGatewaySets(String name) {
    assertThatThrownBy(() -> write(hello().extra(name, "x")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith(name + ": ");
  }

  @Test
  void extrasNeverRepeatWhatTheRequestSets() {
    assertThat(write(hello().extra("max_tokens", 5))).endsWith("'max_tokens':5}");
    assertThatThrownBy(() -> write(hello().maxTokens(5).extra("max_tokens", 5)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("max_tokens");
    assertThatThrownBy(() -> write(hello().temperature(1).extra("temperature", 0)))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void refusesImagesWhereOpenAiTakesNone() {
    assertThatThrownBy(
            () -> messages(ChatMessage.assistant(List.of(Image.of("https://example.com/a")))))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void escapesText() {
    assertThat(write(ChatRequest.builder("e").user("\u0001\\\n\u2028é😀")))
        .contains("'content':'\\u0001\\\\\\n\\u2028é😀'");
  }
}
