package dev.gatewaysdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.call.Cancellation;
import dev.gatewaysdk.call.MediaFetcher;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.File;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.embedding.EmbeddingResponse;
import dev.gatewaysdk.endpoint.Breaker;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.GuardrailException;
import dev.gatewaysdk.error.LimitExceededException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.guardrail.Guardrail;
import dev.gatewaysdk.guardrail.Placeholders;
import dev.gatewaysdk.guardrail.Verdict;
import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.provider.bedrock.BedrockProvider;
import dev.gatewaysdk.provider.http.LoopbackMedia;
import dev.gatewaysdk.provider.openai.OpenAiProvider;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import dev.gatewaysdk.secret.Secret;
import dev.gatewaysdk.server.GatewayHttp;
import dev.gatewaysdk.server.ServerReply;
import dev.gatewaysdk.server.ServerRequest;
import dev.gatewaysdk.testing.RecordingUsageSink;
import dev.gatewaysdk.usage.CallRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bedrock takes bytes only, OpenAI takes links: what becomes of a link on its way to either. */
class MediaFetchingTest {
  private static final String BEDROCK_ANSWER =
      "{\"output\":{\"message\":{\"content\":[{\"text\":\"A cat\"}]}},\"stopReason\":\"end_turn\"}";
  private static final String OPENAI_ANSWER =
      "{\"id\":\"1\",\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
          + "\"message\":{\"role\":\"assistant\",\"content\":\"A dog\"}}]}";
  private static final byte[] PDF = "%PDF-1.7 …".getBytes(StandardCharsets.UTF_8);

  private final MockWebServer images = NoDelayServer.create();
  private final MockWebServer bedrock = NoDelayServer.create();
  private final MockWebServer openAi = NoDelayServer.create();
  private final RecordingUsageSink usage = new RecordingUsageSink();
  private @Nullable GatewayClient gateway;

  @BeforeEach
  void start() throws IOException {
    images.start();
    bedrock.start();
    openAi.start();
  }

  @AfterEach
  void stop() {
    if (gateway != null) {
      gateway.close();
    }
    images.close();
    bedrock.close();
    openAi.close();
  }

  private GatewayClient gateway(@Nullable MediaFetcher fetcher, Endpoint... endpoints) {
    GatewayClientBuilder builder =
        GatewayClient.builder()
            .provider(
                "aws",
                BedrockProvider.builder("eu-central-1")
                    .credentials(Secret.of("AKIDEXAMPLE"), Secret.of("secret"))
                    .baseUrl(bedrock.url("/").toString())
                    .build())
            .provider(
                "openai",
                OpenAiProvider.builder()
                    .apiKey(Secret.of("sk-test"))
                    .baseUrl(openAi.url("/v1").toString())
                    .build())
            .retry(new Retry(2, Duration.ofMillis(1), Duration.ofMillis(1)))
            .usageSink(usage);
    List.of(endpoints).forEach(builder::endpoint);
    gateway = (fetcher == null ? builder : builder.mediaFetcher(fetcher)).build();
    return gateway;
  }

  private static Endpoint.Builder awsThenOpenAi() {
    return Endpoint.builder("e").target("aws", "nova").fallback("openai", "gpt-4o");
  }

  private String link(String path) {
    return "http://images.example.com:" + images.getPort() + path;
  }

  private ChatRequest asking(String model, ContentPart... parts) {
    return ChatRequest.builder(model)
        .system("Look closely.")
        .message(ChatMessage.user(List.of(parts)))
        .user("What is it?")
        .build();
  }

  private static MockResponse bytes(byte[] bytes) {
    return new MockResponse.Builder().body(new Buffer().write(bytes)).build();
  }

  private static MockResponse json(String body) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  private static String body(MockWebServer server) throws InterruptedException {
    RecordedRequest request = server.takeRequest();
    return request.getBody() == null ? "" : request.getBody().utf8();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void isOffByDefaultAndTheRefusalSaysHowToSwitchItOn() {
    GatewayClient off = gateway(null);

    UnsupportedRequestException e =
        catchThrowableOfType(
            UnsupportedRequestException.class,
            () -> off.chat(asking("@aws/nova", Image.of(link("/cat.png")))));

    assertThat(e.parameter()).isEqualTo("messages[1].content");
    assertThat(e.statusCode()).isEqualTo(400);
    assertThat(e)
        .hasMessageContaining("Converse fetches nothing")
        .hasMessageContaining("mediaFetcher")
        .hasMessageContaining("media.fetch in gateway.yaml");
    assertThat(images.getRequestCount()).isZero();
    assertThat(bedrock.getRequestCount()).isZero();
  }

  @Test
  void aTargetThatTakesBytesOnlyGetsThemAndTheChangeIsReported() throws Exception {
    images.enqueue(bytes(LoopbackMedia.PNG));
    bedrock.enqueue(json(BEDROCK_ANSWER));
    GatewayClient on = gateway(LoopbackMedia.fetcher());

    ChatResponse response = on.chat(asking("@aws/nova", Image.of(link("/cat.png?sig=canary"))));

    assertThat(response.text()).isEqualTo("A cat");
    assertThat(body(bedrock))
        .contains(
            "{\"image\":{\"format\":\"png\",\"source\":{\"bytes\":\""
                + base64(LoopbackMedia.PNG)
                + "\"}}}");
    Adjustment adjustment = response.adjustments().get(0);
    assertThat(response.adjustments()).hasSize(1);
    assertThat(adjustment.kind()).isEqualTo(Kind.EMULATED);
    assertThat(adjustment.subject()).isEqualTo("messages[1].content");
    assertThat(adjustment.detail())
        .isEqualTo(
            "the target follows no such link: fetched by the gateway and sent by value, 70 bytes"
                + " of image/png");
  }

  @Test
  void aTargetThatFollowsLinksGetsTheLinkAndNothingIsFetched() throws Exception {
    openAi.enqueue(json(OPENAI_ANSWER));
    GatewayClient on = gateway(LoopbackMedia.fetcher());

    ChatResponse response = on.chat(asking("@openai/gpt-4o", Image.of(link("/cat.png"))));

    assertThat(response.adjustments()).isEmpty();
    assertThat(body(openAi)).contains("\"image_url\":{\"url\":\"" + link("/cat.png") + "\"}");
    assertThat(images.getRequestCount()).isZero();
  }

  @Test
  void aDocumentGoesByValueToo() throws Exception {
    images.enqueue(bytes(PDF));
    images.enqueue(bytes(PDF));
    bedrock.enqueue(json(BEDROCK_ANSWER));
    openAi.enqueue(json(OPENAI_ANSWER));
    GatewayClient on = gateway(LoopbackMedia.fetcher());
    File file = new File(link("/paper"), "paper.pdf");

    on.chat(asking("@aws/nova", new Text("Read it"), file));
    on.chat(asking("@openai/gpt-4o", file));

    assertThat(body(bedrock))
        .contains("\"document\":{\"format\":\"pdf\",\"name\":\"paper")
        .contains("\"bytes\":\"" + base64(PDF));
    assertThat(body(openAi))
        .contains("\"file_data\":\"data:application/pdf;base64," + base64(PDF))
        .contains("\"filename\":\"paper.pdf\"");
  }

  @Test
  void aFileThatIsAPictureIsSentAsOne() throws Exception {
    images.enqueue(bytes(LoopbackMedia.PNG));
    openAi.enqueue(json(OPENAI_ANSWER));

    gateway(LoopbackMedia.fetcher()).chat(asking("@openai/gpt-4o", File.ofUrl(link("/cat"))));

    assertThat(body(openAi)).contains("\"image_url\":{\"url\":\"data:image/png;base64,");
  }

  @Test
  void aPictureThatIsADocumentIsRefused() {
    images.enqueue(bytes(PDF));
    GatewayClient on = gateway(LoopbackMedia.fetcher());

    assertThat(catchThrowable(() -> on.chat(asking("@aws/nova", Image.of(link("/cat.png"))))))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessage(
            "messages[1].content: the link of a picture leads to application/pdf: send that as a"
                + " file");
  }

  @Test
  void anotherTryAndAnotherTargetFetchNothingAgain() throws Exception {
    images.enqueue(bytes(LoopbackMedia.PNG));
    bedrock.enqueue(new MockResponse.Builder().code(503).body("{}").build());
    bedrock.enqueue(new MockResponse.Builder().code(503).body("{}").build());
    bedrock.enqueue(json(BEDROCK_ANSWER));
    Endpoint twice =
        Endpoint.builder("e").target("aws", "nova").fallback("aws", "nova-pro").build();
    GatewayClient on = gateway(LoopbackMedia.fetcher(), twice);
    Image cat = Image.of(link("/cat.png"));

    ChatResponse response = on.chat(asking("e", cat, new Text("and"), cat));

    assertThat(response.attempts()).hasSize(3);
    assertThat(response.adjustments()).as("of the target that answered").hasSize(2);
    assertThat(images.getRequestCount()).isEqualTo(1);
    images.enqueue(bytes(LoopbackMedia.PNG));
    bedrock.enqueue(json(BEDROCK_ANSWER));
    on.chat(asking("e", cat));
    assertThat(images.getRequestCount()).as("kept for one call only").isEqualTo(2);
  }

  @Test
  void ifTheFetchFailsATargetThatFollowsLinksStillGetsIt() throws Exception {
    images.enqueue(new MockResponse.Builder().code(404).build());
    openAi.enqueue(json(OPENAI_ANSWER));
    Breaker touchy = Breaker.DEFAULTS.withMinimumCalls(1);
    GatewayClient on = gateway(LoopbackMedia.fetcher(), awsThenOpenAi().breaker(touchy).build());

    ChatResponse response = on.chat(asking("e", Image.of(link("/cat.png"))));

    assertThat(response.text()).isEqualTo("A dog");
    assertThat(response.attempts()).as("the fetch is no attempt").hasSize(1);
    assertThat(body(openAi)).contains(link("/cat.png"));
    bedrock.enqueue(json(BEDROCK_ANSWER));
    assertThat(on.chat("e", "Hi")).as("nobody is blamed").isEqualTo("A cat");
  }

  @Test
  void ifNobodyFollowsItTheCallIsRefusedWithTheReasonAndTheLimitGivenBack() {
    Endpoint endpoint =
        Endpoint.builder("e")
            .target("aws", "nova")
            .fallback("aws", "nova-pro")
            .limit(Limit.calls(1).perDay())
            .build();
    GatewayClient on = gateway(LoopbackMedia.fetcher(), endpoint);
    for (int i = 1; i <= 2; i++) {
      images.enqueue(new MockResponse.Builder().code(404).build());

      UnsupportedRequestException e =
          catchThrowableOfType(
              UnsupportedRequestException.class,
              () -> on.chat(asking("e", Image.of(link("/path-canary?sig=canary")))));

      assertThat(e.code()).isEqualTo("invalid_request");
      assertThat(e)
          .hasMessageContaining("aws/nova: cannot fetch media from images.example.com")
          .hasMessageContaining("it answers with status 404");
      assertThat(e.getMessage()).doesNotContain("canary");
      assertThat(images.getRequestCount()).as("failures are kept, too").isEqualTo(i);
    }
    assertThat(usage.last().status()).isEqualTo(CallRecord.Status.REFUSED);
    assertThat(usage.last().attempts()).isZero();
    assertThat(bedrock.getRequestCount()).isZero();
  }

  @Test
  void aStrictEndpointFetchesAsNothingIsLostByIt() {
    images.enqueue(bytes(LoopbackMedia.PNG));
    bedrock.enqueue(json(BEDROCK_ANSWER));
    GatewayClient on = gateway(LoopbackMedia.fetcher(), awsThenOpenAi().strict(true).build());

    ChatResponse response = on.chat(asking("e", Image.of(link("/cat.png"))));

    assertThat(response.text()).isEqualTo("A cat");
    assertThat(response.adjustments()).extracting(Adjustment::kind).containsExactly(Kind.EMULATED);
  }

  @Test
  void aLinkThatTakesAllTheTimeOfTheCallIsToBlameAndNotTheNextTarget() {
    images.enqueue(
        new MockResponse.Builder()
            .body(new Buffer().write(LoopbackMedia.PNG))
            .throttleBody(1, 20, TimeUnit.MILLISECONDS)
            .build());
    Timeouts short60 =
        new Timeouts(
            Duration.ofMillis(60),
            Duration.ofMillis(60),
            Duration.ofMillis(60),
            Duration.ofMillis(60));
    GatewayClient on = gateway(LoopbackMedia.fetcher(), awsThenOpenAi().timeouts(short60).build());

    assertThat(catchThrowable(() -> on.chat(asking("e", Image.of(link("/cat.png"))))))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageContaining("the time of the call ran out");
    assertThat(openAi.getRequestCount()).isZero();
    assertThat(usage.last().attempts()).isZero();
  }

  @Test
  void cancellingTheCallReachesTheFetch() throws Exception {
    images.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    GatewayClient on = gateway(LoopbackMedia.fetcher());
    Cancellation cancellation = new Cancellation();
    ChatRequest request = asking("@aws/nova", Image.of(link("/cat.png")));
    CompletableFuture<Throwable> call =
        CompletableFuture.supplyAsync(
            () -> catchThrowable(() -> on.chat(request, Caller.anonymous(), cancellation)));
    images.takeRequest();

    cancellation.cancel();

    assertThat(call.get(5, TimeUnit.SECONDS)).isInstanceOf(CallCancelledException.class);
    assertThat(usage.last().status()).isEqualTo(CallRecord.Status.CANCELLED);
    assertThat(bedrock.getRequestCount()).isZero();
  }

  @Test
  void aPictureToEmbedGoesByValueToo() throws Exception {
    images.enqueue(bytes(LoopbackMedia.PNG));
    bedrock.enqueue(json("{\"id\":\"1\",\"embeddings\":{\"float\":[[1],[2]]}}"));
    GatewayClient on = gateway(LoopbackMedia.fetcher());
    EmbeddingRequest.Builder request =
        EmbeddingRequest.builder("@aws/cohere.embed-v4:0")
            .input("a cat")
            .image(link("/cat.png"))
            .purpose(EmbeddingRequest.Purpose.DOCUMENT)
            .dimensions(256);

    EmbeddingResponse response = on.embed(request.build());

    assertThat(response.vectors()).hasSize(2);
    assertThat(body(bedrock))
        .contains("\"url\":\"data:image/png;base64," + base64(LoopbackMedia.PNG))
        .contains("\"text\":\"a cat\"")
        .contains("\"output_dimension\":256");
    assertThat(response.info().adjustments())
        .extracting(Adjustment::subject)
        .containsExactly("input[1]");
    images.enqueue(bytes(PDF));
    assertThat(catchThrowable(() -> on.embed(request.build())))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageStartingWith("input[1]: the link of a picture leads to application/pdf");
    assertThat(
            catchThrowable(
                () ->
                    on.embed(
                        EmbeddingRequest.builder("@aws/amazon.titan-embed-text-v2:0")
                            .image(link("/cat.png"))
                            .build())))
        .isInstanceOf(UnsupportedRequestException.class);
    assertThat(images.getRequestCount()).as("not for who takes no pictures").isEqualTo(2);
  }

  @Test
  void aCallThatIsBlockedOrRefusedFetchesNothing() {
    Guardrail wary =
        new Guardrail() {
          @Override
          public String name() {
            return "wary";
          }

          @Override
          public Verdict check(String text, Placeholders placeholders) {
            return Verdict.blocked("no links", List.of());
          }
        };
    GatewayClient on =
        gateway(
            LoopbackMedia.fetcher(),
            awsThenOpenAi().inputGuardrail(wary).build(),
            Endpoint.builder("limited")
                .target("aws", "nova")
                .limit(Limit.calls(1).perDay())
                .build());
    bedrock.enqueue(json(BEDROCK_ANSWER));
    on.chat("limited", "Hi");
    Image cat = Image.of(link("/cat.png"));

    assertThat(catchThrowable(() -> on.chat(asking("e", cat))))
        .isInstanceOf(GuardrailException.class);
    assertThat(catchThrowable(() -> on.chat(asking("limited", cat))))
        .isInstanceOf(LimitExceededException.class);

    assertThat(images.getRequestCount()).isZero();
  }

  @Test
  void aRestingTargetFetchesNothing() {
    Breaker touchy = Breaker.DEFAULTS.withMinimumCalls(1);
    GatewayClient on = gateway(LoopbackMedia.fetcher(), awsThenOpenAi().breaker(touchy).build());
    bedrock.enqueue(new MockResponse.Builder().code(503).body("{}").build());
    openAi.enqueue(json(OPENAI_ANSWER));
    openAi.enqueue(json(OPENAI_ANSWER));
    on.chat("e", "Hi");

    assertThat(on.chat(asking("e", Image.of(link("/cat.png")))).text()).isEqualTo("A dog");

    assertThat(images.getRequestCount()).isZero();
  }

  @Test
  void anAsynchronousCallFetchesTooAndAnotherCallFetchesForItself() throws Exception {
    for (int i = 0; i < 2; i++) {
      images.enqueue(bytes(LoopbackMedia.PNG));
      bedrock.enqueue(json(BEDROCK_ANSWER));
    }
    GatewayClient on = gateway(LoopbackMedia.fetcher());
    ChatRequest request = asking("@aws/nova", Image.of(link("/cat.png")));

    CompletableFuture<ChatResponse> one = on.chatAsync(request);
    CompletableFuture<ChatResponse> two = on.chatAsync(request);

    assertThat(one.get(5, TimeUnit.SECONDS).adjustments()).hasSize(1);
    assertThat(two.get(5, TimeUnit.SECONDS).adjustments()).hasSize(1);
    assertThat(images.getRequestCount()).isEqualTo(2);
  }

  @Test
  void worksForImageUrlsOfChatCompletionsOverHttp() throws Exception {
    images.enqueue(bytes(LoopbackMedia.PNG));
    bedrock.enqueue(json(BEDROCK_ANSWER));
    GatewayHttp http = GatewayHttp.builder(gateway(LoopbackMedia.fetcher())).build();

    ServerReply reply = http.handle(question(link("/cat.png")));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(body(bedrock)).contains(base64(LoopbackMedia.PNG));
  }

  @Test
  void overHttpALinkInsideIsABadRequest() {
    GatewayHttp http = GatewayHttp.builder(gateway(LoopbackMedia.fetcher())).build();

    ServerReply reply = http.handle(question("http://169.254.169.254/latest/meta-data/canary"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text())
        .contains("\"code\":\"invalid_request\"")
        .contains("cannot fetch media from 169.254.169.254: it leads to an address that is not")
        .doesNotContain("canary");
    assertThat(bedrock.getRequestCount()).isZero();
  }

  private static ServerRequest question(String link) {
    String body =
        "{\"model\":\"@aws/nova\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":"
            + "\"text\",\"text\":\"What?\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\""
            + link
            + "\"}}]}]}";
    return new ServerRequest(
        "POST", "/v1/chat/completions", Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }
}
