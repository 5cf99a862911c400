package dev.gatewaysdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.endpoint.Breaker;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.StreamTruncatedException;
import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.testing.ManualClock;
import dev.gatewaysdk.testing.RecordingUsageSink;
import dev.gatewaysdk.usage.CallRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A target that keeps failing is given a rest, and gets its calls back when it has recovered. */
class BreakerTest {
  private static final Breaker QUICK =
      new Breaker(0.5, Duration.ofSeconds(30), 4, Duration.ofSeconds(10));

  private final ManualClock clock = new ManualClock();
  private final RecordingUsageSink sink = new RecordingUsageSink();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final ChatRequest request = ChatRequest.builder("e").user("Hi").build();
  private volatile Function<String, List<?>> answers = LambdaProvider::answer;

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void onlyFailuresOfTheTargetItselfOpenIt(FailureKind kind) {
    answers = model -> List.of(failure(kind));
    Endpoint endpoint = endpoint().retry(Retry.NONE).build();
    boolean counts =
        switch (kind) {
          case OVERLOADED, UNAVAILABLE, TIMEOUT, MALFORMED_REPLY -> true;
          default -> false;
        };
    try (GatewayClient gateway = gateway(endpoint)) {
      for (int i = 0; i < 6; i++) {
        assertThatThrownBy(() -> gateway.chat(request)).isInstanceOf(ProviderException.class);
        clock.advance(Duration.ofMillis(1));
      }
    }
    assertThat(asked).hasSize(counts ? 4 : 6);
  }

  @Test
  void whenItIsOpenTheNextTargetIsAskedAtOnceAndWhenItsRestIsOverOneProbeGoes() {
    failing("a");
    Endpoint endpoint = endpoint().fallback("p", "b").retry(Retry.NONE).build();
    try (GatewayClient gateway = gateway(endpoint)) {
      chats(gateway, 4);
      asked.clear();
      chats(gateway, 3);
      assertThat(asked).containsExactly("b", "b", "b");
      assertThat(sink.last().attempts()).isEqualTo(1);

      clock.advance(Duration.ofSeconds(10));
      asked.clear();
      chats(gateway, 2);
      assertThat(asked).as("the probe failed").containsExactly("a", "b", "b");

      clock.advance(Duration.ofSeconds(10));
      answers = LambdaProvider::answer;
      asked.clear();
      chats(gateway, 3);
      assertThat(asked).as("the probe succeeded").containsExactly("a", "a", "a");
    }
    assertThat(clock.sleeps()).isEmpty();
  }

  @Test
  void whenItOpensDuringRetriesTheNextTargetIsAskedAtOnce() {
    failing("a");
    Endpoint endpoint =
        endpoint().fallback("p", "b").retry(Retry.DEFAULTS.withAttempts(10)).build();
    try (GatewayClient gateway = gateway(endpoint)) {
      assertThat(gateway.chat(request).attempts()).hasSize(5);
    }
    assertThat(asked).containsExactly("a", "a", "a", "a", "b");
    assertThat(clock.sleeps()).hasSize(3);
  }

  @Test
  void aSingleTargetFailsFastAndSaysWhenItIsFree() {
    failing("a");
    Endpoint endpoint = endpoint().limit(Limit.calls(5).perDay()).retry(Retry.NONE).build();
    try (GatewayClient gateway = gateway(endpoint)) {
      for (int i = 0; i < 4; i++) {
        assertThatThrownBy(() -> gateway.chat(request)).hasMessageContaining("for the test");
      }
      clock.advance(Duration.ofSeconds(3));
      asked.clear();
      ProviderException e =
          catchThrowableOfType(ProviderException.class, () -> gateway.chat(request));

      assertThat(e)
          .hasMessage(
              "p/a: UNAVAILABLE: no target is free: p/a rests for 7000 ms, because 4 of its last 4"
                  + " tries failed; free again in 7000 ms");
      assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7));
      assertThat(e.sent()).isFalse();
      assertThat(asked).isEmpty();
      assertThat(sink.last().attempts()).isZero();
      assertThat(sink.last().target()).isNull();
      assertThat(sink.last().status()).isEqualTo(CallRecord.Status.ERROR);
      assertThatThrownBy(() -> gateway.chat(request))
          .as("the limit gave the call back")
          .isInstanceOf(ProviderException.class);
    }
    assertThat(clock.sleeps()).isEmpty();
  }

  @Test
  void whenAllAreOpenOrBenchedEachIsNamedAndTheSoonestCounts() {
    answers =
        model ->
            List.of(failure(model.equals("a") ? FailureKind.TIMEOUT : FailureKind.QUOTA_EXHAUSTED));
    Endpoint endpoint =
        endpoint().fallback("p", "b").breaker(QUICK.withMinimumCalls(1)).retry(Retry.NONE).build();
    try (GatewayClient gateway = gateway(endpoint)) {
      assertThatThrownBy(() -> gateway.chat(request)).isInstanceOf(ProviderException.class);
      asked.clear();

      assertThatThrownBy(() -> gateway.chat(request))
          .hasMessageContaining("p/a rests for 10000 ms, because 1 of its last 1 tries failed")
          .hasMessageContaining("p/b is benched for 30000 ms, because of QUOTA_EXHAUSTED")
          .hasMessageEndingWith("free again in 10000 ms");
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void streamsThatBreakAfterTheirFirstContentCount() {
    answers = model -> List.of(new ChatEvent.TextDelta(0, "Hel"), failure(FailureKind.UNAVAILABLE));
    try (GatewayClient gateway = gateway(endpoint().build())) {
      for (int i = 0; i < 4; i++) {
        ChatStream stream = gateway.stream(request);
        assertThatThrownBy(stream::collect).isInstanceOf(StreamTruncatedException.class);
      }
      assertThatThrownBy(() -> gateway.stream(request)).hasMessageContaining("4 of its last 4");
    }
    assertThat(asked).hasSize(4);
  }

  @Test
  void streamsThatTheCallerClosesAreNoFailures() {
    answers = model -> List.of(new ChatEvent.TextDelta(0, "Hel"), failure(FailureKind.TIMEOUT));
    try (GatewayClient gateway = gateway(endpoint().build())) {
      for (int i = 0; i < 8; i++) {
        gateway.stream(request).close();
      }
    }
    assertThat(asked).hasSize(8);
  }

  @Test
  void aCancelledProbeGivesItsRightToTheNextCall() {
    failing("a");
    try (GatewayClient gateway = gateway(endpoint().retry(Retry.NONE).build())) {
      for (int i = 0; i < 4; i++) {
        assertThatThrownBy(() -> gateway.chat(request)).isInstanceOf(ProviderException.class);
      }
      clock.advance(Duration.ofSeconds(10));
      answers = model -> List.of(new CallCancelledException("for the test", null));
      assertThatThrownBy(() -> gateway.chat(request)).isInstanceOf(CallCancelledException.class);

      answers = LambdaProvider::answer;
      assertThat(gateway.chat(request).text()).isEqualTo("a");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aProbeWhoseReplyBreaksOnClosingIsNoProbeForEver(boolean failed) {
    failing("a");
    AtomicBoolean breaks = new AtomicBoolean();
    GatewayClientBuilder builder =
        builder(endpoint().retry(Retry.NONE).build())
            .attemptInterceptor(
                (attempt, next) -> {
                  Reply reply = next.handle(attempt);
                  return breaks.get() ? new BreaksOnClosing(reply) : reply;
                });
    try (GatewayClient gateway = builder.build()) {
      for (int i = 0; i < 4; i++) {
        assertThatThrownBy(() -> gateway.chat(request)).isInstanceOf(ProviderException.class);
      }
      clock.advance(Duration.ofSeconds(10));
      breaks.set(true);
      answers =
          model ->
              List.of(
                  failed
                      ? failure(FailureKind.UNAVAILABLE)
                      : new IllegalStateException("for the test"));
      assertThatThrownBy(() -> gateway.chat(request)).hasMessage("broke on closing");

      breaks.set(false);
      answers = LambdaProvider::answer;
      clock.advance(Duration.ofSeconds(10));
      assertThat(gateway.chat(request).text()).isEqualTo("a");
    }
  }

  private record BreaksOnClosing(Reply reply) implements Reply {
    @Override
    public @Nullable ReplyEvent next() {
      return reply.next();
    }

    @Override
    public void close() {
      throw new IllegalStateException("broke on closing");
    }
  }

  @Test
  void whileAProbeIsUnderWayOtherCallsGoToTheNextTarget() throws Exception {
    failing("a");
    Endpoint endpoint = endpoint().fallback("p", "b").retry(Retry.NONE).build();
    CountDownLatch probing = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    try (GatewayClient gateway = gateway(endpoint)) {
      chats(gateway, 4);
      clock.advance(Duration.ofSeconds(10));
      answers =
          model -> {
            if (model.equals("a")) {
              probing.countDown();
              await(answer);
            }
            return LambdaProvider.answer(model);
          };
      var probe = CompletableFuture.supplyAsync(() -> gateway.chat(request).text());
      await(probing);
      asked.clear();
      chats(gateway, 3);
      assertThat(asked).containsExactly("b", "b", "b");

      answer.countDown();
      assertThat(probe.get(5, TimeUnit.SECONDS)).isEqualTo("a");
      assertThat(gateway.chat(request).text()).isEqualTo("a");
    }
  }

  @Test
  void endpointsWithTheSameSettingsShareIt() {
    failing("a");
    Endpoint same = endpoint("same").build();
    Endpoint other = endpoint("other").breaker(QUICK.withMinimumCalls(5)).build();
    Endpoint none = endpoint("none").breaker(Breaker.NONE).build();
    try (GatewayClient gateway = gateway(endpoint().retry(Retry.NONE).build())) {
      List.of(same, other, none).forEach(gateway.endpoints()::put);
      for (int i = 0; i < 4; i++) {
        assertThatThrownBy(() -> gateway.chat("e", "Hi")).isInstanceOf(ProviderException.class);
      }
      answers = LambdaProvider::answer;
      assertThatThrownBy(() -> gateway.chat("same", "Hi")).hasMessageContaining("rests");
      assertThat(gateway.chat("other", "Hi")).isEqualTo("a");
      assertThat(gateway.chat("none", "Hi")).isEqualTo("a");
      assertThat(gateway.chat("@p/a", "Hi")).as("direct calls have none").isEqualTo("a");

      gateway.endpoints().put(endpoint().tag("changed", "yes").build());
      assertThatThrownBy(() -> gateway.chat("e", "Hi")).hasMessageContaining("rests");
    }
  }

  @Test
  void theGatewaysDefaultHoldsWhereAnEndpointSaysNothing() {
    failing("a");
    Endpoint endpoint = Endpoint.builder("e").target("p", "a").retry(Retry.NONE).build();
    try (GatewayClient gateway = builder(endpoint).breaker(QUICK.withMinimumCalls(2)).build()) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> gateway.chat(request)).isInstanceOf(ProviderException.class);
      }
    }
    assertThat(asked).hasSize(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static ProviderException failure(FailureKind kind) {
    return new ProviderException(kind, 500, "for the test", null);
  }

  private void failing(String target) {
    answers =
        model ->
            model.equals(target)
                ? List.of(failure(FailureKind.UNAVAILABLE))
                : LambdaProvider.answer(model);
  }

  private static Endpoint.Builder endpoint() {
    return endpoint("e");
  }

  private static Endpoint.Builder endpoint(String name) {
    return Endpoint.builder(name).target("p", "a").breaker(QUICK);
  }

  private void chats(GatewayClient gateway, int calls) {
    for (int i = 0; i < calls; i++) {
      gateway.chat(request);
    }
  }

  private GatewayClient gateway(Endpoint endpoint) {
    return builder(endpoint).build();
  }

  private GatewayClientBuilder builder(Endpoint endpoint) {
    LambdaProvider provider =
        new LambdaProvider(
            attempt -> {
              asked.add(attempt.target().model());
              return answers.apply(attempt.target().model());
            });
    return GatewayClient.builder()
        .provider("p", provider)
        .endpoint(endpoint)
        .usageSink(sink)
        .clock(clock)
        .random(new Random(7));
  }
}
