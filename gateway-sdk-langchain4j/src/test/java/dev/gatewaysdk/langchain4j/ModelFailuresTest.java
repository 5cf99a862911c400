package dev.gatewaysdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.error.LimitExceededException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFailuresTest {
  private static ProviderException provider(Throwable thrown) {
    GatewayException failure = ModelFailures.of(thrown);
    assertThat(failure).isInstanceOf(ProviderException.class).hasCause(thrown);
    return (ProviderException) failure;
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new RateLimitException("slow"), FailureKind.RATE_LIMITED, true),
        Arguments.of(new InternalServerException("down"), FailureKind.UNAVAILABLE, true),
        Arguments.of(new TimeoutException("late"), FailureKind.TIMEOUT, true),
        Arguments.of(new AuthenticationException("who"), FailureKind.AUTHENTICATION, false),
        Arguments.of(new ModelNotFoundException("what"), FailureKind.MODEL_NOT_FOUND, false),
        Arguments.of(new InvalidRequestException("odd"), FailureKind.INVALID_REQUEST, false),
        Arguments.of(new ContentFilteredException("no"), FailureKind.CONTENT_FILTERED, false),
        Arguments.of(new UnresolvedModelServerException("x"), FailureKind.UNAVAILABLE, false),
        Arguments.of(new NonRetriableException("x"), FailureKind.UNAVAILABLE, false),
        Arguments.of(new HttpException(429, "slow"), FailureKind.RATE_LIMITED, true),
        Arguments.of(new HttpException(503, "busy"), FailureKind.OVERLOADED, true),
        Arguments.of(
            new InternalServerException(new HttpException(529, "busy")),
            FailureKind.OVERLOADED,
            true),
        Arguments.of(
            new RateLimitException(new HttpException(429, "insufficient_quota")),
            FailureKind.QUOTA_EXHAUSTED,
            false),
        Arguments.of(
            new InvalidRequestException(new HttpException(400, "Your credit balance is too low")),
            FailureKind.QUOTA_EXHAUSTED,
            false),
        Arguments.of(
            new InvalidRequestException(new HttpException(400, "context_length_exceeded")),
            FailureKind.CONTEXT_TOO_LONG,
            false),
        Arguments.of(
            new CompletionException(new RateLimitException("slow")),
            FailureKind.RATE_LIMITED,
            true),
        Arguments.of(
            new RuntimeException(new HttpTimeoutException("late")), FailureKind.TIMEOUT, true),
        Arguments.of(
            new UncheckedIOException(new ConnectException("refused")),
            FailureKind.UNAVAILABLE,
            true),
        Arguments.of(new IllegalStateException("bug"), FailureKind.UNAVAILABLE, false));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void classifiesWhatModelsThrow(Throwable thrown, FailureKind kind, boolean retryable) {
    ProviderException failure = provider(thrown);

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.retryable()).isEqualTo(retryable);
  }

  @Test
  void readsStatusCodeTypeAndMessageOutOfTheProvidersForm() {
    ProviderException failure =
        provider(
            new RateLimitException(
                new HttpException(
                    429,
                    "{\"error\":{\"message\":\"Too fast\",\"type\":\"requests\","
                        + "\"code\":\"rate_limit_exceeded\"}}")));

    assertThat(failure.providerStatus()).isEqualTo(429);
    assertThat(failure.providerMessage()).isEqualTo("Too fast");
    assertThat(failure.providerType()).isEqualTo("requests");
    assertThat(failure.providerCode()).isEqualTo("rate_limit_exceeded");
  }

  @Test
  void saysNothingOfWhatAnUnknownExceptionSays() {
    assertThat(provider(new IllegalStateException("a secret prompt")))
        .hasMessageContaining("java.lang.IllegalStateException")
        .hasMessageNotContaining("secret");
  }

  @Test
  void shortensALongMessage() {
    assertThat(provider(new InternalServerException("x".repeat(10_000))).getMessage())
        .hasSizeLessThan(600);
  }

  @Test
  void knowsThatAConnectionThatWasRefusedSentNothing() {
    assertThat(provider(new UncheckedIOException(new ConnectException("no"))).sent()).isFalse();
    assertThat(provider(new RateLimitException("slow")).sent()).isTrue();
  }

  @Test
  void anUnsupportedFeatureIsForAnotherTarget() {
    UnsupportedFeatureException thrown = new UnsupportedFeatureException("no topK");

    assertThat(ModelFailures.of(thrown))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageContaining("no topK")
        .hasSuppressedException(thrown);
  }

  @Test
  void keepsTheWaitThatAGatewayBelowWasAskedFor() {
    ProviderException below =
        ProviderException.builder(FailureKind.RATE_LIMITED, "Too fast")
            .status(429)
            .retryAfter(Duration.ofSeconds(7))
            .requestId("r-1")
            .build();
    LimitExceededException limit =
        new LimitExceededException("calls", "user", Duration.ofSeconds(3));

    ProviderException failure = provider(GatewayFailures.of(below));

    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(failure.providerMessage()).isEqualTo("Too fast");
    assertThat(failure.providerRequestId()).isEqualTo("r-1");
    assertThat(provider(GatewayFailures.of(limit)).retryAfter()).isEqualTo(Duration.ofSeconds(3));
    assertThat(provider(GatewayFailures.of(limit)).kind()).isEqualTo(FailureKind.RATE_LIMITED);
  }
}
