package dev.gatewaysdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.audio.AudioChunk;
import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.SpeechStarted;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.catalog.ListModelsResponse;
import dev.gatewaysdk.catalog.ListedModel;
import dev.gatewaysdk.catalog.ModelCatalog;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.completion.CompletionResponse;
import dev.gatewaysdk.conformance.Surfaces;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.embedding.EmbeddingResponse;
import dev.gatewaysdk.embedding.EmbeddingVector;
import dev.gatewaysdk.endpoint.Breaker;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.ClientClosedException;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.LimitExceededException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.StreamTruncatedException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.price.ModelPrice;
import dev.gatewaysdk.reply.AnswerStarted;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.reply.ResponseInfo;
import dev.gatewaysdk.reply.ServedBy;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.reply.UsageReported;
import dev.gatewaysdk.testing.FakeProvider;
import dev.gatewaysdk.testing.ManualClock;
import dev.gatewaysdk.testing.RecordingUsageSink;
import dev.gatewaysdk.usage.CallRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations other than chat go the same way as chat: limits, routing, records. */
class OtherOperationsTest {
  private static final Caller ANN = Caller.user("ann");

  private final RecordingUsageSink sink = new RecordingUsageSink();
  private final FakeProvider fake = new FakeProvider();

  private GatewayClientBuilder builder() {
    return GatewayClient.builder()
        .provider("recorded", fake)
        .usageSink(sink)
        .clock(new ManualClock());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "completion",
        "embedding",
        "image",
        "speech",
        "transcription",
        "moderation",
        "rerank",
        "models"
      })
  void recordsTheOperation(String operation) {
    RequestFor<?> request = Surfaces.request(operation);

    try (GatewayClient gateway = builder().build()) {
      Response response = gateway.call(request, ANN);

      assertThat(response.target()).isNotNull();
      assertThat(response.attempts()).hasSize(1);
      assertThat(response.requestId()).isEqualTo(sink.last().requestId());
    }
    CallRecord record = sink.last();
    assertThat(sink.records()).hasSize(1);
    assertThat(record.operation()).isEqualTo(request.operation());
    assertThat(record.operation().wireName()).isEqualTo(operation);
    assertThat(record.status()).isEqualTo(CallRecord.Status.SUCCESS);
    assertThat(record.caller().user()).isEqualTo("ann");
    assertThat(record.streamed()).isFalse();
  }

  @Test
  void givesUsageAndCost() {
    try (GatewayClient gateway = builder().price("vectors", price("2")).build()) {
      EmbeddingResponse response =
          gateway.embed(EmbeddingRequest.builder("@recorded/vectors").input("Hello").build());

      assertThat(response.usage()).isEqualTo(TokenUsage.of(10, 0));
      assertThat(response.rawUsage()).isNotNull();
      assertThat(response.cost()).isNotNull();
      assertThat(response.cost().usd()).isEqualByComparingTo("0.00002");
      assertThat(response.model()).isEqualTo("vectors");
      assertThat(response.target()).isEqualTo(new ServedBy("recorded", "vectors"));
      assertThat(sink.last().cost()).isEqualTo(response.cost());
    }
  }

  private static ModelPrice price(String usdPerMillion) {
    return ModelPrice.perMillionTokens()
        .input(new BigDecimal(usdPerMillion))
        .output(BigDecimal.ZERO)
        .build();
  }

  /** That a target rests is no reason to come again with what it can never do. */
  @Test
  void aRestingTargetThatCannotDoTheOperationIsNotWorthWaitingFor() {
    fake.without(Operation.EMBEDDING).otherwise().unavailable();
    Endpoint endpoint =
        Endpoint.builder("e")
            .target("recorded", "m")
            .retry(Retry.NONE)
            .breaker(Breaker.DEFAULTS.withMinimumCalls(1))
            .build();

    try (GatewayClient gateway = builder().endpoint(endpoint).build()) {
      assertThatThrownBy(() -> gateway.chat("e", "Hi")).isInstanceOf(ProviderException.class);
      assertThatThrownBy(() -> gateway.chat("e", "Hi")).hasMessageContaining("no target is free");

      assertThatThrownBy(() -> gateway.embed(EmbeddingRequest.builder("e").input("Hi").build()))
          .isInstanceOf(UnsupportedRequestException.class)
          .hasMessageContaining("recorded/m cannot do the operation embedding");
      assertThat(sink.last().status()).isEqualTo(CallRecord.Status.REFUSED);
    }
  }

  @Test
  void countsEveryOperationOnTheSameLimit() {
    Endpoint endpoint =
        Endpoint.builder("all").target("recorded", "m").limit(Limit.calls(2).perDay()).build();

    try (GatewayClient gateway = builder().endpoint(endpoint).build()) {
      fake.otherwise().reply("Hi");
      gateway.chat("all", "Hello");
      gateway.embed(EmbeddingRequest.builder("all").input("Hello").build());

      assertThatThrownBy(() -> gateway.speak(SpeechRequest.builder("all", "Hello").build()))
          .isInstanceOf(LimitExceededException.class);
      assertThat(sink.last().operation()).isEqualTo(Operation.SPEECH);
      assertThat(sink.last().status()).isEqualTo(CallRecord.Status.REFUSED);
    }
  }

  @Test
  void passesOverATargetThatCannotDoTheOperation() {
    FakeProvider chatOnly = new FakeProvider().without(Operation.EMBEDDING);
    Endpoint endpoint =
        Endpoint.builder("both").target("chat-only", "c").fallback("recorded", "e").build();

    try (GatewayClient gateway =
        builder().provider("chat-only", chatOnly).endpoint(endpoint).build()) {
      EmbeddingResponse response =
          gateway.embed(EmbeddingRequest.builder("both").input("Hello").build());

      assertThat(response.target()).isEqualTo(new ServedBy("recorded", "e"));
      assertThat(response.attempts()).hasSize(1);
      assertThat(chatOnly.attempts()).isZero();
    }
  }

  @Test
  void refusesWhatNoTargetCanDoBeforeAnythingIsSent() {
    fake.without(Operation.IMAGE);

    try (GatewayClient gateway = builder().build()) {
      assertThatThrownBy(() -> gateway.call(Surfaces.request("image"), ANN))
          .isInstanceOf(UnsupportedRequestException.class)
          .hasMessageContaining("recorded/model-1")
          .hasMessageContaining("image");
    }
    assertThat(fake.attempts()).isZero();
    assertThat(sink.last().status()).isEqualTo(CallRecord.Status.REFUSED);
    assertThat(sink.last().attempts()).isZero();
  }

  @Test
  void refusesAnEndpointWhoseTargetCanDoNothing() {
    fake.without(Operation.values());

    assertThatThrownBy(
            () ->
                builder()
                    .endpoint(Endpoint.builder("none").target("recorded", "m").build())
                    .build())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("recorded/m");
  }

  @Test
  void retriesAndFallsBackAsForChat() {
    FakeProvider busy = new FakeProvider();
    busy.respond(
        EmbeddingRequest.class,
        request -> {
          throw new ProviderException(FailureKind.OVERLOADED, 503, "busy", null);
        });
    Endpoint endpoint = Endpoint.builder("e").target("busy", "b").fallback("recorded", "r").build();

    try (GatewayClient gateway = builder().provider("busy", busy).endpoint(endpoint).build()) {
      EmbeddingResponse response =
          gateway.embed(EmbeddingRequest.builder("e").input("Hello").build());

      assertThat(response.target()).isEqualTo(new ServedBy("recorded", "r"));
      assertThat(busy.attempts()).isEqualTo(Retry.DEFAULTS.attempts());
      assertThat(response.attempts()).hasSize(Retry.DEFAULTS.attempts() + 1);
    }
  }

  @Test
  void answersOnAnotherThread() {
    try (GatewayClient gateway = builder().build()) {
      CompletableFuture<EmbeddingResponse> vectors =
          gateway.embedAsync(EmbeddingRequest.builder("@recorded/m").input("a").build(), ANN);

      assertThat(vectors.join().vectors()).hasSize(1);
      assertThatThrownBy(
              () ->
                  gateway
                      .embedAsync(EmbeddingRequest.builder("nowhere").input("a").build(), ANN)
                      .join())
          .isInstanceOf(CompletionException.class);
    }
  }

  @Test
  void takesNoCallsAfterItIsClosed() {
    GatewayClient gateway = builder().build();
    gateway.close();

    assertThatThrownBy(() -> gateway.call(Surfaces.request("embedding"), ANN))
        .isInstanceOf(ClientClosedException.class);
    assertThatThrownBy(gateway::models).isInstanceOf(ClientClosedException.class);
  }

  @Test
  void streamsACompletion() {
    CompletionRequest request = CompletionRequest.builder("@recorded/m").prompt("Once").build();

    try (GatewayClient gateway = builder().build();
        AnswerStream<CompletionResponse> stream = gateway.streamCompletion(request)) {
      StringBuilder text = new StringBuilder();
      int pieces = 0;
      for (var event : stream) {
        if (event instanceof ChatEvent.TextDelta delta) {
          text.append(delta.text());
          pieces++;
        }
      }

      assertThat(pieces).isGreaterThan(1);
      assertThat(stream.soFar().text()).contains(text);
      assertThat(stream.soFar().usage()).isNotNull();
      assertThat(stream.requestId()).isEqualTo(sink.last().requestId());
      assertThatThrownBy(stream::iterator).isInstanceOf(IllegalStateException.class);
    }
    assertThat(sink.last().streamed()).isTrue();
    assertThat(sink.last().status()).isEqualTo(CallRecord.Status.SUCCESS);
  }

  @Test
  void saysWhatArrivedOfACompletionThatBreaksOff() {
    LambdaProvider broken =
        LambdaProvider.of(
            new AnswerStarted("c-1", "m"),
            new ChatEvent.TextDelta(0, "Once upon"),
            new ProviderException(FailureKind.UNAVAILABLE, 200, "cut", null));

    try (GatewayClient gateway =
            GatewayClient.builder().provider("recorded", broken).usageSink(sink).build();
        AnswerStream<CompletionResponse> stream =
            gateway.streamCompletion(
                CompletionRequest.builder("@recorded/m").prompt("Once").build())) {
      StreamTruncatedException e =
          catchThrowableOfType(StreamTruncatedException.class, stream::collect);

      assertThat(e.partialText()).isEqualTo("Once upon");
      assertThat(stream.soFar().text()).isEqualTo("Once upon");
      assertThat(stream.soFar().info().id()).isEqualTo("c-1");
    }
    assertThat(sink.last().status()).isEqualTo(CallRecord.Status.TRUNCATED);
  }

  private static LambdaProvider sound() {
    return LambdaProvider.of(
        new AnswerStarted(null, "tts"),
        new SpeechStarted("audio/mpeg"),
        new AudioChunk(new byte[] {1, 2}),
        new AudioChunk(new byte[] {}),
        new AudioChunk(new byte[] {-1}),
        new UsageReported(TokenUsage.of(3, 4), RawJson.parse("{}")));
  }

  private static final SpeechRequest SAY = SpeechRequest.builder("@recorded/tts", "Hello").build();

  @Test
  void givesSoundAsBytesOrChunks() throws IOException {
    try (GatewayClient gateway =
        GatewayClient.builder().provider("recorded", sound()).usageSink(sink).build()) {
      try (SpeechStream speech = gateway.streamSpeech(SAY)) {
        assertThat(speech.mediaType()).isEqualTo("audio/mpeg");
        assertThat(speech.inputStream().readAllBytes()).containsExactly(1, 2, -1);
        assertThat(speech.soFar().usage()).isEqualTo(TokenUsage.of(3, 4));
      }
      try (SpeechStream speech = gateway.streamSpeech(SAY)) {
        assertThat(speech).hasSize(3);
      }
      try (SpeechStream speech = gateway.streamSpeech(SAY)) {
        assertThat(speech.collect().audio()).containsExactly(1, 2, -1);
      }
      assertThat(gateway.speak(SAY).audio()).containsExactly(1, 2, -1);
    }
    assertThat(sink.records())
        .hasSize(4)
        .allMatch(each -> each.status().wireName().equals("success"));
  }

  @Test
  void stopsTheProviderWhenSoundIsClosedEarly() throws IOException {
    LambdaProvider sound = sound();

    try (GatewayClient gateway =
        GatewayClient.builder().provider("recorded", sound).usageSink(sink).build()) {
      SpeechStream speech = gateway.streamSpeech(SAY);
      assertThat(speech.inputStream().read()).isEqualTo(1);
      speech.inputStream().close();
      speech.close();
    }

    assertThat(sound.closes.get()).isPositive();
    assertThat(sink.records()).hasSize(1);
    assertThat(sink.last().status()).isEqualTo(CallRecord.Status.CANCELLED);
  }

  @Test
  void listsEndpointsAndTheModelsOfProviders() {
    fake.respond(
        ListModelsRequest.class,
        request ->
            new ListModelsResponse(
                List.of(new ListedModel("gpt", "openai", 1L)), ResponseInfo.NONE));
    FakeProvider down = new FakeProvider();
    down.respond(
        ListModelsRequest.class,
        request -> {
          throw new ProviderException(FailureKind.AUTHENTICATION, 401, "no", null);
        });

    try (GatewayClient gateway =
        builder()
            .provider("down", down)
            .provider("mute", new FakeProvider().without(Operation.MODELS))
            .provider("hidden", new FakeProvider())
            .withoutDirectAccess("hidden")
            .endpoint(Endpoint.builder("production-llm").target("hidden", "m").build())
            .build()) {
      ModelCatalog catalog = gateway.models(ANN);

      assertThat(catalog.models())
          .containsExactly(
              new ListedModel("production-llm", "gateway", null),
              new ListedModel("@recorded/gpt", "openai", 1L));
      assertThat(catalog.failures()).containsOnlyKeys("down");
    }
    assertThat(sink.records()).hasSize(2).allMatch(each -> each.operation() == Operation.MODELS);
    assertThat(sink.records()).allMatch(each -> each.caller().user().equals("ann"));
    assertThat(sink.records()).extracting(CallRecord::endpoint).contains("@recorded");
  }

  @Test
  void listsTheOthersWhereAProviderIsSlow() {
    CountDownLatch stopped = new CountDownLatch(1);
    LambdaProvider slow =
        new LambdaProvider(
            attempt -> {
              attempt.cancellation().onCancel(stopped::countDown);
              try {
                stopped.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return List.of(new CallCancelledException("stopped", null));
            });

    try (GatewayClient gateway = builder().provider("slow", slow).build()) {
      ModelCatalog catalog = gateway.models(ANN, Duration.ofMillis(100));

      assertThat(catalog.models()).extracting(ListedModel::id).contains("@recorded/fake-model");
      assertThat(catalog.failures()).containsOnlyKeys("slow");
      assertThat(catalog.failures().get("slow")).hasMessageContaining("within 100 ms");
      assertThat(stopped.getCount()).isZero();
    }
  }

  @Test
  void stopsListingWhenItIsCancelled() {
    LambdaProvider cancelled =
        LambdaProvider.of(new CallCancelledException("the call was cancelled", null));

    try (GatewayClient gateway = GatewayClient.builder().provider("recorded", cancelled).build()) {
      assertThatThrownBy(gateway::models).isInstanceOf(CallCancelledException.class);
    }
  }

  @Test
  void keepsVectorsInTheOrderOfTheirInputs() {
    LambdaProvider unordered =
        LambdaProvider.of(
            new EmbeddingVector(1, new float[] {2}), new EmbeddingVector(0, new float[] {1}));

    try (GatewayClient gateway = GatewayClient.builder().provider("recorded", unordered).build()) {
      EmbeddingResponse response =
          gateway.embed(EmbeddingRequest.builder("@recorded/m").input("a").input("b").build());

      assertThat(response.vector()).containsExactly(1);
      assertThat(response.usage()).isNull();
      assertThat(response.cost()).isNull();
    }
  }

  @Test
  void stillChats() {
    fake.otherwise().reply("Hi");

    try (GatewayClient gateway = builder().build()) {
      ChatRequest request = ChatRequest.builder("@recorded/m").user("Hello").build();

      assertThat(gateway.chat(request).text()).isEqualTo("Hi");
      assertThat(fake.models()).containsExactly("m");
    }
  }
}
