package dev.gatewaysdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.price.ModelPrice;
import dev.gatewaysdk.reply.AttemptSummary;
import dev.gatewaysdk.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which target is asked, how often, and how long is waited, by the failure table. */
class RoutingAndRetryTest {
  private final ManualClock clock = new ManualClock();
  private final Random random = new Random(7);
  private final List<String> asked = new ArrayList<>();
  private final ChatRequest request = ChatRequest.builder("e").user("Hi").build();

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void eachKindOfFailureIsRetriedAndFallsBackAsTheTableSays(FailureKind kind) {
    Endpoint endpoint = Endpoint.builder("e").target("p", "a").fallback("p", "b").build();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < (kind.retryable() ? 3 : 1); i++) {
      expected.add("a");
    }
    if (kind.fallsBack()) {
      expected.add("b");
    }
    try (GatewayClient gateway = gateway(endpoint, model -> fails(model, "a", kind, null))) {
      if (kind.fallsBack()) {
        assertThat(gateway.chat(request).text()).isEqualTo("b");
      } else {
        assertThatThrownBy(() -> gateway.chat(request)).hasMessageContaining("p/a: " + kind);
      }
    }
    assertThat(asked).isEqualTo(expected);
  }

  @Test
  void theLastFailureNamesEveryEarlierOne() {
    Endpoint endpoint = Endpoint.builder("e").target("p", "a").fallback("p", "b").build();
    try (GatewayClient gateway =
        gateway(endpoint, model -> List.of(failure(FailureKind.OVERLOADED, 529, null)))) {
      ProviderException e =
          catchThrowableOfType(ProviderException.class, () -> gateway.chat(request));

      assertThat(e.target()).isEqualTo("p/b");
      assertThat(e.earlier())
          .extracting(ProviderException::target)
          .containsExactly("p/a", "p/a", "p/a", "p/b", "p/b");
      assertThat(e.attempts()).isEqualTo(6);
      assertThat(e).hasMessageContaining("before that p/a: OVERLOADED (HTTP 529)");
    }
  }

  @Test
  void theResponseTellsEveryAttempt() {
    Endpoint endpoint = Endpoint.builder("e").target("p", "a").fallback("p", "b").build();
    try (GatewayClient gateway =
        gateway(endpoint, model -> fails(model, "a", FailureKind.MODEL_NOT_FOUND, null))) {
      ChatResponse response = gateway.chat(request);

      assertThat(response.attempts())
          .extracting(AttemptSummary::target, AttemptSummary::failure)
          .containsExactly(tuple("p/a", FailureKind.MODEL_NOT_FOUND), tuple("p/b", null));
    }
  }

  @Test
  void waitsAreChanceBelowADoublingCeiling() {
    Endpoint endpoint =
        Endpoint.builder("e")
            .target("p", "a")
            .retry(new Retry(6, Duration.ofMillis(200), Duration.ofSeconds(1)))
            .build();
    for (int run = 0; run < 50; run++) {
      try (GatewayClient gateway =
          gateway(endpoint, model -> List.of(failure(FailureKind.UNAVAILABLE, 500, null)))) {
        assertThatThrownBy(() -> gateway.chat(request)).isInstanceOf(ProviderException.class);
      }
    }
    List<Duration> sleeps = clock.sleeps();
    assertThat(sleeps).hasSize(50 * 5);
    long[] ceilings = {200, 400, 800, 1000, 1000};
    for (int i = 0; i < sleeps.size(); i++) {
      assertThat(sleeps.get(i)).isLessThan(Duration.ofMillis(ceilings[i % 5]));
    }
    assertThat(sleeps).anyMatch(wait -> wait.compareTo(Duration.ofMillis(800)) > 0);
    assertThat(sleeps).anyMatch(wait -> wait.compareTo(Duration.ofMillis(50)) < 0);
  }

  @Test
  void noThreadWaitsLongWhileAnotherTargetCouldAnswer() {
    Endpoint endpoint = Endpoint.builder("e").target("p", "a").fallback("p", "b").build();
    Duration wait = Duration.ofSeconds(6);
    try (GatewayClient gateway =
        gateway(endpoint, model -> fails(model, "a", FailureKind.RATE_LIMITED, wait))) {
      assertThat(gateway.chat(request).text()).isEqualTo("b");
      assertThat(clock.sleeps()).isEmpty();

      assertThat(gateway.chat(request).text()).isEqualTo("b");
      assertThat(asked).as("benched until it asked to be").containsExactly("a", "b", "b");

      clock.advance(wait);
      assertThat(gateway.chat(request).text()).isEqualTo("b");
      assertThat(asked).containsExactly("a", "b", "b", "a", "b");
    }
  }

  @Test
  void theOnlyTargetIsWaitedForWithinTheDeadline() {
    Endpoint endpoint = Endpoint.builder("e").target("p", "a").build();
    Duration wait = Duration.ofSeconds(30);
    try (GatewayClient gateway =
        gateway(
            endpoint,
            model ->
                asked.size() == 1
                    ? List.of(failure(FailureKind.RATE_LIMITED, 429, wait))
                    : LambdaProvider.answer(model))) {
      assertThat(gateway.chat(request).text()).isEqualTo("a");
    }
    assertThat(clock.sleeps()).containsExactly(wait);
  }

  @Test
  void aTargetThatAskedForDaysIsNotAskedAgainAndSaysHowLongItTakes() {
    Endpoint endpoint = Endpoint.builder("e").target("p", "a").build();
    try (GatewayClient gateway =
        gateway(
            endpoint,
            model -> List.of(failure(FailureKind.RATE_LIMITED, 429, Duration.ofDays(4))))) {
      assertThatThrownBy(() -> gateway.chat(request)).isInstanceOf(ProviderException.class);
      clock.advance(Duration.ofDays(1));

      ProviderException e =
          catchThrowableOfType(ProviderException.class, () -> gateway.chat(request));

      assertThat(e.kind()).isEqualTo(FailureKind.RATE_LIMITED);
      assertThat(e.retryAfter()).isEqualTo(Duration.ofDays(3));
      assertThat(e.sent()).isFalse();
      assertThat(e)
          .hasMessageContaining("p/a")
          .hasMessageContaining(
              "not asked, because an earlier call ended in RATE_LIMITED (HTTP 429)")
          .hasMessageNotContaining("for the test"); // What it said may quote another caller.
    }
    assertThat(asked).containsExactly("a");
  }

  @Test
  void aRefusedKeyBenchesTheTargetOnlyWhileAnotherCanAnswer() {
    Endpoint both = Endpoint.builder("e").target("p", "a").fallback("p", "b").build();
    Endpoint alone = Endpoint.builder("alone").target("p", "a").build();
    try (GatewayClient gateway =
        gateway(both, model -> fails(model, "a", FailureKind.AUTHENTICATION, null))) {
      gateway.endpoints().put(alone);
      gateway.chat(request);
      gateway.chat(request);
      assertThat(asked).containsExactly("a", "b", "b");

      assertThatThrownBy(() -> gateway.chat("alone", "Hi")).isInstanceOf(ProviderException.class);
      assertThat(asked).containsExactly("a", "b", "b", "a");

      clock.advance(Duration.ofSeconds(31));
      gateway.chat(request);
      assertThat(asked).endsWith("a", "b");
    }
  }

  @Test
  void aPromptThatIsTooLongGoesToALargerWindowOnly() {
    Endpoint endpoint =
        Endpoint.builder("e")
            .target("p", "a")
            .fallback("p", "small")
            .fallback("p", "large")
            .build();
    GatewayClientBuilder builder =
        builder(endpoint, model -> fails(model, "a", FailureKind.CONTEXT_TOO_LONG, null))
            .price("a", window(8_000))
            .price("small", window(4_000))
            .price("large", window(128_000));
    try (GatewayClient gateway = builder.build()) {
      assertThat(gateway.chat(request).text()).isEqualTo("large");
    }
    assertThat(asked).containsExactly("a", "large");
  }

  @Test
  void anAnswerThatFailsAfterItsStartEventsStillFallsBack() {
    Endpoint endpoint =
        Endpoint.builder("e").target("p", "a").fallback("p", "b").retry(Retry.NONE).build();
    List<Object> startsThenFails =
        List.of(
            new ChatEvent.Started("id", "model"), failure(FailureKind.MALFORMED_REPLY, 200, null));
    try (GatewayClient gateway =
        gateway(
            endpoint,
            model -> model.equals("a") ? startsThenFails : LambdaProvider.answer(model))) {
      assertThat(gateway.stream(request).collect().text()).isEqualTo("b");
    }
  }

  @Test
  void whatIsHeldBackBeforeContentIsBounded() {
    List<Object> events = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      events.add(new ChatEvent.Started("id", "model"));
    }
    events.add(failure(FailureKind.UNAVAILABLE, 200, null));
    Endpoint endpoint = Endpoint.builder("e").target("p", "a").fallback("p", "b").build();
    try (GatewayClient gateway = gateway(endpoint, model -> events)) {
      try (ChatStream stream = gateway.stream(request)) {
        assertThatThrownBy(stream::collect).isInstanceOf(ProviderException.class);
      }
    }
    assertThat(asked).as("64 held events commit the call").containsExactly("a");
  }

  @Test
  void whenEveryTargetAsksToWaitTheSoonestCounts() {
    Endpoint endpoint = Endpoint.builder("e").target("p", "a").fallback("p", "b").build();
    try (GatewayClient gateway =
        gateway(
            endpoint,
            model ->
                List.of(
                    failure(
                        FailureKind.RATE_LIMITED,
                        429,
                        Duration.ofMinutes(model.equals("a") ? 20 : 30))))) {
      ProviderException e =
          catchThrowableOfType(ProviderException.class, () -> gateway.chat(request));

      assertThat(e.target()).isEqualTo("p/b");
      assertThat(e.retryAfter()).isEqualTo(Duration.ofMinutes(20));
    }
  }

  @Test
  void whatCannotGetBetterIsNotTriedAgainAtTheSameTarget() {
    Endpoint endpoint = Endpoint.builder("e").target("p", "a").fallback("p", "b").build();
    ProviderException badCertificate =
        failure(FailureKind.UNAVAILABLE, 0, null).toBuilder().permanent().build();
    try (GatewayClient gateway =
        gateway(
            endpoint,
            model -> model.equals("a") ? List.of(badCertificate) : LambdaProvider.answer(model))) {
      assertThat(gateway.chat(request).text()).isEqualTo("b");
    }
    assertThat(asked).containsExactly("a", "b");
  }

  @Test
  void theTotalTimeEndsTheCallWhateverIsLeftToTry() {
    Endpoint endpoint =
        Endpoint.builder("e")
            .target("p", "a")
            .fallback("p", "b")
            .timeouts(Timeouts.DEFAULTS.withTotal(Duration.ofSeconds(10)))
            .retry(Retry.NONE)
            .build();
    try (GatewayClient gateway =
        gateway(
            endpoint,
            model -> {
              clock.advance(Duration.ofSeconds(11));
              return List.of(failure(FailureKind.TIMEOUT, 0, null));
            })) {
      assertThatThrownBy(() -> gateway.chat(request)).hasMessageContaining("p/a: TIMEOUT");
    }
    assertThat(asked).containsExactly("a");
  }

  @Test
  void aProviderCanBeAskedDirectlyUnlessForbidden() {
    Endpoint endpoint = Endpoint.builder("e").target("p", "a").build();
    GatewayClientBuilder builder =
        builder(endpoint, LambdaProvider::answer)
            .provider("closed", LambdaProvider.of())
            .withoutDirectAccess("closed")
            .price("org/model", ModelPrice.perMillionTokens().input(1).output(2).build());
    try (GatewayClient gateway = builder.build()) {
      ChatResponse response = gateway.chat(ChatRequest.builder("@p/org/model").user("Hi").build());

      assertThat(response.text()).isEqualTo("org/model");
      assertThat(response.target()).hasToString("p/org/model");
      assertThat(response.cost().usd()).isEqualByComparingTo("0.00002");
      assertThatThrownBy(() -> gateway.chat("@closed/model", "Hi"))
          .hasMessageContaining("no provider named 'closed' takes direct calls");
      assertThatThrownBy(() -> gateway.chat("@p", "Hi"))
          .hasMessageContaining("not of the form @provider/model");
    }
  }

  private static ModelPrice window(int tokens) {
    return ModelPrice.perMillionTokens().input(1).output(1).contextWindow(tokens).build();
  }

  private static List<?> fails(String model, String failing, FailureKind kind, Duration wait) {
    return model.equals(failing) ? List.of(failure(kind, 400, wait)) : LambdaProvider.answer(model);
  }

  private static ProviderException failure(FailureKind kind, int status, Duration retryAfter) {
    return new ProviderException(kind, status, "for the test", retryAfter);
  }

  private GatewayClient gateway(Endpoint endpoint, Function<String, List<?>> byModel) {
    return builder(endpoint, byModel).build();
  }

  private GatewayClientBuilder builder(Endpoint endpoint, Function<String, List<?>> byModel) {
    LambdaProvider provider =
        new LambdaProvider(
            attempt -> {
              asked.add(attempt.target().model());
              return byModel.apply(attempt.target().model());
            });
    return GatewayClient.builder()
        .provider("p", provider)
        .endpoint(endpoint)
        .clock(clock)
        .random(random);
  }
}
