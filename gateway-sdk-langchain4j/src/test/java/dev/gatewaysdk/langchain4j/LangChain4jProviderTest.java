package dev.gatewaysdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.chat.ProviderTool;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.testing.FakeProvider;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LangChain4jProviderTest {
  private static final RawJson CITY =
      RawJson.parse("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");

  private static ChatResponse ask(Provider provider, ChatRequest request) {
    try (GatewayClient gateway = GatewayClient.builder().provider("lc", provider).build()) {
      return gateway.chat(request);
    }
  }

  private static ChatResponse ask(ModelDouble model, ChatRequest request) {
    return ask(LangChain4jProvider.builder(model).build(), request);
  }

  private static ChatRequest.Builder request() {
    return ChatRequest.builder("@lc/llama").user("Hello!");
  }

  private static List<String> subjects(ChatResponse answer) {
    return answer.adjustments().stream().map(Adjustment::subject).toList();
  }

  @Test
  void asksTheModelForWhatTheTargetNamesWithEveryParameterThatLangChain4jHas() {
    ModelDouble model = ModelDouble.saying("Hi");

    ChatResponse answer =
        ask(
            model,
            request()
                .temperature(0.5)
                .topP(0.9)
                .topK(7)
                .frequencyPenalty(0.1)
                .presencePenalty(0.2)
                .maxTokens(99)
                .stop("END")
                .build());

    var parameters = model.onlyRequest().parameters();
    assertThat(parameters.modelName()).isEqualTo("llama");
    assertThat(parameters.temperature()).isEqualTo(0.5);
    assertThat(parameters.topP()).isEqualTo(0.9);
    assertThat(parameters.topK()).isEqualTo(7);
    assertThat(parameters.frequencyPenalty()).isEqualTo(0.1);
    assertThat(parameters.presencePenalty()).isEqualTo(0.2);
    assertThat(parameters.maxOutputTokens()).isEqualTo(99);
    assertThat(parameters.stopSequences()).containsExactly("END");
    assertThat(answer.adjustments()).isEmpty();
    assertThat(answer.text()).isEqualTo("Hi");
  }

  @Test
  void asksWithoutAModelsNameIfToldSo() {
    ModelDouble model = ModelDouble.saying("Hi");

    ask(LangChain4jProvider.builder(model).withoutModelName().build(), request().build());

    assertThat(model.onlyRequest().modelName()).isNull();
  }

  @Test
  void givesAllThatTheModelSays() {
    ToolExecutionRequest call =
        ToolExecutionRequest.builder().id("c1").name("forecast").arguments("{\"a\":1}").build();
    ModelDouble model =
        ModelDouble.saying(
            dev.langchain4j.model.chat.response.ChatResponse.builder()
                .aiMessage(
                    AiMessage.builder()
                        .thinking("Hm.")
                        .text("Let me see.")
                        .toolExecutionRequests(List.of(call))
                        .build())
                .id("r-1")
                .modelName("llama-3.2")
                .finishReason(dev.langchain4j.model.output.FinishReason.TOOL_EXECUTION)
                .tokenUsage(new TokenUsage(3, 4, 8))
                .build());

    ChatResponse answer = ask(model, request().build());

    assertThat(answer.message().reasoning()).isEqualTo("Hm.");
    assertThat(answer.text()).isEqualTo("Let me see.");
    assertThat(answer.toolCalls())
        .containsExactly(ContentPart.ToolCall.of("c1", "forecast", "{\"a\":1}"));
    assertThat(answer.id()).isEqualTo("r-1");
    assertThat(answer.model()).isEqualTo("llama-3.2");
    assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(answer.usage())
        .isEqualTo(new dev.gatewaysdk.reply.TokenUsage(3, 0, 0, 4, 0, 8, false));
  }

  @Test
  void saysTheConversationInLangChain4jsMessages() {
    ModelDouble model = ModelDouble.saying("Hi");

    ask(
        model,
        ChatRequest.builder("@lc/llama")
            .system("Be brief.")
            .message(ChatMessage.user("And?").named("ann"))
            .message(
                ChatMessage.assistant(
                    List.of(
                        new ContentPart.Text("Wait."),
                        ContentPart.ToolCall.of("c1", "forecast", "{}"))))
            .toolResult("c1", "18 degrees")
            .build());

    assertThat(model.onlyRequest().messages())
        .containsExactly(
            SystemMessage.from("Be brief."),
            UserMessage.from("ann", "And?"),
            AiMessage.from(
                "Wait.",
                List.of(
                    ToolExecutionRequest.builder()
                        .id("c1")
                        .name("forecast")
                        .arguments("{}")
                        .build())),
            ToolExecutionResultMessage.from("c1", "forecast", "18 degrees"));
  }

  @Test
  void showsPicturesDocumentsAndSound() {
    ModelDouble model = ModelDouble.saying("Hi");

    ChatResponse answer =
        ask(
            model,
            ChatRequest.builder("@lc/llama")
                .message(
                    ChatMessage.user(
                        List.of(
                            new ContentPart.Text("See:"),
                            ContentPart.Image.of("https://host.example/a.png"),
                            new ContentPart.Image("data:image/png;base64,AAAA", "high"),
                            new ContentPart.File("data:application/pdf;base64,BBBB", null),
                            ContentPart.File.ofUrl("https://host.example/a.pdf"),
                            new ContentPart.Audio("CCCC", "wav"))))
                .build());

    assertThat(((UserMessage) model.onlyRequest().messages().get(0)).contents())
        .containsExactly(
            TextContent.from("See:"),
            ImageContent.from("https://host.example/a.png", ImageContent.DetailLevel.AUTO),
            ImageContent.from("AAAA", "image/png", ImageContent.DetailLevel.HIGH),
            PdfFileContent.from("BBBB", "application/pdf"),
            PdfFileContent.from("https://host.example/a.pdf"),
            AudioContent.from("CCCC", "audio/wav"));
    assertThat(answer.adjustments()).isEmpty();
  }

  @Test
  void refusesAFileThatLangChain4jCannotSay() {
    ModelDouble model = ModelDouble.saying("Hi");
    ChatRequest request =
        ChatRequest.builder("@lc/llama")
            .message(ChatMessage.user(List.of(ContentPart.File.ofId("file-1"))))
            .build();

    assertThatExceptionOfType(UnsupportedRequestException.class)
        .isThrownBy(() -> ask(model, request))
        .withMessageContaining("messages[0].content");
    assertThat(model.asked).isEmpty();
  }

  @Test
  void offersToolsAndWantsOneCalled() {
    ModelDouble model = ModelDouble.saying("Hi");

    ask(
        model,
        request()
            .tool(ToolDefinition.of("forecast", "Weather", CITY).strictly())
            .toolChoice(ToolChoice.REQUIRED)
            .build());

    var parameters = model.onlyRequest().parameters();
    assertThat(parameters.toolChoice())
        .isEqualTo(dev.langchain4j.model.chat.request.ToolChoice.REQUIRED);
    var tool = parameters.toolSpecifications().get(0);
    assertThat(tool.name()).isEqualTo("forecast");
    assertThat(tool.description()).isEqualTo("Weather");
    assertThat(tool.strict()).isTrue();
    assertThat(tool.parameters().properties()).containsEntry("city", new JsonStringSchema());
  }

  @Test
  void offersOnlyTheToolThatMustBeCalled() {
    ModelDouble model = ModelDouble.saying("Hi");

    ChatResponse answer =
        ask(
            model,
            request()
                .tool(ToolDefinition.of("forecast", null, CITY))
                .tool(ToolDefinition.of("tides", null, CITY))
                .toolChoice(ToolChoice.named("tides"))
                .build());

    var parameters = model.onlyRequest().parameters();
    assertThat(parameters.toolSpecifications()).extracting("name").containsExactly("tides");
    assertThat(parameters.toolChoice())
        .isEqualTo(dev.langchain4j.model.chat.request.ToolChoice.REQUIRED);
    assertThat(subjects(answer)).containsExactly("tool_choice");
  }

  @Test
  void refusesToNameAToolThatIsNotOffered() {
    ModelDouble model = ModelDouble.saying("Hi");
    ChatRequest request =
        request()
            .tool(ToolDefinition.of("forecast", null, CITY))
            .toolChoice(ToolChoice.named("tides"))
            .build();

    assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> ask(model, request));
    assertThat(model.asked).isEmpty();
  }

  @Test
  void reportsWhatLangChain4jCannotSay() {
    ModelDouble model = ModelDouble.saying("Hi");

    ChatResponse answer =
        ask(
            model,
            request()
                .seed(1)
                .choices(2)
                .logprobs(true)
                .reasoningEffort("high")
                .endUser("u-1")
                .parallelToolCalls(false)
                .extra("service_tier", "flex")
                .build());

    assertThat(subjects(answer))
        .containsExactlyInAnyOrder(
            "seed",
            "n",
            "logprobs",
            "reasoning_effort",
            "user",
            "parallel_tool_calls",
            "service_tier");
    assertThat(answer.adjustments())
        .extracting(Adjustment::kind)
        .containsOnly(Adjustment.Kind.DROPPED);
  }

  @Test
  void reportsWhatOfAConversationLangChain4jCannotSay() {
    ModelDouble model = ModelDouble.saying("Hi");
    ContentPart foreign =
        new ContentPart.ProviderBlock("anthropic", "citations", RawJson.parse("[]"));

    ChatResponse answer =
        ask(
            model,
            ChatRequest.builder("@lc/llama")
                .message(ChatMessage.developer("Be brief."))
                .message(ChatMessage.user(List.of(new ContentPart.Text("Hm?"), CacheMark.DEFAULT)))
                .message(ChatMessage.assistant(List.of(new ContentPart.Refusal("No."), foreign)))
                .user("Why?")
                .tool(ToolDefinition.of("forecast", null, RawJson.parse("{\"minProperties\":1}")))
                .providerTool(new ProviderTool("anthropic", RawJson.parse("{}")))
                .build());

    assertThat(subjects(answer))
        .containsExactlyInAnyOrder(
            "cache_control",
            "tools",
            "messages[0]",
            "messages[2].refusal",
            "messages[2].content",
            "tools.forecast.parameters");
    assertThat(model.onlyRequest().messages())
        .containsExactly(
            SystemMessage.from("Be brief."),
            UserMessage.from("Hm?"),
            AiMessage.from("No."),
            UserMessage.from("Why?"));
  }

  @Test
  void refusesItWhereTheEndpointIsStrict() {
    ModelDouble model = ModelDouble.saying("Hi");
    try (GatewayClient gateway =
        GatewayClient.builder()
            .provider("lc", LangChain4jProvider.builder(model).build())
            .endpoint(Endpoint.builder("e").target("lc", "llama").strict(true).build())
            .build()) {
      ChatRequest request = ChatRequest.builder("e").user("Hello!").extra("a", 1).build();

      assertThatExceptionOfType(UnsupportedRequestException.class)
          .isThrownBy(() -> gateway.chat(request));
    }
    assertThat(model.asked).isEmpty();
  }

  @Test
  void holdsTheAnswerToASchemaIfTheModelTakesOne() {
    ModelDouble model =
        new ModelDouble(
            request -> StreamDouble.whole("{}"),
            dev.langchain4j.model.chat.Capability.RESPONSE_FORMAT_JSON_SCHEMA);

    ChatResponse answer =
        ask(model, request().responseFormat(ResponseFormat.jsonSchema("place", CITY)).build());

    var format = model.onlyRequest().responseFormat();
    assertThat(format.type()).isEqualTo(ResponseFormatType.JSON);
    assertThat(format.jsonSchema().name()).isEqualTo("place");
    assertThat(format.jsonSchema().rootElement())
        .isEqualTo(JsonObjectSchema.builder().addStringProperty("city").build());
    assertThat(answer.adjustments()).isEmpty();
  }

  @Test
  void putsTheSchemaIntoWordsIfTheModelTakesNone() {
    ModelDouble model = ModelDouble.saying("{}");

    ChatResponse answer =
        ask(
            model,
            ChatRequest.builder("@lc/llama")
                .system("Be brief.")
                .user("Where?")
                .responseFormat(ResponseFormat.jsonSchema("place", CITY))
                .build());

    assertThat(model.onlyRequest().responseFormat()).isNull();
    assertThat(((SystemMessage) model.onlyRequest().messages().get(0)).text())
        .startsWith("Be brief.\n\n")
        .contains(CITY.text());
    assertThat(answer.adjustments())
        .extracting(Adjustment::kind)
        .containsExactly(Adjustment.Kind.EMULATED);
  }

  @Test
  void takesAttributesBackToTheModelThatGaveThem() {
    AiMessage said =
        AiMessage.builder()
            .text("Hi")
            .thinking("Hm.")
            .attributes(
                Map.of(
                    "thinking_signature",
                    "s1",
                    AiMessage.GENERATED_IMAGES_KEY,
                    List.of(Image.builder().base64Data("AAAA").mimeType("image/png").build())))
            .build();
    ModelDouble model =
        ModelDouble.saying(
            dev.langchain4j.model.chat.response.ChatResponse.builder().aiMessage(said).build());

    ChatResponse answer = ask(model, request().build());
    ask(model, request().message(answer.message()).user("And?").build());

    assertThat(model.asked.get(1).messages().get(1)).isEqualTo(said);
  }

  @Test
  void reportsAttributesThatJsonCannotHold() {
    AiMessage said = AiMessage.builder().text("Hi").attributes(Map.of("odd", new Object())).build();

    ChatResponse answer =
        ask(
            ModelDouble.saying(
                dev.langchain4j.model.chat.response.ChatResponse.builder().aiMessage(said).build()),
            request().build());

    assertThat(subjects(answer)).containsExactly("attributes.odd");
  }

  @Test
  void goesToTheNextTargetIfTheModelDoesNotSupportTheRequest() {
    FakeProvider backup = new FakeProvider();
    backup.otherwise().reply("from the backup");
    ModelDouble model = ModelDouble.failing(new UnsupportedFeatureException("no topK"));
    try (GatewayClient gateway =
        GatewayClient.builder()
            .provider("lc", LangChain4jProvider.builder(model).build())
            .provider("backup", backup)
            .endpoint(Endpoint.builder("e").target("lc", "a").fallback("backup", "b").build())
            .build()) {
      assertThat(gateway.chat("e", "Hello!")).isEqualTo("from the backup");
      assertThat(model.asked).as("tried once").hasSize(1);
    }
  }

  @Test
  void claimsWhatItsModelsCanDo() {
    ModelDouble plain = ModelDouble.saying("Hi");
    ModelDouble schemas =
        new ModelDouble(
            plain.answer, dev.langchain4j.model.chat.Capability.RESPONSE_FORMAT_JSON_SCHEMA);
    StreamDouble stream = new StreamDouble(handler -> {});

    assertThat(LangChain4jProvider.builder(plain).build().capabilities())
        .contains(Capability.CHAT, Capability.TOOLS)
        .doesNotContain(
            Capability.STREAMING, Capability.JSON_SCHEMA, Capability.SEED, Capability.LOGPROBS);
    assertThat(LangChain4jProvider.builder(schemas).build().capabilities())
        .contains(Capability.JSON_SCHEMA);
    assertThat(LangChain4jProvider.builder(schemas, stream).build().capabilities())
        .contains(Capability.STREAMING)
        .doesNotContain(Capability.JSON_SCHEMA);
    assertThat(LangChain4jProvider.builder(plain).build().supports(Operation.EMBEDDING)).isFalse();
  }

  @Test
  void refusesOrDropsWhatTheBuilderTakesAway() {
    ModelDouble model = ModelDouble.saying("Hi");
    LangChain4jProvider provider =
        LangChain4jProvider.builder(model).without(Capability.TOOLS, Capability.TOP_K).build();

    ChatResponse answer = ask(provider, request().topK(3).build());

    assertThat(subjects(answer)).containsExactly("top_k");
    assertThat(model.onlyRequest().topK()).isNull();
    ChatRequest tools = request().tool(ToolDefinition.of("forecast", null, CITY)).build();
    assertThatExceptionOfType(UnsupportedRequestException.class)
        .isThrownBy(
            () -> ask(LangChain4jProvider.builder(model).without(Capability.TOOLS).build(), tools));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LangChain4jProvider.builder(model).without(Capability.CHAT));
  }

  @Test
  void refusesEverythingButChat() {
    try (GatewayClient gateway =
        GatewayClient.builder()
            .provider("lc", LangChain4jProvider.builder(ModelDouble.saying("Hi")).build())
            .build()) {
      EmbeddingRequest request = EmbeddingRequest.builder("@lc/llama").input("Hello").build();

      assertThatExceptionOfType(UnsupportedRequestException.class)
          .isThrownBy(() -> gateway.embed(request));
    }
  }

  @Test
  void showsNothingOfItsModel() {
    assertThat(LangChain4jProvider.builder(ModelDouble.saying("Hi")).type("ollama").build())
        .hasToString("LangChain4jProvider(ollama)");
  }
}
