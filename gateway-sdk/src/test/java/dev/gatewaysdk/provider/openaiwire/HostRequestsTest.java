package dev.gatewaysdk.provider.openaiwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
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
import dev.gatewaysdk.chat.ProviderTool;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.openaiwire.WireFlavor.Trait;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import okio.Buffer;
import org.junit.jupiter.api.Test;

/** What is written differently for different hosts, and what is reported of it. */
class HostRequestsTest {
  private static final WireFlavor OPENAI = WireFlavor.OPENAI;
  private static final WireFlavor USUAL = WireFlavor.COMPATIBLE;
  private static final RawJson SCHEMA = RawJson.parse("{\"type\":\"object\"}");
  private static final ToolDefinition TOOL = ToolDefinition.of("f", null, SCHEMA);

  private final CallTrail trail = new CallTrail();

  private static WireFlavor with(Trait trait) {
    Set<Trait> traits = new HashSet<>(USUAL.traits());
    traits.add(trait);
    return new WireFlavor(USUAL.format(), USUAL.maxTokensField(), traits);
  }

  private String write(WireFlavor flavor, ChatRequest.Builder request) {
    Buffer body = new Buffer();
    new OpenAiChatWriter(JsonWriter.of(body), flavor, trail::adjusted)
        .write(request.build(), "m", false);
    String text = body.readUtf8();
    RawJson.parse(text);
    return text.replace('"', '\'');
  }

  private static ChatRequest.Builder hello() {
    return ChatRequest.builder("endpoint").user("Hi");
  }

  private String last(WireFlavor flavor, ChatMessage... messages) {
    String body = write(flavor, hello().messages(List.of(messages)));
    return body.substring("{'model':'m','messages':[{'role':'user','content':'Hi'},".length());
  }

  private static ChatMessage assistant(ContentPart... parts) {
    return ChatMessage.assistant(List.of(parts));
  }

  private static RawJson json(String text) {
    return RawJson.parse(text.replace('\'', '"'));
  }

  @Test
  void writesSoundAndFiles() {
    assertThat(
            last(
                OPENAI,
                ChatMessage.user(
                    List.of(
                        new Audio("AQ==", "wav"),
                        File.ofId("file-1"),
                        File.of(new byte[] {1}, "application/pdf", "a.pdf")))))
        .isEqualTo(
            "{'role':'user','content':["
                + "{'type':'input_audio','input_audio':{'data':'AQ==','format':'wav'}},"
                + "{'type':'file','file':{'file_id':'file-1'}},"
                + "{'type':'file','file':{'file_data':'data:application/pdf;base64,AQ==',"
                + "'filename':'a.pdf'}}]}]}");
    assertThat(trail.adjustments()).isEmpty();
  }

  @Test
  void aFileWithoutANameGetsOne() {
    File nameless = new File("data:application/pdf;base64,AQ==", null);

    assertThat(last(OPENAI, ChatMessage.user(List.of(nameless)))).contains("'filename':'document'");
    assertThat(trail.adjustments()).extracting(a -> a.kind()).containsExactly(Kind.DEFAULTED);
  }

  @Test
  void filesByUrlGoToHostsThatFetchThem() {
    ChatMessage message = ChatMessage.user(List.of(File.ofUrl("https://example.com/a.pdf")));

    assertThatThrownBy(() -> last(OPENAI, message)).isInstanceOf(UnsupportedRequestException.class);
    assertThat(last(with(Trait.FILE_LINKS), message))
        .contains("{'type':'file','file':{'file_data':'https://example.com/a.pdf'}}");
    assertThat(last(WireFlavor.MISTRAL, message))
        .contains("{'type':'document_url','document_url':'https://example.com/a.pdf'}");
  }

  @Test
  void picturesFromToolsGoWhereTheyAreTaken() {
    ChatMessage call = assistant(ToolCall.of("c", "f", "{}"));
    ChatMessage result =
        ChatMessage.toolResult("c", List.of(Image.of("https://example.com/a.png")));

    assertThatThrownBy(() -> last(OPENAI, call, result))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageContaining("TOOL");
    assertThat(last(USUAL, call, result)).contains("'type':'image_url'");
  }

  @Test
  void aSpokenAnswerGoesBackByItsId() {
    SpokenAnswer spoken = new SpokenAnswer("audio_1", "AQ==", "Hey", 1L);

    assertThat(last(OPENAI, assistant(spoken)))
        .isEqualTo("{'role':'assistant','audio':{'id':'audio_1'}}]}");
    assertThat(last(USUAL, assistant(spoken))).isEqualTo("{'role':'assistant','content':'Hey'}]}");
    assertThat(trail.adjustments()).extracting(a -> a.kind()).containsExactly(Kind.EMULATED);
  }

  @Test
  void refusalsGoBackAsTextWhereTheFieldIsNotKnown() {
    assertThat(last(USUAL, assistant(new Refusal("no"))))
        .isEqualTo("{'role':'assistant','content':'no'}]}");
    assertThat(trail.adjustments()).extracting(a -> a.kind()).containsExactly(Kind.EMULATED);
  }

  @Test
  void contentIsEmptyNotAbsentBesideToolCallsOfOtherHosts() {
    ToolCall call = ToolCall.of("c", "f", "");

    assertThat(last(OPENAI, assistant(call)))
        .startsWith("{'role':'assistant','tool_calls':[{'id':'c',");
    assertThat(last(USUAL, assistant(call)))
        .startsWith("{'role':'assistant','content':'','tool_calls':[{'id':'c',")
        .contains("'arguments':'{}'");
  }

  @Test
  void developerBecomesSystemWhereItIsNotKnown() {
    assertThat(last(USUAL, ChatMessage.developer("d"), ChatMessage.developer("e")))
        .isEqualTo("{'role':'system','content':'d'},{'role':'system','content':'e'}]}");
    assertThat(trail.adjustments())
        .extracting(a -> a.kind(), a -> a.subject())
        .containsExactly(tuple(Kind.EMULATED, "messages.role"));
  }

  @Test
  void cacheMarksBecomeWhatTheHostHasOfThem() {
    ChatRequest.Builder request =
        hello()
            .message(ChatMessage.user(List.of(new Text("long"), new CacheMark("1h"))))
            .tool(TOOL.cached());

    assertThat(write(with(Trait.CACHE_CONTROL), request))
        .contains(
            "'content':[{'type':'text','text':'long',"
                + "'cache_control':{'type':'ephemeral','ttl':'1h'}}]")
        .endsWith("'parameters':{'type':'object'}},'cache_control':{'type':'ephemeral'}}]}");
    assertThat(trail.adjustments()).isEmpty();

    assertThat(write(OPENAI, request)).contains("'content':'long'").doesNotContain("cache_control");
    assertThat(write(USUAL, request)).doesNotContain("cache_control");
    assertThat(trail.adjustments())
        .extracting(a -> a.kind(), a -> a.subject())
        .containsExactly(
            tuple(Kind.EMULATED, "cache_control"), tuple(Kind.DROPPED, "cache_control"));
  }

  @Test
  void settingsGoWhereTheyAreTaken() {
    ChatRequest.Builder request =
        hello().topK(5).logprobs(true).topLogprobs(2).endUser("u").seed(7).maxTokens(9);

    assertThat(write(OPENAI, request))
        .endsWith(
            ",'max_completion_tokens':9,'seed':7,'logprobs':true,'top_logprobs':2,'user':'u'}");
    assertThat(write(USUAL, request))
        .endsWith(
            ",'max_tokens':9,'top_k':5,'seed':7,'logprobs':true,'top_logprobs':2,'user':'u'}");
    assertThat(write(WireFlavor.MISTRAL, request)).endsWith(",'max_tokens':9,'random_seed':7}");
    assertThat(trail.adjustments())
        .extracting(a -> a.kind(), a -> a.subject())
        .containsExactly(
            tuple(Kind.DROPPED, "top_k"),
            tuple(Kind.DROPPED, "top_k"),
            tuple(Kind.DROPPED, "logprobs"),
            tuple(Kind.DROPPED, "top_logprobs"),
            tuple(Kind.DROPPED, "user"));
  }

  @Test
  void mistralGetsNoSettingOfOpenAiThatItWouldRefuse() {
    ChatRequest.Builder request =
        hello().extra("store", true).extra("service_tier", "auto").extra("safe_prompt", true);

    assertThat(write(WireFlavor.MISTRAL, request)).endsWith(",'safe_prompt':true}");
    assertThat(trail.adjustments())
        .extracting(a -> a.kind(), a -> a.subject())
        .containsExactly(tuple(Kind.DROPPED, "store"), tuple(Kind.DROPPED, "service_tier"));
    assertThat(write(USUAL, hello().extra("store", true))).endsWith(",'store':true}");
  }

  @Test
  void whatAsksForNothingIsNoLoss() {
    ChatRequest.Builder request = hello().logprobs(false).topLogprobs(0).extra("store", false);

    assertThat(write(WireFlavor.MISTRAL, request)).doesNotContain("logprobs", "store");
    assertThat(trail.adjustments()).isEmpty();
  }

  @Test
  void groqIsNotAskedForSeveralAnswers() {
    assertThatThrownBy(() -> write(WireFlavor.GROQ, hello().choices(2)))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageContaining("2");
    assertThat(write(WireFlavor.GROQ, hello().choices(1))).endsWith("'n':1}");
  }

  @Test
  void groqIsShownPicturesButNeitherSoundNorFiles() {
    ContentPart picture = Image.of("https://example.com/a.png");
    assertThat(last(WireFlavor.GROQ, ChatMessage.user(List.of(picture)))).contains("image_url");

    for (ContentPart other :
        List.of(
            Audio.of(new byte[] {1}, "wav"),
            File.of(new byte[] {1}, "application/pdf", "a.pdf"),
            File.ofUrl("https://example.com/a.pdf"),
            File.ofId("file-1"))) {
      assertThatThrownBy(() -> last(WireFlavor.GROQ, ChatMessage.user(List.of(other))))
          .isInstanceOf(UnsupportedRequestException.class)
          .hasMessageContaining("no sound and no files");
    }
  }

  @Test
  void settingsOfOtherProvidersDoNotReachOpenAi() {
    ChatRequest.Builder request =
        hello().extra("thinking", json("{'type':'enabled'}")).extra("store", true);

    assertThat(write(OPENAI, request)).doesNotContain("thinking").endsWith("'store':true}");
    assertThat(trail.adjustments())
        .extracting(a -> a.kind(), a -> a.subject())
        .containsExactly(tuple(Kind.DROPPED, "thinking"));
    assertThat(write(USUAL, request)).contains("'thinking':{'type':'enabled'}");
  }

  @Test
  void toolsOfAProviderAreWrittenAsTheyAreOrLeftOut() {
    RawJson custom = json("{'type':'custom','custom':{'name':'draw'}}");
    ChatRequest.Builder own = hello().tool(TOOL).providerTool(new ProviderTool("openai", custom));

    assertThat(write(OPENAI, own)).contains(",{'type':'custom','custom':{'name':'draw'}}]");

    ChatRequest.Builder foreign =
        hello()
            .providerTool(new ProviderTool("anthropic", custom))
            .toolChoice(ToolChoice.AUTO)
            .parallelToolCalls(false);
    assertThat(write(OPENAI, foreign)).endsWith("'content':'Hi'}]}");
    assertThat(trail.adjustments())
        .extracting(a -> a.kind(), a -> a.subject())
        .containsExactly(tuple(Kind.DROPPED, "tools"));
  }

  @Test
  void reasoningGoesBackUnderTheNameThatItCameUnder() {
    ProviderState named = ProviderState.of(USUAL.format(), "reasoning_content");
    ToolCall call = ToolCall.of("c", "f", "{}");

    assertThat(last(USUAL, assistant(new Reasoning("hm", named), call)))
        .startsWith("{'role':'assistant','content':'','reasoning_content':'hm','tool_calls':");
    assertThat(trail.adjustments()).isEmpty();
  }

  @Test
  void reasoningDetailsGoBackAsTheyCame() {
    String details = "[{'type':'reasoning.text','text':'hm','signature':'s'}]";
    Reasoning first = new Reasoning("hm", new ProviderState(USUAL.format(), json(details)));
    Reasoning second = new Reasoning("", new ProviderState(USUAL.format(), json("[{'type':'x'}]")));

    assertThat(last(USUAL, assistant(first, new Text("a"))))
        .endsWith("'content':'a','reasoning_details':" + details + "}]}");
    assertThat(last(USUAL, assistant(first, new Text("a"), second)))
        .endsWith(
            "'reasoning_details':[{'type':'reasoning.text','text':'hm','signature':'s'},"
                + "{'type':'x'}]}]}");
  }

  @Test
  void thinkingGoesBackToMistralInItsContent() {
    Reasoning thought = new Reasoning("hm", ProviderState.of("mistral", "thinking"));

    assertThat(last(WireFlavor.MISTRAL, assistant(thought, new Text("a")), ChatMessage.user("b")))
        .startsWith(
            "{'role':'assistant','content':[{'type':'thinking','thinking':"
                + "[{'type':'text','text':'hm'}]},{'type':'text','text':'a'}]}");
  }

  @Test
  void reasoningOfAnotherHostStaysAway() {
    Reasoning foreign = new Reasoning("hm", ProviderState.of("deepseek", "reasoning_content"));

    assertThat(last(USUAL, assistant(foreign, new Text("a"))))
        .isEqualTo("{'role':'assistant','content':'a'}]}");
    assertThat(trail.adjustments())
        .extracting(a -> a.kind(), a -> a.subject())
        .containsExactly(tuple(Kind.DROPPED, "reasoning"));
  }

  @Test
  void aHostThatDemandsReasoningBesideCallsGetsAnEmptyOne() {
    WireFlavor demanding = with(Trait.REASONING_WITH_TOOL_CALLS);

    assertThat(last(demanding, assistant(ToolCall.of("c", "f", "{}"))))
        .contains("'reasoning_content':'','tool_calls'");
    assertThat(last(demanding, assistant(new Text("a")))).doesNotContain("reasoning_content");
  }

  @Test
  void statesOfTextAndCallsGoBackToTheirHostOnly() {
    ProviderState own = new ProviderState(USUAL.format(), json("{'google':1}"));
    ProviderState foreign = new ProviderState("gemini", json("{'x':1}"));
    ToolCall call = new ToolCall("c", "f", "{}", ToolCall.Type.FUNCTION, own);

    assertThat(last(USUAL, assistant(new Text("", own), call)))
        .isEqualTo(
            "{'role':'assistant','content':'','tool_calls':[{'id':'c','type':'function',"
                + "'function':{'name':'f','arguments':'{}'},'extra_content':{'google':1}}],"
                + "'extra_content':{'google':1}}]}");
    assertThat(last(USUAL, assistant(new Text("a", foreign))))
        .isEqualTo("{'role':'assistant','content':'a'}]}");
    assertThat(trail.adjustments()).extracting(a -> a.kind()).containsExactly(Kind.DROPPED);
  }

  @Test
  void partsThatHostsDoNotTakeBackAreLeftOut() {
    ProviderBlock tools = new ProviderBlock(USUAL.format(), "executed_tools", json("[{}]"));
    ProviderBlock reference =
        new ProviderBlock(USUAL.format(), "reference", json("{'type':'reference'}"));

    assertThat(last(USUAL, assistant(tools, new Text("a"), reference)))
        .isEqualTo(
            "{'role':'assistant','content':[{'type':'text','text':'a'},{'type':'reference'}]}]}");
    assertThat(trail.adjustments()).extracting(a -> a.subject()).containsExactly("executed_tools");
  }

  @Test
  void mistralGetsIdsOfItsOwnForm() {
    String body =
        last(
            WireFlavor.MISTRAL,
            assistant(ToolCall.of("call_abcdef", "f", "{}"), ToolCall.of("Ab3dEf6hI", "g", "{}")),
            ChatMessage.toolResult("call_abcdef", "1"),
            ChatMessage.toolResult("Ab3dEf6hI", "2"));

    assertThat(body).doesNotContain("call_abcdef").contains("'tool_call_id':'Ab3dEf6hI'");
    assertThat(body).containsPattern("(?s)'id':'([A-Za-z0-9]{9})'.*'tool_call_id':'\\1'");
  }

  @Test
  void mistralGoesOnWithAnAnswerThatIsMarkedAsBegun() {
    assertThat(last(WireFlavor.MISTRAL, ChatMessage.assistant("One, two,")))
        .isEqualTo("{'role':'assistant','content':'One, two,','prefix':true}]}");
    assertThat(last(USUAL, ChatMessage.assistant("One, two,"))).doesNotContain("prefix");
  }

  @Test
  void mistralIsNotToldOptionsOfStreams() {
    Buffer body = new Buffer();
    new OpenAiChatWriter(JsonWriter.of(body), WireFlavor.MISTRAL, trail::adjusted)
        .write(hello().build(), "m", true);

    assertThat(body.readUtf8()).endsWith("\"stream\":true}");
  }

  @Test
  void namesOfSpeakersGoWhereTheyAreTaken() {
    assertThat(last(WireFlavor.GROQ, ChatMessage.user("a").named("ann")))
        .isEqualTo("{'role':'user','content':'a'}]}");
    assertThat(trail.adjustments()).extracting(a -> a.subject()).containsExactly("messages.name");
  }

  @Test
  void resultsStandRightBehindTheirCalls() {
    String body =
        last(
            OPENAI,
            assistant(ToolCall.of("a", "f", "{}"), ToolCall.of("b", "g", "{}")),
            ChatMessage.toolResult("b", "2"),
            ChatMessage.user("wait"),
            ChatMessage.toolResult("a", "1"));

    assertThat(body.indexOf("'tool_call_id':'a'")).isLessThan(body.indexOf("'tool_call_id':'b'"));
    assertThat(body).endsWith("{'role':'user','content':'wait'}]}");
    assertThat(trail.adjustments()).extracting(a -> a.kind()).containsExactly(Kind.EMULATED);
  }

  @Test
  void callsWithoutAnIdAreTiedByTheirOrder() {
    assertThat(
            last(
                USUAL,
                assistant(ToolCall.of("", "f", "{}"), ToolCall.of("", "g", "{}")),
                ChatMessage.toolResult("", "1"),
                ChatMessage.toolResult("", "2")))
        .contains("'id':'call_0'", "'id':'call_1'")
        .contains("'tool_call_id':'call_0','content':'1'")
        .contains("'tool_call_id':'call_1','content':'2'");
  }

  private static final ResponseFormat FORM = ResponseFormat.jsonSchema("a", SCHEMA);
  private static final String NATIVE =
      "'response_format':{'type':'json_schema','json_schema':{'name':'a',"
          + "'schema':{'type':'object'},'strict':true}}";
  private static final String IN_WORDS =
      "{'role':'system','content':'Answer with exactly one JSON value, without any text or code"
          + " fence around it, that matches this JSON Schema:\\n{\\'type\\':\\'object\\'}'}";

  private static WireFlavor without(WireFlavor flavor, Trait... lacking) {
    Set<Trait> traits = new HashSet<>(flavor.traits());
    List.of(lacking).forEach(traits::remove);
    return new WireFlavor(flavor.format(), flavor.maxTokensField(), traits);
  }

  private String write(
      WireFlavor flavor, String model, boolean streamed, ChatRequest.Builder chat) {
    Buffer body = new Buffer();
    new OpenAiChatWriter(JsonWriter.of(body), flavor, trail::adjusted)
        .write(chat.build(), model, streamed);
    String text = body.readUtf8();
    RawJson.parse(text);
    return text.replace('"', '\'');
  }

  private List<Kind> kinds() {
    return trail.adjustments().stream().map(adjustment -> adjustment.kind()).toList();
  }

  @Test
  void aSchemaGoesToHostsThatHoldAnswersToIt() {
    for (WireFlavor flavor : List.of(OPENAI, USUAL, WireFlavor.MISTRAL, WireFlavor.AZURE_FOUNDRY)) {
      assertThat(write(flavor, hello().tools(List.of(TOOL)).responseFormat(FORM)))
          .contains(NATIVE)
          .doesNotContain("'system'");
    }
    assertThat(trail.adjustments()).isEmpty();
  }

  @Test
  void aSchemaBecomesJsonAndAnInstructionWhereTheHostHasNone() {
    assertThat(
            write(
                without(USUAL, Trait.JSON_SCHEMA),
                ChatRequest.builder("e").system("Be brief.").user("Hi").responseFormat(FORM)))
        .isEqualTo(
            "{'model':'m','messages':[{'role':'system','content':'Be brief.'},"
                + IN_WORDS
                + ",{'role':'user','content':'Hi'}],'response_format':{'type':'json_object'}}");
    assertThat(kinds()).containsExactly(Kind.EMULATED);
  }

  @Test
  void whatIsNoObjectIsAskedForInWordsAlone() {
    ResponseFormat list = ResponseFormat.jsonSchema("a", RawJson.parse("{\"type\":\"array\"}"));

    assertThat(write(without(USUAL, Trait.JSON_SCHEMA), hello().responseFormat(list)))
        .doesNotContain("response_format")
        .contains("JSON Schema");
  }

  @Test
  void jsonOfAnyKindIsAskedForInWordsWhereTheHostHasNone() {
    WireFlavor flavor = without(USUAL, Trait.JSON_OBJECT);

    assertThat(write(flavor, hello().responseFormat(ResponseFormat.JSON_OBJECT)))
        .doesNotContain("response_format")
        .contains("'role':'system','content':'Answer with exactly one JSON object");
    assertThat(write(flavor, hello().responseFormat(FORM))).contains(NATIVE);
    assertThat(kinds()).containsExactly(Kind.EMULATED);
  }

  @Test
  void groqIsAskedForASchemaWhereItsModelTakesOneAndNothingStandsInTheWay() {
    WireFlavor groq = WireFlavor.GROQ;

    assertThat(write(groq, "openai/gpt-oss-20b", false, hello().responseFormat(FORM)))
        .contains(NATIVE);
    assertThat(kinds()).isEmpty();
    assertThat(write(groq, "llama-3.3-70b-versatile", false, hello().responseFormat(FORM)))
        .contains(IN_WORDS, "'response_format':{'type':'json_object'}");
    assertThat(write(groq, "openai/gpt-oss-20b", true, hello().responseFormat(FORM)))
        .contains(IN_WORDS)
        .doesNotContain("response_format");
    assertThat(
            write(
                groq,
                "openai/gpt-oss-20b",
                false,
                hello().tools(List.of(TOOL)).responseFormat(ResponseFormat.JSON_OBJECT)))
        .contains("JSON object")
        .doesNotContain("response_format");
  }

  @Test
  void olderModelsOfOpenAiAreNotAskedForWhatTheyDoNotHold() {
    for (String model : List.of("gpt-4o", "gpt-4.1", "gpt-5-mini", "gpt-4o-2024-08-06", "o3")) {
      assertThat(write(OPENAI, model, false, hello().responseFormat(FORM))).contains(NATIVE);
    }
    assertThat(kinds()).isEmpty();
    for (String model : List.of("gpt-3.5-turbo", "gpt-4-turbo", "gpt-4o-2024-05-13")) {
      assertThat(write(OPENAI, model, false, hello().responseFormat(FORM)))
          .contains(IN_WORDS, "'response_format':{'type':'json_object'}");
    }
    for (ResponseFormat form : List.of(FORM, ResponseFormat.JSON_OBJECT)) {
      assertThat(write(OPENAI, "gpt-4-0613", false, hello().responseFormat(form)))
          .contains("'role':'system'")
          .doesNotContain("response_format");
    }
    assertThat(kinds()).containsOnly(Kind.EMULATED);
  }

  @Test
  void effortIsSaidInTheWordsOfGroqsModels() {
    assertThat(effort("openai/gpt-oss-20b", "medium")).contains("'reasoning_effort':'medium'");
    assertThat(kinds()).isEmpty();
    assertThat(effort("openai/gpt-oss-20b", "minimal")).contains("'reasoning_effort':'low'");
    assertThat(effort("openai/gpt-oss-20b", "xhigh")).contains("'reasoning_effort':'high'");
    assertThat(effort("qwen/qwen3-32b", "none")).contains("'reasoning_effort':'none'");
    assertThat(kinds()).containsOnly(Kind.CLAMPED);
    assertThat(effort("qwen/qwen3-32b", "high")).contains("'reasoning_effort':'default'");
    assertThat(effort("llama-3.3-70b-versatile", "none")).doesNotContain("reasoning_effort");
    assertThat(kinds()).doesNotContain(Kind.DROPPED);
    assertThat(effort("llama-3.3-70b-versatile", "high")).doesNotContain("reasoning_effort");
    assertThat(kinds()).contains(Kind.DROPPED);
  }

  private String effort(String model, String effort) {
    return write(WireFlavor.GROQ, model, false, hello().reasoningEffort(effort));
  }

  @Test
  void settingsThatGroqRefusesStayAway() {
    assertThat(
            write(
                WireFlavor.GROQ,
                hello()
                    .extra("store", json("false"))
                    .extra("service_tier", json("'default'"))
                    .extra("logit_bias", json("{}"))
                    .extra("reasoning_format", json("'parsed'"))
                    .extra("search_settings", json("{}"))))
        .endsWith("'reasoning_format':'parsed','search_settings':{}}");
    assertThat(kinds()).isEmpty();

    assertThat(
            write(
                WireFlavor.GROQ,
                hello()
                    .extra("store", json("true"))
                    .extra("service_tier", json("'priority'"))
                    .extra("logit_bias", json("{'1':1}"))
                    .extra("prediction", json("{'type':'content'}"))))
        .isEqualTo("{'model':'m','messages':[{'role':'user','content':'Hi'}]}");
    assertThat(kinds()).containsOnly(Kind.DROPPED).hasSize(4);
  }

  @Test
  void groqHasTiersOfItsOwn() {
    assertThat(write(WireFlavor.GROQ, hello().extra("service_tier", json("'flex'"))))
        .contains("'service_tier':'flex'");
  }

  @Test
  void severalCallsAtOnceAreForbiddenWhereThatCanBeSaid() {
    WireFlavor flavor = without(USUAL, Trait.PARALLEL_TOOL_CALLS);

    assertThat(write(flavor, hello().tools(List.of(TOOL)).parallelToolCalls(true)))
        .doesNotContain("parallel");
    assertThat(kinds()).isEmpty();
    assertThat(write(flavor, hello().tools(List.of(TOOL)).parallelToolCalls(false)))
        .doesNotContain("parallel");
    assertThat(kinds()).containsExactly(Kind.DROPPED);
  }

  @Test
  void azureIsNotAskedForUsageBesideDataOfOnesOwn() {
    ChatRequest.Builder chat = hello().extra("data_sources", json("[{}]"));

    assertThat(write(WireFlavor.AZURE, "m", true, chat))
        .contains("'data_sources':[{}]")
        .doesNotContain("stream_options");
  }

  @Test
  void mistralWantsAnAnswerBetweenAResultAndTheUser() {
    ChatMessage call = assistant(ToolCall.of("abcdefghi", "f", "{}"));
    ChatMessage result = ChatMessage.toolResult("abcdefghi", "1");

    assertThat(last(WireFlavor.MISTRAL, call, result, ChatMessage.user("And?")))
        .endsWith(
            "{'role':'tool','tool_call_id':'abcdefghi','content':'1'},"
                + "{'role':'assistant','content':'OK.'},{'role':'user','content':'And?'}]}");
    assertThat(kinds()).containsExactly(Kind.EMULATED);
    assertThat(last(USUAL, call, result, ChatMessage.user("And?"))).doesNotContain("OK.");
  }

  @Test
  void mistralHasNoInstructionAfterAnAnswer() {
    assertThat(
            write(
                WireFlavor.MISTRAL,
                ChatRequest.builder("e")
                    .messages(
                        List.of(
                            ChatMessage.system("1"),
                            ChatMessage.user("2"),
                            ChatMessage.system("3"),
                            ChatMessage.assistant("4"),
                            ChatMessage.developer("5"),
                            ChatMessage.user("6")))))
        .isEqualTo(
            "{'model':'m','messages':[{'role':'system','content':'1'},"
                + "{'role':'system','content':'5'},{'role':'user','content':'2'},"
                + "{'role':'system','content':'3'},{'role':'assistant','content':'4'},"
                + "{'role':'user','content':'6'}]}");
    assertThat(kinds()).containsOnly(Kind.EMULATED);
  }

  @Test
  void mistralGetsNoEmptyAnswer() {
    Reasoning foreign = new Reasoning("hm", null);

    assertThat(last(WireFlavor.MISTRAL, assistant(new Text("")), ChatMessage.user("2")))
        .isEqualTo("{'role':'user','content':'2'}]}");
    assertThat(last(WireFlavor.MISTRAL, assistant(foreign), ChatMessage.user("2")))
        .isEqualTo("{'role':'user','content':'2'}]}");
    assertThat(last(WireFlavor.MISTRAL, assistant(new Refusal("no")), ChatMessage.user("2")))
        .startsWith("{'role':'assistant','content':'no'}");
  }

  @Test
  void sidesTakeTurnsWhereTheHostWantsIt() {
    WireFlavor strict = with(Trait.STRICT_TURNS);

    assertThat(
            write(
                strict,
                hello()
                    .messages(
                        List.of(
                            ChatMessage.user("there"),
                            ChatMessage.assistant("Hey"),
                            ChatMessage.assistant("you"),
                            ChatMessage.system("Be brief."),
                            ChatMessage.user("So?")))))
        .isEqualTo(
            "{'model':'m','messages':[{'role':'system','content':'Be brief.'},"
                + "{'role':'user','content':[{'type':'text','text':'Hi'},"
                + "{'type':'text','text':'there'}]},"
                + "{'role':'assistant','content':[{'type':'text','text':'Hey'},"
                + "{'type':'text','text':'you'}]},{'role':'user','content':'So?'}]}");
    assertThat(kinds()).containsOnly(Kind.EMULATED).hasSize(2);
  }
}
