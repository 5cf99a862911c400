package dev.gatewaysdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.endpoint.Breaker;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.testing.ManualClock;
import dev.gatewaysdk.testing.RecordingUsageSink;
import dev.gatewaysdk.usage.CallRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A target that cannot do what is asked is passed over without a trace. */
class StrictEndpointTest {
  private final ManualClock clock = new ManualClock();
  private final RecordingUsageSink sink = new RecordingUsageSink();
  private final List<String> asked = new ArrayList<>();
  private final ChatRequest request = ChatRequest.builder("e").user("Hi").build();
  private FailureKind failure = FailureKind.QUOTA_EXHAUSTED;

  /** "drops…" and "clamps…" lose something, "fails…" fails, others answer. */
  private List<?> answer(Attempt attempt) {
    String model = attempt.target().model();
    if (model.startsWith("drops")) {
      attempt.adjusted(new Adjustment(Adjustment.Kind.DROPPED, "top_k", "there is none"));
    } else if (model.startsWith("clamps")) {
      attempt.adjusted(new Adjustment(Adjustment.Kind.CLAMPED, "temperature", "to 1"));
    } else if (model.startsWith("cannot")) {
      throw new UnsupportedRequestException("modalities", "no audio here");
    }
    asked.add(model);
    return model.startsWith("fails")
        ? List.of(new ProviderException(failure, 429, "for the test", null))
        : LambdaProvider.answer(model);
  }

  @Test
  void withoutStrictItIsAskedAllTheSameAndTheChangeIsReported() {
    try (GatewayClient gateway = gateway(endpoint("drops", "other").strict(false))) {
      ChatResponse response = gateway.chat(request);

      assertThat(response.text()).isEqualTo("drops");
      assertThat(response.adjustments()).extracting(Adjustment::subject).containsExactly("top_k");
    }
  }

  @Test
  void theNextTargetIsAskedAndThisOneIsNeitherAttemptedNorBlamed() {
    Endpoint.Builder endpoint =
        endpoint("drops", "other").breaker(Breaker.DEFAULTS.withMinimumCalls(1));
    try (GatewayClient gateway = gateway(endpoint)) {
      for (int i = 0; i < 3; i++) {
        ChatResponse response = gateway.chat(request);

        assertThat(response.text()).isEqualTo("other");
        assertThat(response.attempts()).hasSize(1);
        assertThat(response.adjustments()).isEmpty();
        assertThat(sink.last().attempts()).isEqualTo(1);
      }
      gateway.endpoints().put(endpoint("drops", "other").strict(false).build());
      assertThat(gateway.chat(request).text()).as("not benched").isEqualTo("drops");
    }
    assertThat(asked).containsExactly("other", "other", "other", "drops");
  }

  @Test
  void whenNoTargetCanTheFirstOnesComplaintNamesAllOfThemAndTheCallIsRefused() {
    Endpoint.Builder endpoint =
        endpoint("drops", "clamps", "cannot").limit(Limit.calls(1).perDay());
    try (GatewayClient gateway = gateway(endpoint)) {
      for (int i = 0; i < 2; i++) { // The limit gives the call back.
        UnsupportedRequestException e =
            catchThrowableOfType(UnsupportedRequestException.class, () -> gateway.chat(request));

        assertThat(e.parameter()).isEqualTo("top_k");
        assertThat(e.statusCode()).isEqualTo(400);
        assertThat(e)
            .hasMessageStartingWith("top_k: would be dropped for p/drops")
            .hasMessageContaining("temperature: would be clamped for p/clamps")
            .hasMessageEndingWith("; p/cannot: modalities: no audio here");
        assertThat(e.getSuppressed()).hasSize(3);
      }
    }
    CallRecord record = sink.last();
    assertThat(record.status()).isEqualTo(CallRecord.Status.REFUSED);
    assertThat(record.statusCode()).isEqualTo(400);
    assertThat(record.attempts()).isZero();
    assertThat(record.target()).isNull();
    assertThat(asked).isEmpty();
    assertThat(clock.sleeps()).isEmpty();
  }

  @Test
  void aTargetThatCouldDoItButFailedIsWhatTheCallerHearsOf() {
    try (GatewayClient gateway = gateway(endpoint("fails", "drops"))) {
      ProviderException e =
          catchThrowableOfType(ProviderException.class, () -> gateway.chat(request));

      assertThat(e.target()).isEqualTo("p/fails");
      assertThat(e.getSuppressed()).singleElement().asString().contains("top_k");
      assertThat(sink.last().target()).hasToString("p/fails");
      assertThat(sink.last().attempts()).isEqualTo(1);
    }
  }

  @Test
  void aTargetThatCouldDoItButIsBenchedIsAskedBeforeTheCallIsRefused() {
    try (GatewayClient gateway = gateway(endpoint("drops", "fails"))) {
      assertThatThrownBy(() -> gateway.chat(request)).hasMessageStartingWith("p/fails: QUOTA");
      assertThatThrownBy(() -> gateway.chat(request)).hasMessageStartingWith("p/fails: QUOTA");
    }
    assertThat(asked).containsExactly("fails", "fails");
  }

  @Test
  void aTargetThatCouldDoItButRestsIsNamedWithItsTime() {
    failure = FailureKind.UNAVAILABLE;
    Endpoint.Builder endpoint =
        endpoint("drops", "fails")
            .retry(Retry.NONE)
            .breaker(Breaker.DEFAULTS.withMinimumCalls(1).withOpen(Duration.ofSeconds(9)));
    try (GatewayClient gateway = gateway(endpoint)) {
      assertThatThrownBy(() -> gateway.chat(request)).hasMessageContaining("for the test");
      assertThatThrownBy(() -> gateway.chat(request))
          .isInstanceOf(ProviderException.class)
          .hasMessageContaining("p/fails rests for 9000 ms");
    }
  }

  @Test
  void directCallsAreNeverStrictButATargetThatCannotStillRefuses() {
    try (GatewayClient gateway = gateway(endpoint("other"))) {
      assertThat(gateway.chat("@p/drops", "Hi")).isEqualTo("drops");
      assertThatThrownBy(() -> gateway.chat("@p/cannot", "Hi"))
          .isInstanceOf(UnsupportedRequestException.class)
          .hasMessage("modalities: no audio here");
      assertThat(sink.last().status()).isEqualTo(CallRecord.Status.REFUSED);
    }
  }

  private static Endpoint.Builder endpoint(String first, String... fallbacks) {
    Endpoint.Builder endpoint = Endpoint.builder("e").target("p", first).strict(true);
    for (String fallback : fallbacks) {
      endpoint.fallback("p", fallback);
    }
    return endpoint;
  }

  private GatewayClient gateway(Endpoint.Builder endpoint) {
    return GatewayClient.builder()
        .provider("p", new LambdaProvider(this::answer))
        .endpoint(endpoint.build())
        .usageSink(sink)
        .clock(clock)
        .random(new Random(7))
        .build();
  }
}
