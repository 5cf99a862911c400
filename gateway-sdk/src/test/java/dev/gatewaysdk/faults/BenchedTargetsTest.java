package dev.gatewaysdk.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.canary.Canary;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.anthropic.AnthropicProvider;
import dev.gatewaysdk.provider.openai.OpenAiProvider;
import dev.gatewaysdk.secret.Secret;
import dev.gatewaysdk.testing.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** What 401, 402, 403 and 404 do to a target or a key, over real wires. */
class BenchedTargetsTest {
  private static final Duration BENCH = Duration.ofSeconds(30);

  private final ManualClock clock = new ManualClock();
  private final MockWebServer server = NoDelayServer.create();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger =
      (Logger) LoggerFactory.getLogger("dev.gatewaysdk.internal.resilience.Bench");
  private volatile int status;

  static Stream<Arguments> refusals() {
    List<Arguments> rows = new ArrayList<>();
    for (Wire wire : Wire.values()) {
      rows.add(Arguments.of(wire, 401, FailureKind.AUTHENTICATION));
      rows.add(Arguments.of(wire, 402, FailureKind.QUOTA_EXHAUSTED));
      rows.add(Arguments.of(wire, 403, FailureKind.AUTHENTICATION));
      rows.add(Arguments.of(wire, 404, FailureKind.MODEL_NOT_FOUND));
    }
    return rows.stream();
  }

  @BeforeEach
  void listenToTheLog() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stop() throws IOException {
    logger.detachAppender(log);
    server.close();
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aTargetThatRefusesIsPassedOverUntilItsTimeIsUp(Wire wire, int refusal, FailureKind kind)
      throws IOException {
    status = refusal;
    start(wire, "model-a");
    Endpoint endpoint =
        Endpoint.builder("e").target("p", "model-a").fallback("p", "model-b").build();
    try (GatewayClient gateway =
        gateway(provider(wire, List.of(Secret.of(Canary.KEY))), endpoint)) {
      assertThat(gateway.chat("e", "Hi")).isEqualTo("model-b");
      assertThat(gateway.chat("e", "Hi")).isEqualTo("model-b");
      assertThat(asked).containsExactly("model-a", "model-b", "model-b");

      clock.advance(BENCH.minusNanos(1));
      gateway.chat("e", "Hi");
      assertThat(asked).endsWith("model-b", "model-b", "model-b");

      status = 200;
      clock.advance(Duration.ofNanos(1));
      assertThat(gateway.chat("e", "Hi")).isEqualTo("model-a");
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "p/model-a is not asked for 30000 ms: " + kind + " (HTTP " + refusal + ")");
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void theOnlyTargetOfAnEndpointReportsWhatItSaidEachTime(Wire wire, int refusal, FailureKind kind)
      throws IOException {
    status = refusal;
    start(wire, "model-a");
    Endpoint endpoint = Endpoint.builder("e").target("p", "model-a").build();
    try (GatewayClient gateway =
        gateway(provider(wire, List.of(Secret.of(Canary.KEY))), endpoint)) {
      for (int i = 0; i < 2; i++) {
        ProviderException e =
            catchThrowableOfType(ProviderException.class, () -> gateway.chat("e", "Hi"));

        assertThat(e.kind()).isEqualTo(kind);
        assertThat(e.providerStatus()).isEqualTo(refusal);
        assertThat(e).hasMessageContaining("it is refused");
      }
    }
    assertThat(asked).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void aKeyThatIsRefusedIsLeftOutUntilItIsRotated(Wire wire, @TempDir Path directory)
      throws IOException {
    Path rotated = Files.writeString(directory.resolve("key"), "revoked");
    start(wire, "revoked");
    status = 401;
    Endpoint endpoint = Endpoint.builder("e").target("p", "model-a").build();
    List<Secret> keys = List.of(Secret.file(rotated), Secret.of(Canary.KEY));
    try (GatewayClient gateway = gateway(provider(wire, keys), endpoint)) {
      assertThat(gateway.chat("e", "Hi")).isEqualTo("model-a");
      assertThat(gateway.chat("@p/model-a", "Hi")).isEqualTo("model-a");
      assertThat(asked).containsExactly("revoked", Canary.KEY, Canary.KEY);

      Files.writeString(rotated, "rotated-key");
      clock.advance(BENCH);
      asked.clear();
      gateway.chat("e", "Hi");
      gateway.chat("e", "Hi");
      assertThat(asked).containsExactlyInAnyOrder("rotated-key", Canary.KEY);
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("key 1 of 2 of p is not asked for 30000 ms: AUTHENTICATION (HTTP 401)");
  }

  /** Refuses what names that model or key; answers others with the model's name. */
  private void start(Wire wire, String refused) throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String body = request.getBody().utf8();
            String model = body.contains("model-a") ? "model-a" : "model-b";
            String key = request.getHeaders().get("x-api-key");
            String bearer = request.getHeaders().get("Authorization");
            String credential = key != null ? key : bearer.substring("Bearer ".length());
            boolean byKey = !refused.startsWith("model");
            String who = byKey ? credential : model;
            asked.add(who);
            return who.equals(refused) && status != 200
                ? Wire.json(status, wire.errorBody("some_error", "model: it is refused")).build()
                : wire.answer(false, model).build();
          }
        });
    server.start();
  }

  private Provider provider(Wire wire, List<Secret> keys) {
    String url = "http://127.0.0.1:" + server.getPort();
    return wire == Wire.OPENAI
        ? OpenAiProvider.builder().apiKeys(keys).baseUrl(url).build()
        : AnthropicProvider.builder().apiKeys(keys).baseUrl(url).build();
  }

  private GatewayClient gateway(Provider provider, Endpoint endpoint) {
    return GatewayClient.builder().provider("p", provider).endpoint(endpoint).clock(clock).build();
  }
}
