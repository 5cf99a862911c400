package dev.gatewaysdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.reply.AttemptSummary;
import dev.gatewaysdk.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each of a provider's keys is a target of its own. */
class SeveralKeysTest {
  private final ManualClock clock = new ManualClock();

  /** Keys of p by number from 0; "b" for the fallback. */
  private final List<Object> asked = Collections.synchronizedList(new ArrayList<>());

  private final Map<Integer, ProviderException> failing = new HashMap<>();
  private final Endpoint.Builder endpoint = Endpoint.builder("e").target("p", "a");

  @ParameterizedTest
  @ValueSource(strings = {"e", "@p/a"})
  void callsAreSpreadOverTheKeysInTurn(String model) {
    try (GatewayClient gateway = gateway()) {
      chats(gateway, model, 6);
    }
    assertThat(asked).containsExactly(0, 1, 2, 0, 1, 2);
  }

  @Test
  void racingCallsAreSpreadExactly() {
    try (GatewayClient gateway = gateway()) {
      java.util.stream.IntStream.range(0, 9_999).parallel().forEach(i -> gateway.chat("e", "Hi"));
    }
    assertThat(Collections.frequency(asked, 0)).isEqualTo(3_333);
    assertThat(Collections.frequency(asked, 1)).isEqualTo(3_333);
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureKind.class,
      names = {"AUTHENTICATION", "QUOTA_EXHAUSTED", "RATE_LIMITED"})
  void aKeyThatIsOfNoUseIsLeftOutAndTheNextIsAskedAtOnce(FailureKind kind) {
    failing.put(0, failure(kind, null));
    endpoint.fallback("other", "b");
    for (String model : List.of("e", "@p/a")) {
      asked.clear();
      try (GatewayClient gateway = gateway()) {
        ChatResponse response = gateway.chat(ChatRequest.builder(model).user("Hi").build());
        assertThat(response.attempts())
            .extracting(AttemptSummary::failure)
            .containsExactly(kind, null);
        chats(gateway, model, 4);
        assertThat(asked).as("key 0 is benched").containsOnlyOnce(0).hasSize(6);
        assertThat(Collections.frequency(asked, 1)).isBetween(2, 3);

        clock.advance(Duration.ofSeconds(30));
        asked.clear();
        chats(gateway, model, 3);
        assertThat(asked).as("it comes back").contains(0);
      }
    }
    assertThat(clock.sleeps()).isEmpty();
  }

  @Test
  void aKeyThatSaysForHowLongIsLeftOutForThatLong() {
    failing.put(0, failure(FailureKind.RATE_LIMITED, Duration.ofSeconds(2)));
    try (GatewayClient gateway = gateway()) {
      gateway.chat("e", "Hi");
      failing.clear();
      asked.clear();
      clock.advance(Duration.ofMillis(1999));
      chats(gateway, "e", 4);
      assertThat(asked).doesNotContain(0);
      clock.advance(Duration.ofMillis(1));
      chats(gateway, "e", 3);
      assertThat(asked).contains(0);
    }
  }

  @Test
  void onlyWhenNoKeyIsFreeTheCallGoesToTheNextTarget() {
    for (int key = 0; key < 3; key++) {
      failing.put(key, failure(FailureKind.AUTHENTICATION, null));
    }
    endpoint.fallback("other", "b");
    try (GatewayClient gateway = gateway()) {
      assertThat(gateway.chat("e", "Hi")).isEqualTo("b");
      assertThat(asked).containsExactlyInAnyOrder(0, 1, 2, "b").endsWith("b");
      chats(gateway, "e", 2);
      assertThat(asked).hasSize(6).endsWith("b", "b", "b");
    }
  }

  @Test
  void whenEveryKeyAsksToWaitTheSoonestIsWaitedFor() {
    failing.put(0, failure(FailureKind.RATE_LIMITED, Duration.ofSeconds(40)));
    failing.put(1, failure(FailureKind.RATE_LIMITED, Duration.ofSeconds(4)));
    failing.put(2, failure(FailureKind.AUTHENTICATION, null));
    try (GatewayClient gateway = gateway()) {
      ProviderException e =
          catchThrowableOfType(ProviderException.class, () -> gateway.chat("e", "Hi"));

      assertThat(asked.subList(0, 3)).containsExactlyInAnyOrder(0, 1, 2);
      assertThat(asked.subList(3, 5)).as("the one that is free again").containsExactly(1, 1);
      assertThat(clock.sleeps()).containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(4));
      assertThat(e.kind()).isEqualTo(FailureKind.RATE_LIMITED);
      assertThat(e.attempts()).isEqualTo(5);
    }
  }

  @Test
  void aSingleTargetReportsTheTrueErrorAndAsksOneKeyAgainEachTime() {
    for (int key = 0; key < 3; key++) {
      failing.put(key, failure(FailureKind.AUTHENTICATION, null));
    }
    try (GatewayClient gateway = gateway()) {
      for (String model : List.of("e", "e", "@p/a")) {
        assertThatThrownBy(() -> gateway.chat(model, "Hi"))
            .hasMessageStartingWith("p/a: AUTHENTICATION (HTTP 400): for the test");
      }
      assertThat(asked).hasSize(5);
      failing.clear();
      assertThat(gateway.chat("e", "Hi")).as("repaired").isEqualTo("a");
    }
  }

  @Test
  void aFailureThatIsNotTheKeysFaultIsRetriedWithTheNextKey() {
    failing.put(0, failure(FailureKind.UNAVAILABLE, null));
    try (GatewayClient gateway = gateway()) {
      chats(gateway, "e", 2);
    }
    assertThat(asked).containsExactly(0, 1, 2);
  }

  @Test
  void aModelThatIsMissingIsNotTheKeysFault() {
    failing.put(0, failure(FailureKind.MODEL_NOT_FOUND, null));
    try (GatewayClient gateway = gateway()) {
      assertThatThrownBy(() -> gateway.chat("@p/a", "Hi")).isInstanceOf(ProviderException.class);
      assertThat(asked).containsExactly(0);
    }
  }

  private static ProviderException failure(FailureKind kind, Duration retryAfter) {
    return new ProviderException(kind, 400, "for the test", retryAfter);
  }

  private static void chats(GatewayClient gateway, String model, int calls) {
    for (int i = 0; i < calls; i++) {
      gateway.chat(model, "Hi");
    }
  }

  private GatewayClient gateway() {
    LambdaProvider keys =
        new LambdaProvider(
            3,
            attempt -> {
              int key = attempt.target().credential();
              asked.add(key);
              ProviderException failure = failing.get(key);
              return failure == null
                  ? LambdaProvider.answer(attempt.target().model())
                  : List.of(failure);
            });
    LambdaProvider other =
        new LambdaProvider(
            attempt -> {
              asked.add("b");
              return LambdaProvider.answer("b");
            });
    return GatewayClient.builder()
        .provider("p", keys)
        .provider("other", other)
        .endpoint(endpoint.build())
        .clock(clock)
        .random(new Random(7))
        .build();
  }
}
