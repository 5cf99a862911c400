package dev.gatewaysdk.langchain4j.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.error.LimitExceededException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.langchain4j.GatewayChatModel;
import dev.gatewaysdk.langchain4j.GatewayChatRequestParameters;
import dev.gatewaysdk.langchain4j.GatewayChatResponseMetadata;
import dev.gatewaysdk.langchain4j.GatewayEmbeddingModel;
import dev.gatewaysdk.langchain4j.GatewayImageModel;
import dev.gatewaysdk.langchain4j.GatewayStreamingChatModel;
import dev.gatewaysdk.langchain4j.GatewayTokenUsage;
import dev.gatewaysdk.langchain4j.LangChain4jProvider;
import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.testing.FakeProvider;
import dev.gatewaysdk.testing.RecordingUsageSink;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.service.AiServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples of {@code docs/langchain4j.md}. */
class LangChain4jDocTest {
  private static final Path PAGE = Path.of("..", "docs", "langchain4j.md");

  private final FakeProvider fake = new FakeProvider("openai");
  private final RecordingUsageSink records = new RecordingUsageSink();
  private final GatewayClient gateway =
      GatewayClient.builder()
          .provider("openai-prod", fake)
          .endpoint(Endpoint.builder("production-llm").target("openai-prod", "gpt-4o").build())
          .endpoint(Endpoint.builder("cheap-llm").target("openai-prod", "gpt-4o-mini").build())
          .endpoint(Endpoint.builder("llama3.2").target("openai-prod", "gpt-4o").build())
          .endpoint(Endpoint.builder("embeddings").target("openai-prod", "embed").build())
          .endpoint(Endpoint.builder("images").target("openai-prod", "draw").build())
          .endpoint(
              Endpoint.builder("once").target("openai-prod", "gpt-4o").retry(Retry.NONE).build())
          .endpoint(
              Endpoint.builder("rationed")
                  .target("openai-prod", "gpt-4o")
                  .limit(Limit.calls(1).perMinute())
                  .build())
          .usageSink(records)
          .build();
  private final ChatModel plain = GatewayChatModel.builder(gateway, "production-llm").build();
  private final StreamingChatModel streaming =
      GatewayStreamingChatModel.builder(gateway, "production-llm").build();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<Object> shown = new ArrayList<>();
  private int pieces = Integer.MAX_VALUE;

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void makesModels() throws InterruptedException {
    fake.otherwise().reply("Hello to you!");
    ChatModel model = GatewayChatModel.builder(gateway, "production-llm").build();
    StreamingChatModel streaming =
        GatewayStreamingChatModel.builder(gateway, "production-llm").build();

    assertThat(model.chat("Hello!")).isEqualTo("Hello to you!");
    stream(streaming, request());
    assertThat(shown).startsWith("Hello ", "to ", "you!").hasSize(4);
  }

  @Test
  void sharesWhatAllRequestsHaveInCommon() {
    fake.otherwise().reply("Hello to you!");
    ChatModelListener listener =
        new ChatModelListener() {
          @Override
          public void onResponse(ChatModelResponseContext context) {
            show(context.chatResponse().aiMessage().text());
          }
        };
    ChatModel model =
        GatewayChatModel.builder(gateway, "production-llm")
            .caller(Caller.user("support-bot"))
            .defaultRequestParameters(ChatRequestParameters.builder().temperature(0.2).build())
            .listeners(List.of(listener))
            .build();

    model.chat("Hello!");
    assertThat(fake.lastRequest().temperature()).isEqualTo(0.2);
    assertThat(records.last().caller().user()).isEqualTo("support-bot");
    assertThat(shown).containsExactly("Hello to you!");
  }

  @Test
  void asksOnAnotherThread() {
    fake.otherwise().stall();
    ChatModel model = plain;
    ChatRequest request = request();
    CompletableFuture<ChatResponse> answer = model.chatAsync(request);
    answer.cancel(true);

    assertThat(answer).isCancelled();
  }

  @SuppressWarnings("UnusedMethod") // LangChain4j finds its tools by reflection.
  private static final class Orders {
    @Tool("Finds out where an order is.")
    String find(@P(name = "number", value = "The order's number") String number) {
      return number + " is on its way";
    }
  }

  @Test
  void servesAiServices() {
    fake.whenUser("4711").toolCall("find", "{\"number\":\"4711\"}").thenReply("On its way.");
    fake.otherwise().reply("As I said.");
    ChatModel model = plain;
    interface Assistant {
      String answer(String question);
    }
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(model)
            .tools(new Orders())
            .chatMemory(MessageWindowChatMemory.withMaxMessages(20))
            .build();

    assertThat(assistant.answer("Where is 4711?")).isEqualTo("On its way.");
    assertThat(fake.lastRequest().messages())
        .last()
        .isEqualTo(ChatMessage.toolResult("call_1", "4711 is on its way"));
    assistant.answer("When?");
    assertThat(fake.lastRequest().messages()).hasSize(5);
  }

  @Test
  void takesParametersOfACall() {
    fake.otherwise().reply("Hello to you!");
    ChatModel model = plain;
    ChatRequest request =
        ChatRequest.builder()
            .messages(UserMessage.from("Hello!"))
            .parameters(
                GatewayChatRequestParameters.builder()
                    .endpoint("cheap-llm")
                    .caller(Caller.user("ann"))
                    .tag("ticket", "4711")
                    .deadline(Duration.ofSeconds(10))
                    .maxOutputTokens(500)
                    .build())
            .build();
    ChatResponse response = model.chat(request);

    assertThat(response.aiMessage().text()).isEqualTo("Hello to you!");
    assertThat(fake.models()).containsExactly("gpt-4o-mini");
    assertThat(fake.lastRequest().maxTokens()).isEqualTo(500);
    assertThat(records.last().caller().user()).isEqualTo("ann");
    assertThat(records.last().caller().tags()).containsEntry("ticket", "4711");
  }

  @Test
  void streamsToAHandler() throws InterruptedException {
    fake.otherwise().stream("Hello", " to", " you!");
    stream(streaming, request());

    assertThat(shown).startsWith("Hello", " to", " you!").hasSize(4);
    assertThat(((ChatResponse) shown.get(3)).aiMessage().text()).isEqualTo("Hello to you!");
  }

  @Test
  void streamsUntilItIsCancelled() throws InterruptedException {
    fake.otherwise().stream("Hello", " to", " you!").stall();
    pieces = 2;
    stream(streaming, request());

    assertThat(shown).containsExactly("Hello", " to");
  }

  private void stream(StreamingChatModel streaming, ChatRequest request)
      throws InterruptedException {
    streaming.chat(
        request,
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(PartialResponse part, PartialResponseContext context) {
            show(part.text());
            if (enough()) {
              context.streamingHandle().cancel();
            }
          }

          @Override
          public void onCompleteResponse(ChatResponse response) {
            done(response);
          }

          @Override
          public void onError(Throwable error) {
            failed(error);
          }
        });
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private boolean enough() {
    if (shown.size() < pieces) {
      return false;
    }
    ended.countDown();
    return true;
  }

  private void done(ChatResponse response) {
    show(response);
    ended.countDown();
  }

  private void failed(Throwable error) {
    show(error);
    ended.countDown();
  }

  private void show(Object what) {
    shown.add(what);
  }

  @Test
  void publishesAStream() throws InterruptedException {
    fake.otherwise().stream("Hello", " to", " you!");
    ChatRequest request = request();
    Flow.Subscriber<ChatModelStreamingEvent> subscriber = new Collector();
    Flow.Publisher<ChatModelStreamingEvent> events = streaming.chat(request);
    events.subscribe(subscriber);

    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(shown).hasSize(4).last().isInstanceOf(CompleteResponse.class);
  }

  private final class Collector implements Flow.Subscriber<ChatModelStreamingEvent> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ChatModelStreamingEvent event) {
      show(event);
    }

    @Override
    public void onError(Throwable error) {
      failed(error);
    }

    @Override
    public void onComplete() {
      ended.countDown();
    }
  }

  @Test
  void asksForASchema() {
    fake.otherwise().reply("{\"name\":\"Ada\",\"age\":36}");
    ResponseFormat format =
        ResponseFormat.builder()
            .type(ResponseFormatType.JSON)
            .jsonSchema(
                JsonSchema.builder()
                    .name("Person")
                    .rootElement(
                        JsonObjectSchema.builder()
                            .addStringProperty("name")
                            .addIntegerProperty("age")
                            .required("name", "age")
                            .build())
                    .build())
            .build();
    plain.chat(
        ChatRequest.builder()
            .messages(UserMessage.from("Who?"))
            .parameters(ChatRequestParameters.builder().responseFormat(format).build())
            .build());

    assertThat(fake.lastRequest().responseFormat().name()).isEqualTo("Person");
    assertThat(fake.lastRequest().responseFormat().schema().text()).contains("\"age\"");
  }

  @Test
  void tellsHowAnAnswerCameAbout() {
    fake.otherwise().reply("Hello to you!").usage(TokenUsage.of(10, 5));
    ChatResponse response = plain.chat(UserMessage.from("Hello!"));
    GatewayChatResponseMetadata metadata = (GatewayChatResponseMetadata) response.metadata();
    show(metadata.modelName()); // the model that answered
    show(metadata.target()); // openai-prod/gpt-4o
    show(metadata.attempts()); // each try: whom, how it went, how long it took
    show(metadata.cost()); // by the price book; null if it is not known
    show(metadata.adjustments()); // what was changed to suit the target
    show(metadata.requestId()); // also in the record of the call
    assertThat(shown.get(1)).hasToString("openai-prod/gpt-4o");
    assertThat(shown.get(3)).hasToString("$0.000075");
    assertThat(shown.get(5)).isEqualTo(records.last().requestId());

    shown.clear();
    GatewayTokenUsage usage = (GatewayTokenUsage) response.tokenUsage();
    show(usage.inputTokenCount());
    show(usage.cachedInputTokenCount()); // of these, from the provider's cache
    show(usage.outputTokenCount());
    show(usage.reasoningTokenCount()); // of these, spent on thinking
    assertThat(shown).containsExactly(10, 0, 5, 0);
  }

  @Test
  void saysWhenToComeBack() {
    fake.otherwise().reply("Hello to you!");
    ChatModel model = GatewayChatModel.builder(gateway, "rationed").build();

    assertThat(hello(model)).isEqualTo("Hello to you!");
    assertThat(hello(model)).startsWith("Too many calls; try again in ");
  }

  private static String hello(ChatModel model) {
    try {
      return model.chat("Hello!");
    } catch (RateLimitException e) {
      if (e.getCause() instanceof LimitExceededException limit) {
        return "Too many calls; try again in " + limit.retryAfter().toSeconds() + " s.";
      }
      return "The assistant is busy.";
    }
  }

  @ParameterizedTest
  @EnumSource
  void theTableHasEachKindOfFailure(FailureKind kind) throws IOException {
    fake.otherwise().failWith(kind);
    ChatModel model = GatewayChatModel.builder(gateway, "once").build();

    Throwable thrown = catchThrowable(() -> model.chat("Hello!"));

    assertThat(thrown).hasCauseInstanceOf(ProviderException.class);
    assertThat(Files.readString(PAGE))
        .contains(
            "| `ProviderException` `%s` | `%s` | %s |"
                .formatted(
                    kind,
                    thrown.getClass().getSimpleName(),
                    thrown instanceof RetriableException ? "yes" : "no"));
  }

  @Test
  void theTableHasEachExceptionOfTheGateway() throws IOException {
    assertThat(Files.readString(PAGE)).contains(names(GatewayException.class));
  }

  private static List<String> names(Class<?> sealed) {
    List<String> names = new ArrayList<>();
    for (Class<?> type : sealed.getPermittedSubclasses()) {
      names.add("| `" + type.getSimpleName() + "`");
      if (type.isSealed()) {
        names.addAll(names(type));
      }
    }
    return names;
  }

  @Test
  void hasOtherModels() {
    EmbeddingModel embeddings =
        GatewayEmbeddingModel.builder(gateway, "embeddings").caller(Caller.user("indexer")).build();
    ImageModel images =
        GatewayImageModel.builder(gateway, "images")
            .requests(request -> request.size("1024x1024"))
            .build();

    assertThat(embeddings.embed("red").content().vector()).isNotEmpty();
    assertThat(records.last().caller().user()).isEqualTo("indexer");
    assertThat(images.generate("A lighthouse").content()).isNotNull();
  }

  @Test
  void takesAModelOfLangChain4jAsAProvider() {
    fake.otherwise().reply("Hello to you!");
    ChatModel model = plain;
    StreamingChatModel streamingModel = streaming;
    try (GatewayClient gateway = local(model, streamingModel)) {
      assertThat(gateway.chat(local("Hello!")).text()).isEqualTo("Hello to you!");
      assertThat(gateway.chat(local("Hello!")).target()).hasToString("local/llama3.2");
    }
  }

  private static GatewayClient local(ChatModel model, StreamingChatModel streamingModel) {
    GatewayClient gateway =
        GatewayClient.builder()
            .provider("local", LangChain4jProvider.builder(model, streamingModel).build())
            .endpoint(Endpoint.builder("assistant").target("local", "llama3.2").build())
            .build();
    return gateway;
  }

  private static dev.gatewaysdk.chat.ChatRequest local(String question) {
    return dev.gatewaysdk.chat.ChatRequest.builder("assistant").user(question).build();
  }

  private static ChatRequest request() {
    return ChatRequest.builder().messages(UserMessage.from("Hello!")).build();
  }
}
