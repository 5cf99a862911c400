package dev.gatewaysdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest.Purpose;
import dev.gatewaysdk.embedding.EmbeddingResponse;
import dev.gatewaysdk.embedding.EmbeddingVector;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.ModelInput;
import dev.gatewaysdk.reply.ResponseInfo;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.testing.FakeProvider;
import dev.gatewaysdk.testing.RecordingUsageSink;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.embedding.listener.EmbeddingModelErrorContext;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.model.embedding.listener.EmbeddingModelRequestContext;
import dev.langchain4j.model.embedding.listener.EmbeddingModelResponseContext;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayEmbeddingModelTest {
  private final FakeProvider fake = new FakeProvider();
  private final RecordingUsageSink records = new RecordingUsageSink();
  private final GatewayClient gateway =
      GatewayClient.builder()
          .provider("fake", fake)
          .endpoint(Endpoint.builder("e").target("fake", "small").retry(Retry.NONE).build())
          .endpoint(Endpoint.builder("other").target("fake", "large").build())
          .usageSink(records)
          .build();
  private final GatewayEmbeddingModel model = GatewayEmbeddingModel.builder(gateway, "e").build();

  @AfterEach
  void close() {
    gateway.close();
  }

  private EmbeddingRequest asked() {
    List<?> requests = fake.otherRequests();
    return (EmbeddingRequest) requests.get(requests.size() - 1);
  }

  private static dev.langchain4j.model.embedding.request.EmbeddingRequest.Builder request() {
    return dev.langchain4j.model.embedding.request.EmbeddingRequest.builder();
  }

  @Test
  void givesAVectorForEachSegmentInTheirOrder() {
    fake.respond(
        EmbeddingRequest.class,
        request ->
            new EmbeddingResponse(
                List.of(
                    new EmbeddingVector(1, new float[] {2, 2}),
                    new EmbeddingVector(0, new float[] {1, 1})),
                new ResponseInfo(
                    "",
                    null,
                    "small-1",
                    new TokenUsage(5, 2, 0, 0, 0, 5, false),
                    null,
                    null,
                    null,
                    List.of(),
                    List.of())));

    var answer = model.embedAll(List.of(TextSegment.from("a"), TextSegment.from("b")));

    assertThat(answer.content()).extracting(one -> one.vector()[0]).containsExactly(1f, 2f);
    assertThat(answer.tokenUsage().inputTokenCount()).isEqualTo(5);
    assertThat(((GatewayTokenUsage) answer.tokenUsage()).cachedInputTokenCount()).isEqualTo(2);
    assertThat(asked().inputs())
        .containsExactly(new ModelInput.Text("a"), new ModelInput.Text("b"));
    assertThat(model.embed(request().input("a").build()).modelName()).isEqualTo("small-1");
  }

  @Test
  void embedsNothingWithoutACall() {
    assertThat(model.embedAll(List.of()).content()).isEmpty();
    assertThat(fake.otherRequests()).isEmpty();
  }

  @Test
  void passesParametersOn() {
    model.embed(
        request()
            .input("a")
            .modelName("other")
            .dimensions(3)
            .inputType(EmbeddingInputType.QUERY)
            .build());

    assertThat(asked().model()).isEqualTo("other");
    assertThat(asked().dimensions()).isEqualTo(3);
    assertThat(asked().purpose()).isEqualTo(Purpose.QUERY);
  }

  @Test
  void takesDefaultsAPurposeOfItsOwnAndTheCaller() {
    GatewayEmbeddingModel clustering =
        GatewayEmbeddingModel.builder(gateway, "e")
            .caller(Caller.user("ann"))
            .defaultRequestParameters(
                EmbeddingRequestParameters.builder()
                    .set(GatewayEmbeddingModel.PURPOSE, Purpose.CLUSTERING)
                    .inputType(EmbeddingInputType.DOCUMENT)
                    .build())
            .build();

    clustering.embed("a");
    clustering.embed(
        request()
            .input("b")
            .parameters(
                EmbeddingRequestParameters.builder()
                    .set(GatewayEmbeddingModel.CALLER, Caller.user("bob"))
                    .build())
            .build());

    assertThat(asked().purpose()).isEqualTo(Purpose.CLUSTERING);
    assertThat(records.records())
        .extracting(record -> record.caller().user())
        .containsExactly("ann", "bob");
  }

  @Test
  void embedsPictures() {
    model.embed(
        request()
            .input(ImageContent.from("https://host.example/a.png"))
            .input(ImageContent.from("AAAA", "image/png"))
            .input(TextContent.from("a"), TextContent.from("b"))
            .build());

    assertThat(asked().inputs())
        .containsExactly(
            new ModelInput.Image("https://host.example/a.png"),
            new ModelInput.Image("data:image/png;base64,AAAA"),
            new ModelInput.Text("a\nb"));
  }

  @Test
  void refusesToMixATextAndAPictureInOneVector() {
    var request =
        request().input(TextContent.from("a"), ImageContent.from("AAAA", "image/png")).build();

    assertThatExceptionOfType(UnsupportedFeatureException.class)
        .isThrownBy(() -> model.embed(request))
        .withMessageContaining("each its own input");
    assertThat(fake.otherRequests()).isEmpty();
  }

  @Test
  void findsOutTheLengthOfVectorsOnce() {
    assertThat(model.dimension()).isEqualTo(8);
    assertThat(model.dimension()).isEqualTo(8);
    assertThat(fake.otherRequests()).hasSize(1);

    GatewayEmbeddingModel known =
        GatewayEmbeddingModel.builder(gateway, "e")
            .defaultRequestParameters(EmbeddingRequestParameters.builder().dimensions(4).build())
            .build();
    assertThat(known.dimension()).isEqualTo(4);
    assertThat(fake.otherRequests()).hasSize(1);
  }

  @Test
  void isCalledAfterItsEndpoint() {
    assertThat(model.modelName()).isEqualTo("e");
  }

  @Test
  void asksOnAnotherThreadAndMapsFailures() {
    assertThat(model.embedAsync(request().input("a").build()).join().embeddings()).hasSize(1);
    fail();

    Throwable failure = catchThrowable(() -> model.embedAsync(request().input("a").build()).join());

    assertThat(failure).hasCauseInstanceOf(RateLimitException.class);
    assertThat(model.embedAsync(request().input("").build()))
        .failsWithin(5, TimeUnit.SECONDS)
        .withThrowableThat()
        .withCauseInstanceOf(InvalidRequestException.class);
  }

  @Test
  void cancellingTheFutureStopsTheProvider() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    try (GatewayClient slow =
        GatewayClient.builder().provider("slow", new Slow(asked, stopped)).build()) {
      var future =
          GatewayEmbeddingModel.builder(slow, "@slow/m")
              .build()
              .embedAsync(request().input("a").build());
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

      future.cancel(true);

      assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Answers nothing until it is stopped. */
  private record Slow(CountDownLatch asked, CountDownLatch stopped) implements Provider {
    @Override
    public String type() {
      return "slow";
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of(Capability.EMBEDDING);
    }

    @Override
    public Reply open(Attempt attempt) {
      attempt.cancellation().onCancel(stopped::countDown);
      asked.countDown();
      try {
        stopped.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new CallCancelledException("stopped", null);
    }
  }

  private void fail() {
    fake.respond(
        EmbeddingRequest.class,
        request -> {
          throw ProviderException.builder(FailureKind.RATE_LIMITED, "slow").status(429).build();
        });
  }

  @Test
  void tellsItsListenersOfRequestsAnswersAndFailures() {
    List<String> told = new ArrayList<>();
    EmbeddingModelListener listener =
        new EmbeddingModelListener() {
          @Override
          public void onRequest(EmbeddingModelRequestContext context) {
            told.add("request");
          }

          @Override
          public void onResponse(EmbeddingModelResponseContext context) {
            told.add("response");
          }

          @Override
          public void onError(EmbeddingModelErrorContext context) {
            told.add(context.error().getClass().getSimpleName());
          }
        };
    GatewayEmbeddingModel listening =
        GatewayEmbeddingModel.builder(gateway, "e").listeners(List.of(listener)).build();

    listening.embed("a");
    fail();
    assertThat(catchThrowable(() -> listening.embed("a"))).isNotNull();

    assertThat(told).containsExactly("request", "response", "request", "RateLimitException");
  }
}
