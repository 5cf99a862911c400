package dev.gatewaysdk.examples.openaiclients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.ErrorObject;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenAI's exceptions, by the rows of the surface's table of errors. */
@ExtendWith(Surface.Extension.class)
class ErrorsTest {
  /** What the providers ask for after too many calls. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(50);

  private final Surface surface;
  private final OpenAIClient client;

  ErrorsTest(Surface surface) {
    this.surface = surface;
    this.client = Clients.of(surface);
  }

  private static <E extends OpenAIServiceException> E failure(
      Class<E> type, OpenAIClient client, ChatCompletionCreateParams.Builder params) {
    E failure =
        catchThrowableOfType(type, () -> client.chat().completions().create(params.build()));
    assertThat(failure).isNotNull();
    JsonValue body = failure.body();
    ErrorObject error = body.convert(ErrorObject.class);
    assertThat(error).as("has OpenAI's shape: %s", body).isNotNull();
    error.validate();
    assertThat(error.message()).isNotBlank();
    assertThat(failure.type()).isPresent();
    assertThat(failure.code()).isPresent();
    assertThat(failure.headers().values("x-request-id")).hasSize(1);
    return failure;
  }

  private <E extends OpenAIServiceException> E failure(
      Class<E> type, Behind behind, String prompt) {
    return failure(type, client, Clients.ask(behind, prompt));
  }

  @Test
  void refusesARequestThatMakesNoSense() {
    BadRequestException e =
        failure(
            BadRequestException.class,
            client,
            Clients.ask(Behind.OPENAI, "hello there")
                .putAdditionalBodyProperty("temperature", JsonValue.from("warm")));

    assertThat(e.code()).contains("invalid_request");
    assertThat(e.type()).contains("invalid_request_error");
    assertThat(e.param()).contains("temperature");
  }

  @ParameterizedTest
  @EnumSource
  void passesOnThatTheProviderRefusedTheRequest(Behind behind) {
    BadRequestException e = failure(BadRequestException.class, behind, "fail 400");

    assertThat(e.code()).contains("invalid_request");
    assertThat(e.getMessage()).contains("as the prompt wished");
  }

  @Test
  void refusesWhatTheProviderCannotDoWhereTheEndpointIsStrict() {
    BadRequestException e =
        failure(BadRequestException.class, client, Clients.ask("strict", "hello twice").n(2));

    assertThat(e.code()).contains("invalid_request");
    assertThat(e.param()).contains("n");
  }

  @Test
  void refusesAKeyThatIsNotKnown() {
    UnauthorizedException e =
        failure(
            UnauthorizedException.class,
            Clients.of(surface, "sk-nobody"),
            Clients.ask(Behind.OPENAI, "hello there"));

    assertThat(e.code()).contains("invalid_api_key");
    assertThat(e.getMessage()).doesNotContain("sk-nobody");
  }

  @Test
  void saysThatAModelIsNotThere() {
    NotFoundException e =
        failure(NotFoundException.class, client, Clients.ask("no-such-model", "hello there"));

    assertThat(e.code()).contains("model_not_found");
    assertThat(e.type()).contains("invalid_request_error");
  }

  @ParameterizedTest
  @EnumSource
  void saysThatTheProviderDoesNotHaveTheModel(Behind behind) {
    assertThat(failure(NotFoundException.class, behind, "fail 404").code())
        .contains("model_not_found");
  }

  @ParameterizedTest
  @EnumSource
  void passesOnThatTheProviderLimitsItsCalls(Behind behind) {
    RateLimitException e = failure(RateLimitException.class, behind, "fail 429");

    assertThat(e.code()).contains("upstream_rate_limited");
    assertThat(e.headers().values("Retry-After")).containsExactly("1");
  }

  @Test
  void limitsCallsItself() {
    OpenAIClient bob = Clients.of(surface, Surface.BOB);
    bob.chat().completions().create(Clients.ask("rationed", "hello there").build());

    RateLimitException e =
        failure(RateLimitException.class, bob, Clients.ask("rationed", "hello again"));

    assertThat(e.code()).contains("rate_limit_exceeded");
    assertThat(e.headers().values("Retry-After"))
        .singleElement()
        .satisfies(seconds -> assertThat(Integer.parseInt(seconds)).isBetween(50, 60));
  }

  @Test
  void hidesThatTheProviderRefusedItsOwnKey() {
    InternalServerException e =
        failure(InternalServerException.class, client, Clients.ask("revoked", "hello there"));

    assertThat(e.statusCode()).isEqualTo(502);
    assertThat(e.code()).contains("upstream_authentication");
  }

  @ParameterizedTest
  @EnumSource
  void passesOnThatTheProviderIsBusy(Behind behind) {
    InternalServerException e = failure(InternalServerException.class, behind, "fail 529");

    assertThat(e.statusCode()).isEqualTo(503);
    assertThat(e.code()).contains("overloaded");
  }

  @ParameterizedTest
  @EnumSource
  void passesOnThatTheProviderFailed(Behind behind) {
    InternalServerException e = failure(InternalServerException.class, behind, "fail 500");

    assertThat(e.statusCode()).isIn(502, 503);
  }

  @ParameterizedTest
  @EnumSource
  void failsAStreamBeforeItBeginsLikeAnyCall(Behind behind) {
    RateLimitException e =
        catchThrowableOfType(
            RateLimitException.class,
            () ->
                client
                    .chat()
                    .completions()
                    .createStreaming(Clients.ask(behind, "fail 429").build()));

    assertThat(e.code()).contains("upstream_rate_limited");
  }

  @Test
  void failsAsynchronously() {
    CompletionException e =
        catchThrowableOfType(
            CompletionException.class,
            () ->
                client
                    .async()
                    .chat()
                    .completions()
                    .create(Clients.ask("no-such-model", "hello there").build())
                    .join());

    assertThat(e).hasCauseInstanceOf(NotFoundException.class);
  }

  @ParameterizedTest
  @EnumSource
  void isTriedAgainAfterAsLongAsTheProviderSays(Behind behind) {
    List<Duration> waits = Clients.waits();
    OpenAIClient ann = Clients.retrying(surface, Surface.ANN, waits);

    failure(RateLimitException.class, ann, Clients.ask(behind, "fail 429"));

    assertThat(waits)
        .as("less than the 375 ms that the client waits by itself at least")
        .hasSize(2)
        .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofNanos(1), LONGEST_WAIT));
  }

  @ParameterizedTest
  @EnumSource
  void isTriedAgainWhenTheProviderIsBusy(Behind behind) {
    List<Duration> waits = Clients.waits();
    OpenAIClient ann = Clients.retrying(surface, Surface.ANN, waits);

    failure(InternalServerException.class, ann, Clients.ask(behind, "fail 529"));

    assertThat(waits).hasSize(2);
  }

  @Test
  void isNotTriedAgainAfterARequestThatMakesNoSense() {
    List<Duration> waits = Clients.waits();

    failure(
        BadRequestException.class,
        Clients.retrying(surface, Surface.ANN, waits),
        Clients.ask(Behind.OPENAI, "hello there")
            .putAllAdditionalBodyProperties(Map.of("n", JsonValue.from(0))));

    assertThat(waits).isEmpty();
  }
}
