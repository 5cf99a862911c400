package dev.gatewaysdk.provider.openaiwire;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonWriter;
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
import dev.gatewaysdk.conformance.OpenApiSchema;
import dev.gatewaysdk.json.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import okio.Buffer;

/** Whatever is asked, OpenAI gets a request as its published description says. */
class OpenAiRequestProperties {
  private static final OpenApiSchema SCHEMA = OpenApiSchema.named("CreateChatCompletionRequest");
  private static final RawJson OBJECT = RawJson.parse("{\"type\":\"object\"}");
  private static final RawJson CUSTOM =
      RawJson.parse("{\"type\":\"custom\",\"custom\":{\"name\":\"draw\"}}");
  private static final ProviderState FOREIGN = ProviderState.of("anthropic", "seal");

  @Property
  void everyRequestIsAsDescribed(
      @ForAll("conversations") List<ChatMessage> messages,
      @ForAll("settings") List<Consumer<ChatRequest.Builder>> settings,
      @ForAll boolean streamed) {
    ChatRequest.Builder request = ChatRequest.builder("e").messages(messages);
    settings.forEach(setting -> setting.accept(request));

    Buffer body = new Buffer();
    new OpenAiChatWriter(JsonWriter.of(body), WireFlavor.OPENAI, adjustment -> {})
        .write(request.build(), "gpt-4o", streamed);
    Map<String, Object> written = RawJson.parse(body.readUtf8()).toMap();

    assertThat(SCHEMA == null ? List.of() : SCHEMA.violations(written)).isEmpty();
  }

  @Example
  void theDescriptionWouldSay() {
    if (SCHEMA != null) {
      Map<String, Object> body =
          Map.of("messages", List.of(Map.of("role", "user")), "seeds", 1, "temperature", 3);
      assertThat(String.join(" ", SCHEMA.violations(body)))
          .contains("lacks model")
          .contains("$.messages[0] fits no branch")
          .contains("has seeds, which is not described")
          .contains("$.temperature is above 2");
    }
  }

  @Provide
  Arbitrary<List<ChatMessage>> conversations() {
    Arbitrary<List<ChatMessage>> turn =
        Arbitraries.oneOf(
            user().map(List::of),
            Arbitraries.of("system", "developer")
                .map(
                    role ->
                        List.of(
                            role.equals("system")
                                ? ChatMessage.system("s").named("n")
                                : ChatMessage.developer("d"))),
            assistant());
    return turn.list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(
            turns -> {
              List<ChatMessage> all = new ArrayList<>();
              turns.forEach(all::addAll);
              return all;
            });
  }

  private static Arbitrary<ChatMessage> user() {
    return Arbitraries.<ContentPart>of(
            new Text("a"),
            new Text("\uD83D\uDE00"),
            new Image("https://example.com/a.png", "low"),
            Image.of(new byte[] {1}, "image/png"),
            Audio.of(new byte[] {1}, "wav"),
            File.ofId("file-1"),
            File.of(new byte[] {1}, "application/pdf", "a.pdf"),
            new File("data:application/pdf;base64,AQ==", null),
            CacheMark.DEFAULT)
        .list()
        .ofMaxSize(4)
        .map(
            parts -> {
              List<ContentPart> some = new ArrayList<>(parts);
              some.add(0, new Text("x"));
              return ChatMessage.user(some);
            });
  }

  /** What a model may have said, here or elsewhere, and the results of what it called. */
  private static Arbitrary<List<ChatMessage>> assistant() {
    return Arbitraries.<ContentPart>of(
            new Text("a"),
            new Text("b", FOREIGN),
            new Refusal("no"),
            new Reasoning("hm", FOREIGN),
            new Reasoning("hm", null),
            new SpokenAnswer("audio_1", "AQ==", "a", 1L),
            new SpokenAnswer(null, "AQ==", "a", null),
            new ProviderBlock("anthropic", "server_tool_use", OBJECT),
            new ProviderBlock("openai", "annotations", RawJson.parse("[]")),
            ToolCall.of("call_1", "f", "{}"),
            ToolCall.of("", "g", ""),
            new ToolCall("call_2", "draw", "free", ToolCall.Type.CUSTOM),
            new ToolCall("call_3", "h", "{}", ToolCall.Type.FUNCTION, FOREIGN))
        .list()
        .ofMaxSize(4)
        .map(
            parts -> {
              List<ChatMessage> messages = new ArrayList<>();
              messages.add(ChatMessage.assistant(parts));
              for (ContentPart part : parts) {
                if (part instanceof ToolCall call) {
                  messages.add(ChatMessage.toolResult(call.id(), "1"));
                }
              }
              return messages;
            });
  }

  @Provide
  Arbitrary<List<Consumer<ChatRequest.Builder>>> settings() {
    return Arbitraries.<Consumer<ChatRequest.Builder>>of(
            request -> request.maxTokens(5),
            request -> request.temperature(2),
            request -> request.topP(0.5),
            request -> request.topK(3),
            request -> request.frequencyPenalty(-2),
            request -> request.presencePenalty(1.5),
            request -> request.choices(2),
            request -> request.seed(Long.MAX_VALUE),
            request -> request.logprobs(true).topLogprobs(20),
            request -> request.stop("a", "b"),
            request -> request.reasoningEffort("low"),
            request -> request.endUser("u-1"),
            request -> request.responseFormat(ResponseFormat.JSON_OBJECT),
            request -> request.responseFormat(ResponseFormat.jsonSchema("s", OBJECT)),
            request -> request.tool(new ToolDefinition("f", "d", OBJECT, true, CacheMark.DEFAULT)),
            request -> request.providerTool(new ProviderTool("openai", CUSTOM)),
            request -> request.providerTool(new ProviderTool("anthropic", OBJECT)),
            request -> request.toolChoice(ToolChoice.named("f")),
            request -> request.toolChoice(ToolChoice.REQUIRED),
            request -> request.parallelToolCalls(false),
            request -> request.extra("thinking", Map.of("type", "enabled")),
            request -> request.extra("store", true))
        .list()
        .ofMaxSize(6);
  }
}
