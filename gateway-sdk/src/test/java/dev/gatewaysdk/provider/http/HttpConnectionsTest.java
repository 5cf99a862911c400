package dev.gatewaysdk.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.Attempts;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** TLS with HTTP/2, as the real providers speak it, compression, and the pool under load. */
class HttpConnectionsTest {
  private static final String STREAM = "data: {\"text\":\"a\"}\n\ndata: {\"text\":\"b\"}\n\n";
  private static final HeldCertificate CERTIFICATE =
      new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();

  private final MockWebServer server = NoDelayServer.create();
  private HttpTransport transport = new HttpTransport(HttpOptions.defaults(), new PlainDialect());

  @AfterEach
  void leavesNoConnectionInUse() {
    assertThat(transport.connectionsInUse()).isZero();
    transport.close();
    server.close();
  }

  private void startTls(HttpOptions.Builder options) throws IOException {
    server.useHttps(
        new HandshakeCertificates.Builder()
            .heldCertificate(CERTIFICATE)
            .build()
            .sslSocketFactory());
    server.start();
    transport = new HttpTransport(options.build(), new PlainDialect());
  }

  private static HttpOptions.Builder trusting() {
    HandshakeCertificates trust =
        new HandshakeCertificates.Builder()
            .addTrustedCertificate(CERTIFICATE.certificate())
            .build();
    return HttpOptions.builder().tls(trust.sslContext(), trust.trustManager());
  }

  private List<String> texts(boolean streamed, Timeouts timeouts) {
    CredentialHeaders headers =
        new CredentialHeaders(Secret.of("key-4711"), "X-Key", "", Map.of(), HttpOptions.defaults());
    List<String> texts = new ArrayList<>();
    try (Reply reply =
        transport.post(
            Attempts.of(Attempts.HELLO, streamed, "plain", "model-1", timeouts),
            new RequestUrl(server.url("/")),
            headers,
            json -> json.beginObject().endObject(),
            new PlainDialect.Reader())) {
      for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
        texts.add(((ChatEvent.TextDelta) event).text());
      }
    }
    return texts;
  }

  @Test
  void speaksHttp2OverOwnTls() throws Exception {
    startTls(trusting());
    server.enqueue(new MockResponse.Builder().body("{\"text\":\"a\"}").build());
    server.enqueue(new MockResponse.Builder().body(STREAM + "data: [DONE]\n\n").build());

    assertThat(texts(false, Timeouts.DEFAULTS)).containsExactly("a");
    assertThat(texts(true, Timeouts.DEFAULTS)).containsExactly("a", "b");

    assertThat(server.takeRequest().getVersion()).isEqualTo("HTTP/2");
    assertThat(server.takeRequest().getConnectionIndex()).isZero();
  }

  @Test
  void aStallTimesOutOverHttp2Too() throws IOException {
    startTls(trusting());
    server.enqueue(
        new MockResponse.Builder()
            .body(STREAM + STREAM)
            .throttleBody(STREAM.length(), 10, TimeUnit.SECONDS)
            .build());
    Timeouts timeouts = Timeouts.DEFAULTS.withBetweenTokens(Duration.ofMillis(150));

    ProviderException e =
        catchThrowableOfType(ProviderException.class, () -> texts(true, timeouts));

    assertThat(e.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(e).hasMessageContaining("between-tokens time-out of 150 ms");
  }

  @Test
  void aCertificateThatNobodyTrustsEndsBeforeTheKeyIsSent() throws IOException {
    startTls(HttpOptions.builder());

    ProviderException e =
        catchThrowableOfType(ProviderException.class, () -> texts(false, Timeouts.DEFAULTS));

    assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(e.sent()).isFalse();
    assertThat(e.retryable()).as("it will be as bad the next time").isFalse();
    assertThat(e).hasMessageContaining("TLS with localhost");
  }

  @Test
  void theLimitOfLengthCountsWhatIsUnpacked() throws IOException {
    server.start();
    transport =
        new HttpTransport(HttpOptions.builder().maxReplyBytes(100_000).build(), new PlainDialect());
    server.enqueue(gzip("{\"text\":\"" + "a".repeat(50_000) + "\"}"));
    server.enqueue(gzip("{\"text\":\"" + "a".repeat(200_000) + "\"}"));

    assertThat(texts(false, Timeouts.DEFAULTS).get(0)).hasSize(50_000);
    ProviderException e =
        catchThrowableOfType(ProviderException.class, () -> texts(false, Timeouts.DEFAULTS));
    assertThat(e).hasMessageContaining("max-reply-bytes of 100000 bytes");
  }

  private static MockResponse gzip(String body) throws IOException {
    Buffer packed = new Buffer();
    try (var sink = Okio.buffer(new GzipSink(packed))) {
      sink.writeUtf8(body);
    }
    return new MockResponse.Builder().setHeader("Content-Encoding", "gzip").body(packed).build();
  }

  /** With OkHttp's own pool of 5, the second round would have to connect anew. */
  @Test
  void noCallConnectsAnewAfterTheFirstRound() throws Exception {
    server.start();
    int calls = 16;
    ExecutorService threads = Executors.newFixedThreadPool(calls);
    try {
      CyclicBarrier together = new CyclicBarrier(calls);
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < calls; i++) {
          server.enqueue(
              new MockResponse.Builder()
                  .body("{\"text\":\"a\"}")
                  .headersDelay(20, TimeUnit.MILLISECONDS)
                  .build());
        }
        List<Callable<List<String>>> tasks = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
          tasks.add(
              () -> {
                together.await();
                return texts(false, Timeouts.DEFAULTS);
              });
        }
        for (Future<List<String>> answer : threads.invokeAll(tasks)) {
          assertThat(answer.get()).containsExactly("a");
        }
      }
    } finally {
      threads.shutdown();
    }

    int connections = 0;
    for (int i = 0; i < 3 * calls; i++) {
      connections = Math.max(connections, server.takeRequest().getConnectionIndex() + 1);
    }
    assertThat(connections).isLessThanOrEqualTo(calls);
  }
}
