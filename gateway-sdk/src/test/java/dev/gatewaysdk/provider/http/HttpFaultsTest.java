package dev.gatewaysdk.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.ClientClosedException;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Attempts;
import dev.gatewaysdk.reply.RateLimits;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong between a request and the end of its reply, over real sockets on loopback. */
class HttpFaultsTest {
  private static final String KEY = "sk-canary-4711";
  private static final Timeouts PATIENT = Timeouts.DEFAULTS.withTotal(Duration.ofSeconds(20));
  private static final String STREAM = "data: {\"text\":\"a\"}\n\ndata: {\"text\":\"b\"}\n\n";

  private final MockWebServer server = NoDelayServer.create();
  private HttpTransport transport = transport(HttpOptions.defaults());

  private static HttpTransport transport(HttpOptions options) {
    return new HttpTransport(options, new PlainDialect());
  }

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void leavesNoConnectionInUse() {
    assertThat(transport.connectionsInUse()).isZero();
    transport.close();
    server.close();
  }

  private Reply open(boolean streamed, Timeouts timeouts) {
    return open(attempt(streamed, timeouts), server.url("/v1/chat"));
  }

  private Reply open(Attempt attempt, HttpUrl url) {
    CredentialHeaders headers =
        new CredentialHeaders(
            Secret.of(KEY), "Authorization", "Bearer ", Map.of(), HttpOptions.defaults());
    return transport.post(
        attempt,
        new RequestUrl(url),
        headers,
        json -> json.beginObject().name("say").value("hello").endObject(),
        new PlainDialect.Reader());
  }

  private static Attempt attempt(boolean streamed, Timeouts timeouts) {
    return Attempts.of(Attempts.HELLO, streamed, "plain", "model-1", timeouts);
  }

  private static List<String> texts(Reply reply) {
    List<String> texts = new ArrayList<>();
    for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
      texts.add(((ChatEvent.TextDelta) event).text());
    }
    return texts;
  }

  private ProviderException failure(boolean streamed, Timeouts timeouts) {
    ProviderException e =
        catchThrowableOfType(
            ProviderException.class,
            () -> {
              try (Reply reply = open(streamed, timeouts)) {
                texts(reply);
              }
            });
    assertThat(e).isNotNull();
    assertThat(e.toString()).doesNotContain(KEY);
    return e;
  }

  private ProviderException failure(boolean streamed) {
    return failure(streamed, PATIENT);
  }

  private void answer(String body) {
    server.enqueue(new MockResponse.Builder().body(body).build());
  }

  @Test
  void readsAWholeReplyAndReusesTheConnection() throws InterruptedException {
    answer("{\"text\":\"a\"}");
    answer("{\"text\":\"b\"}");

    assertThat(texts(open(false, PATIENT))).containsExactly("a");
    assertThat(texts(open(false, PATIENT))).containsExactly("b");

    assertThat(server.takeRequest().getConnectionIndex()).isZero();
    assertThat(server.takeRequest().getExchangeIndex()).isEqualTo(1);
  }

  @Test
  void readsAStreamAndReusesTheConnection() throws InterruptedException {
    server.enqueue(new MockResponse.Builder().chunkedBody(STREAM + "data: [DONE]\n\n", 5).build());
    answer(STREAM + "data: {\"end\":1}\n\nignored: {]");

    assertThat(texts(open(true, PATIENT))).containsExactly("a", "b");
    assertThat(texts(open(true, PATIENT))).containsExactly("a", "b");

    server.takeRequest();
    assertThat(server.takeRequest().getExchangeIndex()).isEqualTo(1);
  }

  @Test
  void sendsTheBodyAndTheCredentials() throws InterruptedException {
    answer("{\"text\":\"a\"}");

    texts(open(false, PATIENT));

    var request = server.takeRequest();
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + KEY);
    assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
    assertThat(request.getBody().utf8()).isEqualTo("{\"say\":\"hello\"}");
  }

  @Test
  void isCancelledWhenTheThreadIsInterruptedWhileItConnects() {
    transport.close();
    transport =
        transport(
            HttpOptions.builder()
                .customizer(
                    client ->
                        client.dns(
                            host -> {
                              Thread.currentThread().interrupt();
                              return List.of(InetAddress.getLoopbackAddress());
                            }))
                .build());

    CallCancelledException e =
        catchThrowableOfType(CallCancelledException.class, () -> open(false, PATIENT));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(e).hasMessageContaining("interrupted");
  }

  @Test
  void readsAWholeReplyWhereAStreamWasWanted() {
    answer("\n {\"text\":\"a\"}");

    assertThat(texts(open(true, PATIENT))).containsExactly("a");
  }

  @Test
  void saysThatNothingListens() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    HttpUrl nobody = server.url("/").newBuilder().port(port).build();

    ProviderException e =
        catchThrowableOfType(ProviderException.class, () -> open(attempt(false, PATIENT), nobody));

    assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(e.sent()).isFalse();
    assertThat(e).hasMessageContaining(Integer.toString(port));
  }

  @Test
  void saysThatTheHostIsUnknown() {
    transport =
        transport(
            HttpOptions.builder()
                .customizer(
                    client ->
                        client.dns(
                            host -> {
                              throw new UnknownHostException(host);
                            }))
                .build());
    HttpUrl unknown = HttpUrl.get("http://unknown.invalid/");

    ProviderException e =
        catchThrowableOfType(ProviderException.class, () -> open(attempt(false, PATIENT), unknown));

    assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(e.sent()).isFalse();
    assertThat(e).hasMessageContaining("unknown.invalid");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aResetBeforeTheHeadersMayHaveBeenBilled(boolean streamed) {
    server.enqueue(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());

    ProviderException e = failure(streamed);

    assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(e.sent()).isTrue();
    assertThat(e.providerStatus()).isZero();
    assertThat(e).hasMessageContaining("while waiting for the answer");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aResetInTheBodyIsUnavailable(boolean streamed) {
    server.enqueue(
        new MockResponse.Builder()
            .body((streamed ? STREAM : "{\"text\":\"a\"") + " ".repeat(10_000))
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());

    ProviderException e = failure(streamed);

    assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(e.sent()).isTrue();
    assertThat(e).hasMessageContaining("while reading the answer");
  }

  @Test
  void anEndBetweenTwoPiecesNeedsNoReason() {
    server.enqueue(
        new MockResponse.Builder()
            .body("1\r\nd") // Its line end comes as that of the trailers.
            .removeHeader("Content-Length")
            .addHeader("Transfer-Encoding", "chunked")
            .onResponseEnd(new SocketEffect.CloseSocket())
            .build());

    ProviderException e = failure(true);

    assertThat(e).hasMessageContaining("reading the answer").hasMessageNotContaining("null");
  }

  @Test
  void eventsBeforeAResetStillArrive() {
    server.enqueue(
        new MockResponse.Builder()
            .body(STREAM + ":".repeat(100_000))
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());
    Reply reply = open(true, PATIENT);

    assertThat(((ChatEvent.TextDelta) reply.next()).text()).isEqualTo("a");
    assertThat(((ChatEvent.TextDelta) reply.next()).text()).isEqualTo("b");
    ProviderException first = catchThrowableOfType(ProviderException.class, reply::next);
    assertThat(first.kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(catchThrowableOfType(ProviderException.class, reply::next)).isSameAs(first);
  }

  @Test
  void waitsForTheHeadersNoLongerThanForTheFirstToken() {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());

    ProviderException e = failure(true, PATIENT.withFirstToken(Duration.ofMillis(100)));

    assertThat(e.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(e.sent()).isTrue();
    assertThat(e).hasMessageContaining("first-token time-out of 100 ms");
  }

  @Test
  void aStallBetweenEventsTimesOut() {
    server.enqueue(
        new MockResponse.Builder()
            .body(STREAM + "data: [DONE]\n\n" + " ".repeat(100))
            .throttleBody(STREAM.length() / 2, 10, TimeUnit.SECONDS)
            .build());

    ProviderException e = failure(true, PATIENT.withBetweenTokens(Duration.ofMillis(150)));

    assertThat(e.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(e).hasMessageContaining("between-tokens time-out of 150 ms");
  }

  @Test
  void pingsDoNotPutOffTheFirstToken() {
    server.enqueue(
        new MockResponse.Builder()
            .body(": ping\n".repeat(500))
            .throttleBody(7, 20, TimeUnit.MILLISECONDS)
            .build());

    ProviderException e = failure(true, PATIENT.withFirstToken(Duration.ofMillis(120)));

    assertThat(e.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(e).hasMessageContaining("first-token time-out of 120 ms");
  }

  @Test
  void theTotalEndsAStreamThatKeepsTalking() {
    server.enqueue(
        new MockResponse.Builder()
            .body("data: {\"text\":\"a\"}\n\n".repeat(500))
            .throttleBody(20, 20, TimeUnit.MILLISECONDS)
            .build());

    ProviderException e = failure(true, PATIENT.withTotal(Duration.ofMillis(150)));

    assertThat(e.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(e).hasMessageContaining("total time-out of 150 ms");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\":\"a\"",
        "{\"text\":\"a\"}{\"text\":\"b\"}",
        "{\"text\":}",
        "{\"text\":[]}",
        "{text:\"a\"}"
      })
  void brokenJsonIsMalformedAndShowsNothingOfIt(String body) {
    answer(body);
    Reply reply = open(false, PATIENT);

    ProviderException e = catchThrowableOfType(ProviderException.class, reply::next);

    assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY);
    assertThat(e.providerStatus()).isEqualTo(200);
    assertThat(e).hasMessageContaining(" at $").hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: {\"text\":\"a\"\n\n",
        "data: {\"text\":\"a\"}x\n\n",
        "data: hello\n\n",
        "data: [1]\n\n"
      })
  void aBrokenEventIsMalformed(String event) {
    answer(STREAM + event + "data: [DONE]\n\n");

    assertThat(failure(true).kind()).isEqualTo(FailureKind.MALFORMED_REPLY);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWebPageIsQuotedInPart(boolean streamed) {
    answer("<html>\r\n<body>\u0007Bad gateway " + "x".repeat(500) + "</body>");

    ProviderException e = failure(streamed);

    assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY);
    assertThat(e.providerMessage()).contains("<html> <body> Bad gateway xxx").hasSizeLessThan(260);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anEmptyBodyIsMalformed(boolean streamed) {
    answer("");
    server.enqueue(new MockResponse.Builder().code(204).build());

    assertThat(failure(streamed).kind()).isEqualTo(FailureKind.MALFORMED_REPLY);
    assertThat(failure(streamed).providerStatus()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "data: {\"end\":1}", "data: {\"end\":1}\n", "data: [DON"})
  void aStreamWithoutItsTerminalEventNeverEndsNormally(String tail) {
    answer(STREAM + tail);

    ProviderException e = failure(true);

    assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY);
    assertThat(e.providerStatus()).isEqualTo(200);
    assertThat(e).hasMessageContaining("ended without its terminal event");
  }

  @Test
  void redirectsAreNotFollowed() {
    server.enqueue(
        new MockResponse.Builder().code(307).setHeader("Location", server.url("/x")).build());

    ProviderException e = failure(false);

    assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY);
    assertThat(e).hasMessageContaining("base-url");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void a503WithRetryAfterZeroIsNotSentAgainBehindThePipelinesBack() {
    server.enqueue(
        new MockResponse.Builder().code(503).setHeader("Retry-After", "0").body("busy").build());

    ProviderException e = failure(false);

    assertThat(e.kind()).isEqualTo(FailureKind.OVERLOADED);
    assertThat(e.retryAfter()).isEqualTo(Duration.ZERO);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aReplyOverTheLimitIsRefused(boolean streamed) {
    transport = transport(HttpOptions.builder().maxReplyBytes(10_000).build());
    answer(streamed ? STREAM.repeat(1_000) : "{\"text\":\"" + "a".repeat(20_000) + "\"}");

    ProviderException e = failure(streamed);

    assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY);
    assertThat(e).hasMessageContaining("max-reply-bytes of 10000 bytes");
  }

  @Test
  void theSecretIsTakenOutOfWhatTheProviderEchoes() {
    server.enqueue(new MockResponse.Builder().code(401).body("bad key " + KEY + "!").build());
    answer("data: {\"error\":\"bad key " + KEY + "\"}\n\n");

    assertThat(failure(false).providerMessage()).contains("bad key ***!");
    assertThat(failure(true).providerMessage()).isEqualTo("bad key ***");
  }

  @Test
  void aKeyTooShortToBeASecretGarblesNoMessage() {
    server.enqueue(new MockResponse.Builder().code(400).body("no such key").build());
    CredentialHeaders headers =
        new CredentialHeaders(
            Secret.of("key"), "Authorization", "Bearer ", Map.of(), HttpOptions.defaults());

    ProviderException e =
        catchThrowableOfType(
            ProviderException.class,
            () ->
                transport.post(
                    attempt(false, PATIENT),
                    new RequestUrl(server.url("/")),
                    headers,
                    json -> json.beginObject().endObject(),
                    new PlainDialect.Reader()));

    assertThat(e.providerMessage()).contains("no such key");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 401})
  void anExcerptDoesNotHoldTheBeginningOfTheSecret(int status) {
    String page = "<p>".repeat(64) + KEY;
    server.enqueue(new MockResponse.Builder().code(status).body(page).build());

    assertThat(failure(false).getMessage()).contains("<p>").doesNotContain(KEY.substring(0, 3));
  }

  @Test
  void errorsCarryTheProvidersRequestId() {
    server.enqueue(new MockResponse.Builder().code(500).setHeader("x-id", "req-1").build());
    server.enqueue(
        new MockResponse.Builder()
            .setHeader("x-id", "req-2")
            .body("data: {\"error\":\"busy\"}\n\n")
            .build());
    Attempt attempt = attempt(true, PATIENT);

    assertThat(failure(false).providerRequestId()).isEqualTo("req-1");
    Reply reply = open(attempt, server.url("/"));
    assertThat(attempt.trail().providerRequestId()).isEqualTo("req-2");
    ProviderException e = catchThrowableOfType(ProviderException.class, reply::next);
    assertThat(e.providerRequestId()).isEqualTo("req-2");
    assertThat(e.kind()).isEqualTo(FailureKind.OVERLOADED);
  }

  @Test
  void anEarlyCloseClosesTheSocketAndIsNoNormalEnd() {
    answer(STREAM + "data: [DONE]\n\n");
    Reply reply = open(true, PATIENT);
    reply.next();

    reply.close();
    reply.close();

    assertThat(catchThrowableOfType(CallCancelledException.class, reply::next)).isNotNull();
    assertThat(transport.connectionsInUse()).isZero();
  }

  @Test
  void aCloseFromAnotherThreadWakesTheReader() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .body(STREAM + STREAM)
            .throttleBody(STREAM.length(), 10, TimeUnit.SECONDS)
            .build());
    Reply reply = open(true, PATIENT);
    assertThat(reply.next()).isNotNull();
    assertThat(reply.next()).isNotNull();
    CountDownLatch closing = new CountDownLatch(1);
    Thread closer =
        new Thread(
            () -> {
              closing.countDown();
              reply.close();
            });

    closer.start();
    closing.await();

    assertThat(catchThrowableOfType(CallCancelledException.class, () -> texts(reply))).isNotNull();
    closer.join();
  }

  @Test
  void cancellingTheCallReachesTheSocket() throws Exception {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    Attempt attempt = attempt(false, PATIENT);
    Thread canceller =
        new Thread(
            () -> {
              try {
                server.takeRequest();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              attempt.cancellation().cancel();
            });
    canceller.start();

    CallCancelledException e =
        catchThrowableOfType(CallCancelledException.class, () -> open(attempt, server.url("/")));

    assertThat(e.sent()).isTrue();
    canceller.join();
  }

  @Test
  void cancellingTheCallWhileItReadsAnErrorIsNoFailureOfTheProvider() {
    Attempt attempt = attempt(false, PATIENT);
    PlainDialect plain = new PlainDialect();
    transport =
        new HttpTransport(
            HttpOptions.defaults(),
            new HttpDialect() {
              @Override
              public String requestIdHeader() { // Asked for when the headers are there.
                attempt.cancellation().cancel();
                return plain.requestIdHeader();
              }

              @Override
              public ProviderException.Builder error(ErrorReply reply) {
                return plain.error(reply);
              }

              @Override
              public RateLimits rateLimits(ReplyHeaders headers, long receivedMillis) {
                return plain.rateLimits(headers, receivedMillis);
              }
            });
    server.enqueue(new MockResponse.Builder().code(500).body("down").build());

    assertThat(
            catchThrowableOfType(
                CallCancelledException.class, () -> open(attempt, server.url("/"))))
        .isNotNull();
  }

  @Test
  void closingLeavesTheCustomizersOwnPartsOpen() {
    Dispatcher shared = new Dispatcher();
    ConnectionPool pool = new ConnectionPool();
    transport =
        transport(
            HttpOptions.builder()
                .customizer(client -> client.dispatcher(shared).connectionPool(pool))
                .build());
    answer("{\"text\":\"a\"}");
    texts(open(false, PATIENT));

    transport.close();

    assertThat(shared.executorService().isShutdown()).isFalse();
    assertThat(pool.connectionCount()).isEqualTo(1);
    shared.executorService().shutdown();
    pool.evictAll();
  }

  @Test
  void aFinishedReplyNoLongerListensForCancellation() {
    answer("{\"text\":\"a\"}");
    Attempt attempt = attempt(false, PATIENT);

    texts(open(attempt, server.url("/")));
    attempt.cancellation().cancel();

    assertThat(transport.connectionsInUse()).isZero();
    answer("{\"text\":\"b\"}");
    assertThat(texts(open(false, PATIENT))).containsExactly("b");
  }

  @Test
  void anInterruptedThreadSendsNothingAndStaysInterrupted() {
    Thread.currentThread().interrupt();

    assertThat(catchThrowableOfType(CallCancelledException.class, () -> open(false, PATIENT)))
        .isNotNull();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void anInterruptBetweenEventsIsSeenAtTheNextWait() {
    server.enqueue(
        new MockResponse.Builder()
            .body(STREAM + STREAM)
            .throttleBody(STREAM.length(), 10, TimeUnit.SECONDS)
            .build());
    Reply reply = open(true, PATIENT);
    reply.next();
    Thread.currentThread().interrupt();

    assertThat(catchThrowableOfType(CallCancelledException.class, () -> texts(reply))).isNotNull();

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aCallWithoutTimeLeftIsNotSent() {
    ProviderException e = failure(false, PATIENT.withTotal(Duration.ofNanos(1)));

    assertThat(e.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(e.sent()).isFalse();
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void theSwitchForbidsEvenLoopback() {
    System.setProperty(NetworkSwitch.PROPERTY, "false");
    try {
      ConfigException e = catchThrowableOfType(ConfigException.class, () -> open(false, PATIENT));
      assertThat(e).hasMessageContaining("gateway.allowNetwork");
    } finally {
      System.clearProperty(NetworkSwitch.PROPERTY);
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void aClosedTransportTakesNoCalls() {
    transport.close();

    assertThat(catchThrowableOfType(ClientClosedException.class, () -> open(false, PATIENT)))
        .isNotNull();
  }
}
