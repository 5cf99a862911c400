package dev.gatewaysdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.langchain4j.StreamServer.End;
import dev.gatewaysdk.provider.openai.OpenAiProvider;
import dev.gatewaysdk.secret.Secret;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real threads and real sockets: what is cancelled is seen by the server within a second. */
class OverASocketTest {
  private static final ChatRequest REQUEST =
      ChatRequest.builder().messages(UserMessage.from("Hi")).build();
  private static final Duration SOON = Duration.ofMillis(150);

  /** So that no deadline has passed before the first class is loaded. */
  @BeforeAll
  static void warmUp() throws Exception {
    try (StreamServer server = new StreamServer(End.DONE, "ok");
        GatewayClient gateway = GatewayClient.builder().provider("p0", provider(server)).build()) {
      RecordingHandler handler = new RecordingHandler();
      GatewayStreamingChatModel.builder(gateway, "@p0/m").build().chat(REQUEST, handler);
      handler.await();
    }
  }

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  @AfterEach
  void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  @Test
  void cancellingByTheHandleReachesTheSocket() throws Exception {
    StreamServer server = server(End.SILENT, "Hel");
    RecordingHandler[] self = new RecordingHandler[1];
    self[0] = new RecordingHandler(what -> self[0].handle.cancel());

    streaming(gateway(server)).chat(REQUEST, self[0]);

    server.awaitRequest();
    assertThat(server.seesTheCallerGo()).isTrue();
    assertThat(self[0].told).containsExactly("text Hel");
  }

  @Test
  void cancellingFromAnotherThreadReachesTheSocket() throws Exception {
    StreamServer server = server(End.SILENT, "Hel");
    CompletableFuture<String> first = new CompletableFuture<>();
    RecordingHandler handler = new RecordingHandler(first::complete);

    streaming(gateway(server)).chat(REQUEST, handler);
    first.get(10, TimeUnit.SECONDS);
    handler.handle.cancel();

    assertThat(server.seesTheCallerGo()).isTrue();
    assertThat(handler.told).containsExactly("text Hel");
  }

  @Test
  void cancellingTheSubscriptionReachesTheSocket() throws Exception {
    StreamServer server = server(End.SILENT, "Hel");
    RecordingSubscriber subscriber =
        new RecordingSubscriber(Long.MAX_VALUE) {
          @Override
          public void onNext(ChatModelStreamingEvent event) {
            super.onNext(event);
            subscription.cancel();
          }
        };

    streaming(gateway(server)).chat(REQUEST).subscribe(subscriber);
    server.awaitRequest();

    assertThat(server.seesTheCallerGo()).isTrue();
    assertThat(subscriber.told).containsExactly("text Hel");
  }

  @Test
  void cancellingTheSubscriptionBeforeTheFirstTokenReachesTheSocket() throws Exception {
    StreamServer server = server(End.MUTE);
    RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE);

    streaming(gateway(server)).chat(REQUEST).subscribe(subscriber);
    server.awaitRequest();
    subscriber.subscription.cancel();

    assertThat(server.seesTheCallerGo()).isTrue();
    assertThat(subscriber.told).isEmpty();
  }

  @Test
  void tellsNothingOnTheCallersThread() throws Exception {
    StreamServer server = server(End.DONE, "a", "b");
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    GatewayStreamingChatModel model = streaming(gateway(server));

    for (int i = 0; i < 20; i++) {
      RecordingHandler handler = new RecordingHandler(what -> threads.add(Thread.currentThread()));
      threads.clear();
      model.chat(REQUEST, handler);
      handler.await();
      assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
    }
  }

  @Test
  void cancellingTheFutureReachesTheSocket() throws Exception {
    StreamServer server = server(End.MUTE);

    CompletableFuture<ChatResponse> answer = model(gateway(server)).chatAsync(REQUEST);
    server.awaitRequest();
    answer.cancel(true);

    assertThat(server.seesTheCallerGo()).isTrue();
    assertThat(answer).isCancelled();
  }

  @Test
  void aDeadlineEndsACallThatWaits() throws Exception {
    StreamServer server = server(End.MUTE);
    GatewayChatModel model = model(gateway(server));

    assertThatThrownBy(() -> model.chat(soon()))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("PT0.15S");
    assertThat(server.requests() == 0 || server.seesTheCallerGo()).isTrue();
  }

  @Test
  void aDeadlineEndsAFuture() throws Exception {
    StreamServer server = server(End.MUTE);

    CompletableFuture<ChatResponse> answer = model(gateway(server)).chatAsync(soon());

    assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(TimeoutException.class);
    assertThat(server.requests() == 0 || server.seesTheCallerGo()).isTrue();
  }

  @Test
  void aDeadlineEndsAStream() throws Exception {
    StreamServer server = server(End.SILENT, "Hel");

    RecordingHandler handler = new RecordingHandler();
    streaming(gateway(server)).chat(soon(), handler);

    assertThat(handler.await().told)
        .containsSubsequence("error TimeoutException")
        .isSubsetOf(
            "text Hel", "error TimeoutException"); // A busy machine may not get to the text.
    assertThat(server.requests() == 0 || server.seesTheCallerGo()).isTrue();
  }

  @Test
  void failsOverBeforeTheFirstToken() throws Exception {
    StreamServer broken = server(End.BROKEN);
    StreamServer spare = server(End.DONE, "Hel", "lo");

    RecordingHandler handler = new RecordingHandler();
    streaming(gateway(broken, spare)).chat(REQUEST, handler);

    assertThat(handler.await().told).containsExactly("text Hel", "text lo", "complete");
    assertThat(broken.requests()).isEqualTo(1);
    assertThat(((GatewayChatResponseMetadata) handler.response.metadata()).target().provider())
        .isEqualTo("p1");
  }

  @Test
  void doesNotFailOverAfterTheFirstToken() throws Exception {
    StreamServer broken = server(End.BROKEN, "Hel");
    StreamServer spare = server(End.DONE, "Hello");

    RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE);
    streaming(gateway(broken, spare)).chat(REQUEST).subscribe(subscriber);

    assertThat(subscriber.await().told)
        .containsExactly("text Hel", "error InternalServerException");
    assertThat(spare.requests()).isZero();
  }

  private static ChatRequest soon() {
    return ChatRequest.builder()
        .messages(UserMessage.from("Hi"))
        .parameters(GatewayChatRequestParameters.builder().deadline(SOON).build())
        .build();
  }

  private StreamServer server(End end, String... pieces) throws IOException {
    StreamServer server = new StreamServer(end, pieces);
    open.push(server);
    return server;
  }

  private GatewayClient gateway(StreamServer first, StreamServer... spares) {
    Endpoint.Builder chat = Endpoint.builder("chat").target("p0", "gpt-4o").retry(Retry.NONE);
    var builder = GatewayClient.builder().provider("p0", provider(first));
    for (int i = 1; i <= spares.length; i++) {
      builder.provider("p" + i, provider(spares[i - 1]));
      chat.fallback("p" + i, "gpt-4o");
    }
    GatewayClient gateway = builder.endpoint(chat.build()).closeTimeout(SOON).build();
    open.push(gateway);
    return gateway;
  }

  private static OpenAiProvider provider(StreamServer server) {
    return OpenAiProvider.builder().apiKey(Secret.of("key")).baseUrl(server.baseUrl()).build();
  }

  private static GatewayChatModel model(GatewayClient gateway) {
    return GatewayChatModel.builder(gateway, "chat").build();
  }

  private static GatewayStreamingChatModel streaming(GatewayClient gateway) {
    return GatewayStreamingChatModel.builder(gateway, "chat").build();
  }
}
