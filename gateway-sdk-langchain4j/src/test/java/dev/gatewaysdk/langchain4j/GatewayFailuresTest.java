package dev.gatewaysdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.ClientClosedException;
import dev.gatewaysdk.error.ClientSaturatedException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.error.GuardrailException;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.limit.LimitKey;
import dev.gatewaysdk.testing.FakeProvider;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GatewayFailuresTest {
  @ParameterizedTest
  @EnumSource
  void failsRetriablyExactlyIfTheProviderMayBeTriedAgain(FailureKind kind) {
    ProviderException failure = ProviderException.builder(kind, "broken").status(400).build();

    RuntimeException mapped = GatewayFailures.of(failure);

    assertThat(mapped).isExactlyInstanceOf(expected(kind)).hasCause(failure);
    assertThat(mapped).hasMessage(failure.getMessage());
    assertThat(mapped instanceof RetriableException).isEqualTo(kind.retryable());
  }

  private static Class<? extends RuntimeException> expected(FailureKind kind) {
    return switch (kind) {
      case RATE_LIMITED -> RateLimitException.class;
      case OVERLOADED, UNAVAILABLE, MALFORMED_REPLY -> InternalServerException.class;
      case TIMEOUT -> TimeoutException.class;
      case QUOTA_EXHAUSTED -> NonRetriableException.class;
      case AUTHENTICATION -> AuthenticationException.class;
      case MODEL_NOT_FOUND -> ModelNotFoundException.class;
      case CONTEXT_TOO_LONG, INVALID_REQUEST ->
          dev.langchain4j.exception.InvalidRequestException.class;
      case CONTENT_FILTERED -> ContentFilteredException.class;
    };
  }

  @Test
  void failsForGoodIfTheProviderCannotBeReachedAtAll() {
    ProviderException failure =
        ProviderException.builder(FailureKind.UNAVAILABLE, "bad certificate").permanent().build();

    assertThat(GatewayFailures.of(failure))
        .isExactlyInstanceOf(NonRetriableException.class)
        .hasCause(failure);
  }

  @ParameterizedTest
  @MethodSource
  void failsOfTheGatewaysOwnAsLangChain4jWouldName(
      GatewayException failure, Class<? extends RuntimeException> expected) {
    RuntimeException mapped = GatewayFailures.of(new CompletionException(failure));

    assertThat(mapped).isExactlyInstanceOf(expected).hasCause(failure);
    assertThat(mapped).hasMessage(failure.getMessage());
  }

  static Stream<Arguments> failsOfTheGatewaysOwnAsLangChain4jWouldName() {
    return Stream.of(
        Arguments.of(
            new GuardrailException("pii", "found one", Map.of(), null),
            ContentFilteredException.class),
        Arguments.of(
            dev.gatewaysdk.error.ModelNotFoundException.unknownEndpoint("x", List.of()),
            ModelNotFoundException.class),
        Arguments.of(
            new UnsupportedRequestException("tools", "has none"),
            UnsupportedFeatureException.class),
        Arguments.of(
            new InvalidRequestException("top_p", "too large"),
            dev.langchain4j.exception.InvalidRequestException.class),
        Arguments.of(new ClientSaturatedException(2), InternalServerException.class),
        Arguments.of(new ClientClosedException(), NonRetriableException.class),
        Arguments.of(new CallCancelledException("stopped", null), NonRetriableException.class));
  }

  @Test
  void mapsALimitOfTheGateway() {
    FakeProvider fake = new FakeProvider();
    fake.otherwise().reply("ok");
    try (GatewayClient gateway =
        GatewayClient.builder()
            .provider("fake", fake)
            .endpoint(
                Endpoint.builder("chat")
                    .target("fake", "m")
                    .limit(Limit.calls(1).perDay().key(LimitKey.ENDPOINT))
                    .build())
            .build()) {
      GatewayChatModel model = GatewayChatModel.builder(gateway, "chat").build();
      model.chat("one");

      assertThat(catchThrowable(() -> model.chat("two")))
          .isInstanceOf(RateLimitException.class)
          .hasMessageContaining("retry in");
      assertThat(catchThrowable(() -> model.chatAsync("two").get()))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(RateLimitException.class);
    }
  }

  @Test
  void saysThatAParameterIsWrongWithoutAskingAnybody() {
    FakeProvider fake = new FakeProvider();
    try (GatewayClient gateway =
        GatewayClient.builder().provider("fake", fake).retry(Retry.NONE).build()) {
      GatewayChatModel model =
          GatewayChatModel.builder(gateway, "@fake/m")
              .defaultRequestParameters(
                  GatewayChatRequestParameters.builder().temperature(3.0).build())
              .build();

      assertThat(catchThrowable(() -> model.chat("hi")))
          .isInstanceOf(dev.langchain4j.exception.InvalidRequestException.class)
          .hasMessageContaining("temperature");
      assertThat(model.chatAsync("hi")).isCompletedExceptionally();
      assertThat(fake.attempts()).isZero();
    }
  }

  @Test
  void leavesForeignFailuresAlone() {
    IllegalStateException foreign = new IllegalStateException("a bug");

    assertThat(GatewayFailures.of(foreign)).isSameAs(foreign);
  }
}
