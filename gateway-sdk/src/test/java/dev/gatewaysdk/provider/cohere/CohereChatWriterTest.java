package dev.gatewaysdk.provider.cohere;

import static dev.gatewaysdk.provider.cohere.WrittenCohere.hello;
import static dev.gatewaysdk.provider.cohere.WrittenCohere.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.File;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.chat.ProviderTool;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CohereChatWriterTest {
  private static final ToolDefinition TOOL = ToolDefinition.of("f", "does f", raw("{}"));
  private static final String SPEC =
      "{'type':'function','function':{'name':'f','description':'does f','parameters':{}}}";

  @Test
  void writesAConversationWithToolsOfSeveralTurns() {
    WrittenCohere.of(
            ChatRequest.builder("e")
                .user("Hi")
                .message(
                    ChatMessage.assistant(
                        List.of(
                            new Reasoning("hm", CohereFormat.THINKING),
                            new Reasoning("I will call f.", CohereFormat.TOOL_PLAN),
                            ToolCall.of("1", "f", ""),
                            ToolCall.of("2", "f", "{\"a\":1}"))))
                .toolResult("1", "one")
                .message(ChatMessage.toolResult("2", List.of(new Text("two"), new Text("more"))))
                .message(ChatMessage.developer("Be brief."))
                .tool(TOOL))
        .has(
            "messages",
            "[{'role':'system','content':'Be brief.'},"
                + "{'role':'user','content':'Hi'},"
                + "{'role':'assistant','content':[{'type':'thinking','thinking':'hm'}],"
                + "'tool_plan':'I will call f.','tool_calls':["
                + "{'id':'1','type':'function','function':{'name':'f','arguments':'{}'}},"
                + "{'id':'2','type':'function','function':{'name':'f',"
                + "'arguments':'{\\\"a\\\":1}'}}]},"
                + "{'role':'tool','tool_call_id':'1','content':'one'},"
                + "{'role':'tool','tool_call_id':'2','content':["
                + "{'type':'text','text':'two'},{'type':'text','text':'more'}]}]")
        .has("tools", "[" + SPEC + "]")
        .has("stream", "false")
        .adjusted("EMULATED messages[4]");
  }

  @Test
  void sendsBackTextBesideCallsWithItsCitations() {
    WrittenCohere.of(
            ChatMessage.user("Hi"),
            ChatMessage.assistant(
                List.of(
                    new Text("So."),
                    new Text(" \n"),
                    ToolCall.of("1", "f", "{}"),
                    new ProviderBlock("cohere", "citations", raw("[{'start':0}]")))),
            ChatMessage.toolResult("1", "r"))
        .has(
            "messages",
            "[{'role':'user','content':'Hi'},"
                + "{'role':'assistant','content':'So.','tool_calls':["
                + "{'id':'1','type':'function','function':{'name':'f','arguments':'{}'}}],"
                + "'citations':[{'start':0}]},"
                + "{'role':'tool','tool_call_id':'1','content':'r'}]")
        .adjusted();
  }

  @Test
  void showsPicturesToModelsThatSee() {
    WrittenCohere.of(
            ChatMessage.user(
                List.of(
                    new Text("See"),
                    new Image("https://example.com/a.png", "low"),
                    Image.of(new byte[] {1, 2, 3}, "image/png"),
                    CacheMark.DEFAULT)))
        .has(
            "messages",
            "[{'role':'user','content':[{'type':'text','text':'See'},"
                + "{'type':'image_url','image_url':"
                + "{'url':'https://example.com/a.png','detail':'low'}},"
                + "{'type':'image_url','image_url':{'url':'data:image/png;base64,AQID'}}]}]")
        .adjusted("EMULATED messages[0].cache_control");
  }

  @Test
  void makesDocumentsOfFilesOfText() {
    byte[] text = "Grüße".getBytes(StandardCharsets.UTF_8);

    WrittenCohere.of(
            ChatMessage.user(List.of(new Text("Read"), File.of(text, "text/plain", "a.txt"))))
        .has("messages", "[{'role':'user','content':[{'type':'text','text':'Read'}]}]")
        .has("documents", "[{'id':'doc:0','data':{'title':'a.txt','text':'Grüße'}}]")
        .adjusted("EMULATED messages[0].content");
  }

  @Test
  void refusesWhatCohereCannotRead() {
    byte[] bytes = {1, 2, 3};
    for (ContentPart part :
        List.of(
            File.of(bytes, "application/pdf", "a.pdf"),
            File.ofUrl("https://example.com/a.txt"),
            ContentPart.Audio.of(bytes, "wav"))) {
      assertThatThrownBy(() -> WrittenCohere.of(ChatMessage.user(List.of(part))))
          .isInstanceOf(UnsupportedRequestException.class)
          .hasMessageContaining("messages[0].content");
    }
    assertThatThrownBy(
            () ->
                WrittenCohere.of(
                    ChatMessage.user("a"),
                    ChatMessage.assistant(List.of(ToolCall.of("1", "f", "{}"))),
                    ChatMessage.toolResult("1", List.of(Image.of(bytes, "image/png")))))
        .isInstanceOf(UnsupportedRequestException.class);
    assertThatThrownBy(
            () ->
                WrittenCohere.of(
                    ChatMessage.user(List.of(new File("data:text/plain;base64,=", "a")))))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void reportsWhatIsLostOfOthersAnswers() {
    WrittenCohere.of(
            ChatMessage.user("Hi").named("ann"),
            ChatMessage.assistant(
                List.of(
                    new Reasoning("hm", ProviderState.of("anthropic", "E=")),
                    new ProviderBlock("bedrock", "x", raw("{}")),
                    new ContentPart.Refusal("No."),
                    new ToolCall("", "f", "free", ToolCall.Type.CUSTOM))),
            ChatMessage.toolResult("", "r"),
            ChatMessage.assistant(""),
            ChatMessage.user("And?"))
        .has(
            "messages",
            "[{'role':'user','content':'Hi'},"
                + "{'role':'assistant','content':'No.','tool_calls':[{'id':'call_0',"
                + "'type':'function','function':{'name':'f',"
                + "'arguments':'{\\\"input\\\":\\\"free\\\"}'}}]},"
                + "{'role':'tool','tool_call_id':'call_0','content':'r'},"
                + "{'role':'user','content':'And?'}]")
        .adjusted(
            "DROPPED messages[0].name",
            "DROPPED messages[1].reasoning",
            "DROPPED messages[1].content",
            "EMULATED messages[1].refusal",
            "EMULATED messages[1].tool_call_id",
            "EMULATED messages[1].tool_calls",
            "EMULATED messages[3]");
  }

  @Test
  void writesTheChoiceOfTools() {
    ToolDefinition other = ToolDefinition.of("g", null, raw("{}"));

    WrittenCohere.of(hello().tool(TOOL).toolChoice(ToolChoice.AUTO)).lacks("tool_choice");
    WrittenCohere.of(hello().tool(TOOL).toolChoice(ToolChoice.NONE))
        .has("tool_choice", "'NONE'")
        .adjusted();
    WrittenCohere.of(hello().tool(TOOL).toolChoice(ToolChoice.REQUIRED))
        .has("tool_choice", "'REQUIRED'");
    WrittenCohere.of(hello().tool(other).tool(TOOL).toolChoice(ToolChoice.named("f")))
        .has("tools", "[" + SPEC + "]")
        .has("tool_choice", "'REQUIRED'")
        .adjusted("EMULATED tool_choice");
    WrittenCohere.of(hello().toolChoice(ToolChoice.REQUIRED))
        .lacks("tool_choice")
        .adjusted("DROPPED tool_choice");
  }

  @Test
  void holdsAllToolsToTheirSchemasIfOneIs() {
    WrittenCohere.of(hello().tool(TOOL.strictly())).has("strict_tools", "true").adjusted();
    WrittenCohere.of(
            hello()
                .tool(TOOL.strictly())
                .tool(ToolDefinition.of("g", null, raw("{}")))
                .providerTool(new ProviderTool("anthropic", raw("{}")))
                .parallelToolCalls(false))
        .has("strict_tools", "true")
        .adjusted("DROPPED tools", "DROPPED parallel_tool_calls", "EMULATED tools.strict");
  }

  @Test
  void holdsTheAnswerToItsFormOrAsksForItBesideTools() {
    RawJson schema = raw("{'type':'object'}");

    WrittenCohere.of(hello().responseFormat(ResponseFormat.JSON_OBJECT))
        .has("response_format", "{'type':'json_object'}")
        .adjusted();
    WrittenCohere.of(hello().responseFormat(ResponseFormat.jsonSchema("n", schema)))
        .has("response_format", "{'type':'json_object','json_schema':{'type':'object'}}")
        .adjusted();
    WrittenCohere beside =
        WrittenCohere.of(hello().tool(TOOL).responseFormat(ResponseFormat.jsonSchema("n", schema)));
    beside.lacks("response_format").adjusted("EMULATED response_format");
    assertThat(beside.json().text()).contains("{\"role\":\"system\",\"content\":\"Answer with");
  }

  @Test
  void asksForAFormInWordsBesideEverythingThatCohereRefusesItBeside() {
    RawJson schema = raw("{'type':'object'}");
    File file = File.of("a".getBytes(StandardCharsets.UTF_8), "text/plain", "a.txt");
    ProviderTool own = new ProviderTool("cohere", raw("{'type':'x'}"));
    for (ChatRequest.Builder request :
        List.of(
            hello().message(ChatMessage.user(List.of(new Text("Read"), file))),
            hello().providerTool(own),
            hello().extra("documents", raw("['a']")))) {
      WrittenCohere written =
          WrittenCohere.of(request.responseFormat(ResponseFormat.jsonSchema("n", schema)));

      written.lacks("response_format");
      assertThat(written.json().text()).contains("JSON Schema");
    }
  }

  @Test
  void writesSettingsInCoheresWordsAndRanges() {
    WrittenCohere.of(
            hello()
                .maxTokens(9)
                .temperature(0.5)
                .topP(0.5)
                .topK(7)
                .seed(3)
                .frequencyPenalty(0.5)
                .stop("a", "b"),
            "command-r",
            true)
        .has("max_tokens", "9")
        .has("temperature", "0.5")
        .has("p", "0.5")
        .has("k", "7")
        .has("seed", "3")
        .has("frequency_penalty", "0.5")
        .has("stop_sequences", "['a','b']")
        .has("stream", "true")
        .lacks("presence_penalty")
        .adjusted();
    WrittenCohere.of(
            hello()
                .topP(1)
                .topK(1000)
                .seed(-1)
                .frequencyPenalty(2)
                .presencePenalty(0.5)
                .stop("1", "2", "3", "4", "5", "6")
                .choices(2)
                .logprobs(true)
                .topLogprobs(2)
                .endUser("u"))
        .has("p", "0.99")
        .has("k", "500")
        .has("frequency_penalty", "1.0")
        .has("stop_sequences", "['1','2','3','4','5']")
        .lacks("seed", "presence_penalty")
        .adjusted(
            "CLAMPED top_p",
            "CLAMPED top_k",
            "DROPPED seed",
            "CLAMPED frequency_penalty",
            "DROPPED presence_penalty",
            "DROPPED stop",
            "DROPPED n",
            "DROPPED logprobs",
            "DROPPED top_logprobs",
            "DROPPED user");
  }

  @Test
  void tellsModelsThatThinkHowHardTo() {
    WrittenCohere.of(hello().reasoningEffort("low"))
        .has("thinking", "{'type':'enabled','token_budget':1024}")
        .adjusted("EMULATED reasoning_effort");
    WrittenCohere.of(hello().reasoningEffort("high")).has("thinking", "{'type':'enabled'}");
    WrittenCohere.of(hello().reasoningEffort("none")).has("thinking", "{'type':'disabled'}");
    WrittenCohere.of(hello().reasoningEffort("high"), "command-r-08-2024", false)
        .lacks("thinking")
        .adjusted("DROPPED reasoning_effort");
    WrittenCohere.of(hello().reasoningEffort("none"), "command-r-08-2024", false).adjusted();
    WrittenCohere.of(hello().reasoningEffort("high").extra("thinking", Map.of("type", "disabled")))
        .has("thinking", "{'type':'disabled'}")
        .adjusted("DROPPED reasoning_effort");
  }

  @Test
  void passesExtrasOfCohereAndReportsThoseOfOpenAi() {
    WrittenCohere.of(
            hello()
                .extra("documents", List.of(Map.of("id", "d")))
                .extra("safety_mode", "STRICT")
                .extra("store", true))
        .has("documents", "[{'id':'d'}]")
        .has("safety_mode", "'STRICT'")
        .lacks("store")
        .adjusted("DROPPED store");
    assertThatThrownBy(() -> WrittenCohere.of(hello().extra("stream", true)))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void leavesOutNewerSettingsOfOpenAiToo() {
    WrittenCohere.of(hello().extra("moderation", "low").extra("prompt_cache_options", Map.of()))
        .lacks("moderation")
        .lacks("prompt_cache_options")
        .adjusted("DROPPED moderation", "DROPPED prompt_cache_options");
  }
}
