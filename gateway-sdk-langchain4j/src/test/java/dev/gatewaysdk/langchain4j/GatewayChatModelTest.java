package dev.gatewaysdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.ServedBy;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.testing.FakeProvider;
import dev.gatewaysdk.testing.RecordingUsageSink;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.CustomMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GatewayChatModelTest {
  private final FakeProvider fake = new FakeProvider("openai");
  private final RecordingUsageSink records = new RecordingUsageSink();
  private final GatewayClient gateway =
      GatewayClient.builder()
          .provider("openai", fake)
          .endpoint(Endpoint.builder("chat").target("openai", "gpt-4o").build())
          .endpoint(Endpoint.builder("other").target("openai", "gpt-4o-mini").build())
          .usageSink(records)
          .build();
  private final GatewayChatModel model = GatewayChatModel.builder(gateway, "chat").build();

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void answersAQuestion() {
    fake.whenUser("Hello").reply("Good day");

    assertThat(model.chat("Hello")).isEqualTo("Good day");
    assertThat(fake.models()).containsExactly("gpt-4o");
  }

  @Test
  void passesTheWholeConversation() {
    fake.otherwise().reply("ok");

    model.chat(
        SystemMessage.from("Be brief"),
        UserMessage.from("Ann", "Weather?"),
        AiMessage.from("Let me see", List.of(call("c1", "weather", "{\"city\":\"Bern\"}"))),
        ToolExecutionResultMessage.from("c1", "weather", "18 degrees"));

    assertThat(fake.lastRequest().messages())
        .containsExactly(
            ChatMessage.system("Be brief"),
            ChatMessage.user("Weather?").named("Ann"),
            ChatMessage.assistant(
                List.of(
                    new ContentPart.Text("Let me see"),
                    ContentPart.ToolCall.of("c1", "weather", "{\"city\":\"Bern\"}"))),
            ChatMessage.toolResult("c1", "18 degrees"));
  }

  @Test
  void refusesAMessageThatTheGatewayDoesNotKnow() {
    assertThatThrownBy(() -> model.chat(CustomMessage.from(Map.of("a", "b"))))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("CustomMessage");
    assertThat(fake.attempts()).isZero();
  }

  @Test
  void passesEveryParameter() {
    fake.otherwise().reply("ok");

    model.chat(
        request(
            GatewayChatRequestParameters.builder()
                .temperature(0.5)
                .topP(0.9)
                .topK(40)
                .frequencyPenalty(0.1)
                .presencePenalty(0.2)
                .maxOutputTokens(100)
                .stopSequences("END")
                .seed(7)
                .reasoningEffort("low")
                .parallelToolCalls(false)
                .endUser("u-1")
                .extra("service_tier", "flex")
                .build()));

    ChatRequest asked = fake.lastRequest();
    assertThat(asked.temperature()).isEqualTo(0.5);
    assertThat(asked.topP()).isEqualTo(0.9);
    assertThat(asked.topK()).isEqualTo(40);
    assertThat(asked.frequencyPenalty()).isEqualTo(0.1);
    assertThat(asked.presencePenalty()).isEqualTo(0.2);
    assertThat(asked.maxTokens()).isEqualTo(100);
    assertThat(asked.stop()).containsExactly("END");
    assertThat(asked.seed()).isEqualTo(7);
    assertThat(asked.reasoningEffort()).isEqualTo("low");
    assertThat(asked.parallelToolCalls()).isFalse();
    assertThat(asked.endUser()).isEqualTo("u-1");
    assertThat(asked.extras()).containsEntry("service_tier", RawJson.of("flex"));
  }

  @Test
  void leavesToTheProviderWhatIsNotSet() {
    fake.otherwise().reply("ok");

    model.chat("Hello");

    ChatRequest asked = fake.lastRequest();
    assertThat(asked.temperature()).isNull();
    assertThat(asked.toolChoice()).isNull();
    assertThat(asked.responseFormat()).isNull();
    assertThat(asked.stop()).isEmpty();
    assertThat(asked.extras()).isEmpty();
  }

  @Test
  void takesTheRequestsModelNameForTheEndpoint() {
    fake.otherwise().reply("ok");

    ChatResponse answer =
        model.chat(request(ChatRequestParameters.builder().modelName("other").build()));
    model.chat(request(ChatRequestParameters.builder().modelName("@openai/gpt-5").build()));

    assertThat(fake.models()).containsExactly("gpt-4o-mini", "gpt-5");
    assertThat(answer.modelName()).isEqualTo("gpt-4o-mini");
  }

  @Test
  void fillsInTheModelsOwnParameters() {
    fake.otherwise().reply("ok");
    GatewayChatModel own =
        GatewayChatModel.builder(gateway, "chat")
            .defaultRequestParameters(
                GatewayChatRequestParameters.builder().temperature(0.1).seed(3).build())
            .build();

    own.chat(request(ChatRequestParameters.builder().temperature(0.7).build()));

    assertThat(fake.lastRequest().temperature()).isEqualTo(0.7);
    assertThat(fake.lastRequest().seed()).isEqualTo(3);
    assertThat(own.defaultRequestParameters().modelName()).isEqualTo("chat");
  }

  @Test
  void bringsCallerAndTagsIntoTheRecord() {
    fake.otherwise().reply("ok");
    GatewayChatModel own =
        GatewayChatModel.builder(gateway, "chat").caller(Caller.user("ann")).build();

    own.chat("Hello");
    own.chat(
        request(
            GatewayChatRequestParameters.builder()
                .caller(Caller.user("bob"))
                .tag("feature", "search")
                .build()));

    assertThat(records.records().get(0).caller().user()).isEqualTo("ann");
    assertThat(records.records().get(1).caller().user()).isEqualTo("bob");
    assertThat(records.records().get(1).caller().tags()).containsEntry("feature", "search");
  }

  @Test
  void offersTools() {
    fake.otherwise().toolCall("weather", "{\"city\":\"Bern\"}").toolCall("time", "");

    AiMessage answer =
        model
            .chat(
                request(
                    ChatRequestParameters.builder()
                        .toolSpecifications(
                            ToolSpecification.builder()
                                .name("weather")
                                .description("The weather of a city")
                                .parameters(
                                    JsonObjectSchema.builder()
                                        .addStringProperty("city")
                                        .required("city")
                                        .build())
                                .build(),
                            ToolSpecification.builder().name("time").build())
                        .build()))
            .aiMessage();

    assertThat(fake.lastRequest().tools().get(0).description()).isEqualTo("The weather of a city");
    assertThat(fake.lastRequest().tools().get(0).parameters().text())
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},"
                + "\"required\":[\"city\"]}");
    assertThat(fake.lastRequest().tools().get(1).parameters().text())
        .isEqualTo("{\"type\":\"object\",\"properties\":{}}");
    assertThat(answer.text()).isNull();
    assertThat(answer.toolExecutionRequests())
        .containsExactly(
            call("call_1", "weather", "{\"city\":\"Bern\"}"), call("call_2", "time", "{}"));
  }

  @ParameterizedTest
  @EnumSource
  void passesEveryChoiceOfTools(dev.langchain4j.model.chat.request.ToolChoice choice) {
    fake.otherwise().reply("ok");

    model.chat(request(ChatRequestParameters.builder().toolChoice(choice).build()));

    assertThat(fake.lastRequest().toolChoice())
        .isEqualTo(new ToolChoice(ToolChoice.Mode.valueOf(choice.name()), null));
  }

  @Test
  void choosesAToolByItsName() {
    fake.otherwise().reply("ok");

    model.chat(
        request(
            GatewayChatRequestParameters.builder()
                .toolChoice(dev.langchain4j.model.chat.request.ToolChoice.AUTO)
                .namedTool("weather")
                .build()));

    assertThat(fake.lastRequest().toolChoice()).isEqualTo(ToolChoice.named("weather"));
  }

  @Test
  void asksForEveryForm() {
    fake.otherwise().reply("{}");
    JsonSchema schema =
        JsonSchema.builder()
            .name("City")
            .rootElement(JsonObjectSchema.builder().addIntegerProperty("size").build())
            .build();

    model.chat(
        request(
            ChatRequestParameters.builder()
                .responseFormat(dev.langchain4j.model.chat.request.ResponseFormat.JSON)
                .build()));
    model.chat(
        request(
            ChatRequestParameters.builder()
                .responseFormat(dev.langchain4j.model.chat.request.ResponseFormat.TEXT)
                .build()));
    model.chat(request(ChatRequestParameters.builder().responseFormat(schema).build()));
    model.chat(
        request(
            GatewayChatRequestParameters.builder()
                .responseFormat(schema)
                .strictJsonSchema(true)
                .build()));

    assertThat(fake.requests())
        .extracting(ChatRequest::responseFormat)
        .containsExactly(
            ResponseFormat.JSON_OBJECT,
            ResponseFormat.TEXT,
            new ResponseFormat(
                ResponseFormat.Type.JSON_SCHEMA,
                "City",
                RawJson.parse(
                    "{\"type\":\"object\",\"properties\":{\"size\":{\"type\":\"integer\"}}}"),
                null),
            new ResponseFormat(
                ResponseFormat.Type.JSON_SCHEMA,
                "City",
                RawJson.parse(
                    "{\"type\":\"object\",\"properties\":{\"size\":{\"type\":[\"integer\","
                        + "\"null\"]}},\"required\":[\"size\"],\"additionalProperties\":false}"),
                true));
    assertThat(model.supportedCapabilities())
        .containsExactly(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
  }

  @Test
  void tellsHowTheAnswerCameAbout() {
    Adjustment adjustment = new Adjustment(Adjustment.Kind.DROPPED, "seed", "has none");
    fake.onTurn(1).overloaded();
    fake.otherwise()
        .reply("ok")
        .adjusted(adjustment)
        .usage(new TokenUsage(100, 60, 20, 50, 30, 150, false));

    ChatResponse answer =
        model.chat(request(ChatRequestParameters.builder().modelName("@openai/gpt-4o").build()));

    GatewayChatResponseMetadata metadata = (GatewayChatResponseMetadata) answer.metadata();
    assertThat(metadata.target()).isEqualTo(new ServedBy("openai", "gpt-4o"));
    assertThat(metadata.modelName()).isEqualTo("gpt-4o");
    assertThat(metadata.id()).isEqualTo("fake-answer");
    assertThat(metadata.attempts()).hasSize(2);
    assertThat(metadata.cost()).isNotNull();
    assertThat(metadata.adjustments()).containsExactly(adjustment);
    assertThat(metadata.requestId()).isEqualTo(records.records().get(0).requestId());
    assertThat(metadata.rawFinishReason()).isEqualTo("stop");
    assertThat(metadata.finishReason()).isEqualTo(FinishReason.STOP);
    GatewayTokenUsage usage = (GatewayTokenUsage) metadata.tokenUsage();
    assertThat(usage.inputTokenCount()).isEqualTo(100);
    assertThat(usage.cachedInputTokenCount()).isEqualTo(60);
    assertThat(usage.cacheWriteTokenCount()).isEqualTo(20);
    assertThat(usage.outputTokenCount()).isEqualTo(50);
    assertThat(usage.reasoningTokenCount()).isEqualTo(30);
    assertThat(usage.totalTokenCount()).isEqualTo(150);
    assertThat(metadata.toBuilder().build()).isEqualTo(metadata);
  }

  @ParameterizedTest
  @EnumSource
  void namesEveryReasonToStop(dev.gatewaysdk.chat.FinishReason reason) {
    fake.otherwise().reply("ok").finish(reason);

    FinishReason told = model.chat(request(ChatRequestParameters.builder().build())).finishReason();

    assertThat(told)
        .isEqualTo(
            switch (reason) {
              case STOP -> FinishReason.STOP;
              case LENGTH -> FinishReason.LENGTH;
              case TOOL_CALLS -> FinishReason.TOOL_EXECUTION;
              case CONTENT_FILTER -> FinishReason.CONTENT_FILTER;
              case PAUSED, OTHER -> FinishReason.OTHER;
            });
  }

  @Test
  void sendsBackAPlainAnswerWithoutAnAttribute() {
    fake.otherwise().reasoning("Hm").reply("ok");

    AiMessage answer = model.chat(request(ChatRequestParameters.builder().build())).aiMessage();
    model.chat(UserMessage.from("Hello"), answer, UserMessage.from("And?"));

    assertThat(answer.thinking()).isEqualTo("Hm");
    assertThat(answer.attributes()).isEmpty();
    assertThat(fake.lastRequest().messages().get(1))
        .isEqualTo(
            ChatMessage.assistant(
                List.of(new ContentPart.Reasoning("Hm", null), new ContentPart.Text("ok"))));
  }

  @Test
  void sendsBackSignaturesAndBlocksAsTheyCame() {
    ProviderState seal = new ProviderState("anthropic", RawJson.parse("{\"sig\": 1.50}"));
    fake.onTurn(1)
        .reasoning("Hm", seal)
        .block(
            new ContentPart.ProviderBlock(
                "anthropic", "web_search", RawJson.parse("{ \"n\": 12345678901234567890 }")))
        .toolCall("weather", "{}");
    fake.otherwise().reply("ok");

    AiMessage answer = model.chat(UserMessage.from("Hello")).aiMessage();
    AiMessage stored =
        (AiMessage)
            ChatMessageDeserializer.messageFromJson(ChatMessageSerializer.messageToJson(answer));
    model.chat(
        UserMessage.from("Hello"),
        stored,
        ToolExecutionResultMessage.from(answer.toolExecutionRequests().get(0), "sunny"));

    assertThat(stored).isEqualTo(answer);
    assertThat(fake.lastRequest().messages().get(1).parts())
        .containsExactly(
            new ContentPart.Reasoning("Hm", seal),
            new ContentPart.ProviderBlock(
                "anthropic", "web_search", RawJson.parse("{ \"n\": 12345678901234567890 }")),
            ContentPart.ToolCall.of("call_1", "weather", "{}"));
  }

  @Test
  void sendsAnEditedAnswerAsItReads() {
    fake.onTurn(1).reasoning("Hm", ProviderState.of("anthropic", "seal")).reply("My secret");
    fake.otherwise().reply("ok");

    AiMessage answer = model.chat(UserMessage.from("Hello")).aiMessage();
    model.chat(UserMessage.from("Hello"), answer.withText("***"), UserMessage.from("And?"));

    assertThat(fake.lastRequest().messages().get(1).parts())
        .containsExactly(new ContentPart.Reasoning("Hm", null), new ContentPart.Text("***"));
  }

  @Test
  void givesAnAnswerThatCouldNotBeSentBackAsItCame() {
    fake.otherwise().reasoning("Hm", ProviderState.of("anthropic", "seal")).reply("broken \ud83d");

    AiMessage answer = model.chat(UserMessage.from("Hello")).aiMessage();

    assertThat(answer.text()).isEqualTo("broken \ud83d");
    assertThat(answer.attributes()).isEmpty();
  }

  @Test
  void tellsWhatTheModelSaid() {
    ContentPart.SpokenAnswer spoken = new ContentPart.SpokenAnswer("a1", "AAAA", "Good day", 9L);
    fake.onTurn(1).audio(spoken);
    fake.otherwise().reply("ok");

    AiMessage answer = model.chat(UserMessage.from("Hello")).aiMessage();
    model.chat(UserMessage.from("Hello"), answer, UserMessage.from("And?"));

    assertThat(answer.text()).isEqualTo("Good day");
    assertThat(fake.lastRequest().messages().get(1).parts())
        .containsExactly(new ContentPart.SpokenAnswer("a1", "", "Good day", null));
  }

  @Test
  void keepsAnInterrupt() {
    fake.otherwise().delay(Duration.ofSeconds(5)).reply("ok");

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> model.chat("Hello"))
        .isExactlyInstanceOf(NonRetriableException.class)
        .hasCauseInstanceOf(CallCancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void failsIfTheModelRefuses() {
    fake.otherwise().refusal("I would rather not");

    assertThatThrownBy(() -> model.chat("Hello"))
        .isInstanceOf(ContentFilteredException.class)
        .hasMessageNotContaining("rather")
        .cause()
        .extracting("answer")
        .isEqualTo("I would rather not");
  }

  private static ToolExecutionRequest call(String id, String name, String arguments) {
    return ToolExecutionRequest.builder().id(id).name(name).arguments(arguments).build();
  }

  private static dev.langchain4j.model.chat.request.ChatRequest request(
      ChatRequestParameters parameters) {
    return dev.langchain4j.model.chat.request.ChatRequest.builder()
        .messages(UserMessage.from("Hello"))
        .parameters(parameters)
        .build();
  }
}
