package dev.gatewaysdk.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatewaysdk.ChatStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.canary.Canary;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.StreamTruncatedException;
import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.anthropic.AnthropicProvider;
import dev.gatewaysdk.provider.gemini.GeminiProvider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.openai.OpenAiProvider;
import dev.gatewaysdk.secret.Secret;
import dev.gatewaysdk.testing.ManualClock;
import dev.gatewaysdk.testing.RecordingUsageSink;
import dev.gatewaysdk.time.GatewayClock;
import dev.gatewaysdk.usage.CallRecord;
import dev.gatewaysdk.usage.CallRecord.Status;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.ConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault of a provider, before and after the commit point, for every way to call, with and
 * without another target to turn to.
 */
class FaultMatrixTest {
  private static final int ATTEMPTS = 2;
  private static final String TEXT = "Hello";

  /** Real time passes only where a provider stalls. */
  private static final Timeouts SHORT = Timeouts.DEFAULTS.withFirstToken(Duration.ofMillis(400));

  /** Long enough for the backup to answer in on a machine that is busy with other things. */
  private static final Timeouts LONGER = Timeouts.DEFAULTS.withFirstToken(Duration.ofSeconds(1));

  /** How long a thread without work may take to be gone. */
  private static final Duration TO_END_IN = Duration.ofSeconds(5);

  /** Every way to call has one path behind it. */
  enum Mode {
    UNARY,
    STREAM,
    ASYNC,
    ASYNC_STREAM;

    boolean streamed() {
      return this == STREAM || this == ASYNC_STREAM;
    }
  }

  private final ManualClock clock = new ManualClock();
  private final RecordingUsageSink sink = new RecordingUsageSink();
  private final CountingLimitStore limits = new CountingLimitStore();
  private final List<ConnectionPool> pools = new ArrayList<>();
  private final MockWebServer primary = new MockWebServer();
  private final MockWebServer backup = new MockWebServer();

  static Stream<Arguments> matrix() {
    List<Arguments> rows = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      for (Wire wire : Wire.values()) {
        for (Mode mode : Mode.values()) {
          rows.add(Arguments.of(fault, wire, mode, true));
          rows.add(Arguments.of(fault, wire, mode, false));
        }
      }
    }
    return rows.stream();
  }

  @AfterEach
  void stopServers() throws IOException {
    primary.close();
    backup.close();
  }

  @ParameterizedTest(name = "{0} at {1}, {2}, fallback {3}")
  @MethodSource("matrix")
  void endsAsTheFailureTableSays(Fault fault, Wire wire, Mode mode, boolean fallback)
      throws Exception {
    boolean streamed = mode.streamed();
    int port = start(fault, wire, streamed);
    backup.setDispatcher(always(wire.answer(streamed, TEXT).build()));
    backup.start();

    ChatResponse response = null;
    Throwable failure;
    try (GatewayClient gateway = gateway(fault, wire, port, fallback)) {
      ChatResponse[] answer = new ChatResponse[1];
      failure = catchThrowable(() -> answer[0] = call(gateway, mode));
      response = answer[0];
    }

    boolean committed = fault.afterContent(streamed);
    int tries = tries(fault, committed);
    assertThat(sink.records()).hasSize(1);
    CallRecord record = sink.last();
    if (committed) {
      assertThat(failure).isInstanceOf(StreamTruncatedException.class);
      assertThat(((StreamTruncatedException) failure).partialText()).isEqualTo("Hel");
      assertThat(((ProviderException) failure).kind()).isEqualTo(fault.kind);
      assertThat(record.status()).isEqualTo(Status.TRUNCATED);
      assertThat(record.attempts()).isEqualTo(1);
      assertThat(record.failureKind()).isEqualTo(fault.kind);
    } else if (fallback) {
      assertThat(failure).isNull();
      assertThat(response.text()).isEqualTo(TEXT);
      assertThat(response.target()).hasToString("backup/model-b");
      assertThat(response.attempts()).hasSize(tries + 1);
      assertThat(record.status()).isEqualTo(Status.SUCCESS);
      assertThat(record.attempts()).isEqualTo(tries + 1);
      assertThat(record.usage().totalTokens()).isEqualTo(15);
    } else {
      assertThat(failure).isInstanceOf(ProviderException.class).hasMessageContaining("primary/");
      ProviderException e = (ProviderException) failure;
      assertThat(e.kind()).isEqualTo(fault.kind);
      assertThat(e.retryAfter()).isEqualTo(fault.retryAfterAtLast());
      assertThat(e.attempts()).isEqualTo(tries);
      assertThat(record.status()).isEqualTo(Status.ERROR);
      assertThat(record.failureKind()).isEqualTo(fault.kind);
      assertThat(record.attempts()).isEqualTo(tries);
    }
    if (fault.retryAfter() != null && tries > 1) {
      assertThat(clock.sleeps()).containsExactly(fault.retryAfter());
    }
    assertThat(primary.getRequestCount())
        .isEqualTo(fault == Fault.REFUSED ? 0 : committed ? 1 : tries);
    Canary.assertHidden(failure, response, record);
    assertThat(limits.taken()).isEqualTo(1);
    assertThat(limits.givenBack())
        .as("given back only what no provider can have billed")
        .isEqualTo(!fallback && !committed && fault.certainlyNotBilled(streamed) ? 1 : 0);
    assertNoConnectionOrThreadIsLeft();
  }

  /** How often the primary is asked before the call gives up on it. */
  private static int tries(Fault fault, boolean committed) {
    boolean once = fault == Fault.RATE_LIMITED_FOUR_DAYS || fault == Fault.STALL;
    return committed || once ? 1 : ATTEMPTS;
  }

  private int start(Fault fault, Wire wire, boolean streamed) throws IOException {
    MockResponse response =
        fault.response(wire, streamed, Instant.ofEpochMilli(clock.epochMillis()));
    if (response == null) {
      try (ServerSocket free = new ServerSocket(0)) {
        return free.getLocalPort();
      }
    }
    primary.setDispatcher(always(response));
    primary.start();
    return primary.getPort();
  }

  private ChatResponse call(GatewayClient gateway, Mode mode) throws Throwable {
    ChatRequest request = ChatRequest.builder("assistant").user("Hi").build();
    Caller caller = Caller.user("ann");
    switch (mode) {
      case UNARY:
        return gateway.chat(request, caller);
      case STREAM:
        try (ChatStream stream = gateway.stream(request, caller)) {
          return stream.collect();
        }
      default:
        try {
          return mode == Mode.ASYNC
              ? gateway.chatAsync(request, caller).join()
              : gateway.streamAsync(request, caller, event -> {}).join();
        } catch (CompletionException e) {
          throw e.getCause();
        }
    }
  }

  private GatewayClient gateway(Fault fault, Wire wire, int port, boolean fallback) {
    Endpoint.Builder endpoint =
        Endpoint.builder("assistant")
            .target("primary", "model-a")
            .limit(Limit.calls(10).perMinute())
            .timeouts(timeouts(fault, fallback))
            .retry(Retry.DEFAULTS.withAttempts(fault == Fault.STALL ? 1 : ATTEMPTS));
    if (fallback) {
      endpoint.fallback("backup", "model-b");
    }
    return GatewayClient.builder()
        .provider("primary", provider(wire, port))
        .provider("backup", provider(wire, backup.getPort()))
        .endpoint(endpoint.build())
        .usageSink(sink)
        .limitStore(limits)
        .clock(clock)
        .random(new Random(7))
        .build();
  }

  private static Timeouts timeouts(Fault fault, boolean fallback) {
    if (fault != Fault.STALL) {
      return Timeouts.DEFAULTS;
    }
    return fallback ? LONGER : SHORT;
  }

  private Provider provider(Wire wire, int port) {
    ConnectionPool pool = new ConnectionPool();
    pools.add(pool);
    HttpOptions http =
        HttpOptions.builder().customizer(client -> client.connectionPool(pool)).build();
    String url = "http://127.0.0.1:" + port;
    Secret key = Secret.of(Canary.KEY);
    return switch (wire) {
      case OPENAI -> OpenAiProvider.builder().apiKey(key).baseUrl(url).http(http).build();
      case ANTHROPIC -> AnthropicProvider.builder().apiKey(key).baseUrl(url).http(http).build();
      case GEMINI -> GeminiProvider.builder().apiKey(key).baseUrl(url).http(http).build();
    };
  }

  private void assertNoConnectionOrThreadIsLeft() throws InterruptedException {
    assertThat(pools)
        .as("connections in use")
        .allSatisfy(
            pool -> assertThat(pool.connectionCount()).isEqualTo(pool.idleConnectionCount()));
    pools.forEach(ConnectionPool::evictAll);
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!thread.isDaemon() && mayBeOurs(thread.getName())) {
        assertThat(isGone(thread)).as("%s is gone", thread.getName()).isTrue();
      }
    }
  }

  /**
   * Whether it ends, or turns out to be another's: a thread of the mock server has the name of what
   * it does, and does it a little longer than its server is open.
   */
  private static boolean isGone(Thread thread) throws InterruptedException {
    long start = GatewayClock.system().nanoTime();
    while (thread.isAlive() && mayBeOurs(thread.getName())) {
      if (GatewayClock.system().nanoTime() - start > TO_END_IN.toNanos()) {
        return false;
      }
      thread.join(5);
    }
    return true;
  }

  private static boolean mayBeOurs(String name) {
    return name.contains("gateway") || name.contains("OkHttp");
  }

  private static Dispatcher always(MockResponse response) {
    return new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        return response;
      }
    };
  }
}
