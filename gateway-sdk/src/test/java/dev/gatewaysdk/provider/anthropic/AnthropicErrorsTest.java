package dev.gatewaysdk.provider.anthropic;

import static dev.gatewaysdk.error.FailureKind.AUTHENTICATION;
import static dev.gatewaysdk.error.FailureKind.CONTENT_FILTERED;
import static dev.gatewaysdk.error.FailureKind.CONTEXT_TOO_LONG;
import static dev.gatewaysdk.error.FailureKind.INVALID_REQUEST;
import static dev.gatewaysdk.error.FailureKind.MODEL_NOT_FOUND;
import static dev.gatewaysdk.error.FailureKind.OVERLOADED;
import static dev.gatewaysdk.error.FailureKind.QUOTA_EXHAUSTED;
import static dev.gatewaysdk.error.FailureKind.RATE_LIMITED;
import static dev.gatewaysdk.error.FailureKind.TIMEOUT;
import static dev.gatewaysdk.error.FailureKind.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.ErrorReply;
import dev.gatewaysdk.provider.http.ReplyHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages are those of real answers, as recorded or as quoted in public reports. */
class AnthropicErrorsTest {
  private static ProviderException error(int status, String body) {
    return AnthropicErrors.of(reply(status, body, null, null)).build();
  }

  private static ErrorReply reply(
      int status, String body, @Nullable Duration retryAfter, @Nullable String requestId) {
    return new ErrorReply(status, ReplyHeaders.of(Map.of()), body, retryAfter, requestId);
  }

  private static String body(String type, String message) {
    Map<String, String> error = Map.of("type", type, "message", message);
    return RawJson.of(Map.of("type", "error", "error", error)).text();
  }

  static Stream<Arguments> answers() {
    String invalid = "invalid_request_error";
    return Stream.of(
        arguments(401, "authentication_error", "invalid x-api-key", AUTHENTICATION),
        arguments(403, "permission_error", "Your API key does not have permission", AUTHENTICATION),
        arguments(402, "billing_error", "Check your payment details", QUOTA_EXHAUSTED),
        arguments(
            400,
            invalid,
            "Your credit balance is too low to access the Anthropic API. Please go to Plans &"
                + " Billing to upgrade or purchase credits.",
            QUOTA_EXHAUSTED),
        arguments(
            400,
            invalid,
            "You have reached your specified API usage limits. You will regain access on"
                + " 2026-12-01 at 00:00 UTC.",
            QUOTA_EXHAUSTED),
        arguments(400, invalid, "This organization has been disabled.", AUTHENTICATION),
        arguments(404, "not_found_error", "model: claude-does-not-exist", MODEL_NOT_FOUND),
        arguments(404, "not_found_error", "container: container_1 not found", INVALID_REQUEST),
        arguments(
            429,
            "rate_limit_error",
            "This request would exceed your account's rate limit. Please try again later.",
            RATE_LIMITED),
        arguments(529, "overloaded_error", "Overloaded", OVERLOADED),
        arguments(500, "overloaded_error", "Overloaded", OVERLOADED),
        arguments(500, "api_error", "Internal server error", UNAVAILABLE),
        arguments(409, "conflict_error", "Conflict", UNAVAILABLE),
        arguments(504, "timeout_error", "The request timed out", TIMEOUT),
        arguments(413, "request_too_large", "Request exceeds the maximum size", CONTEXT_TOO_LONG),
        arguments(
            400, invalid, "prompt is too long: 3333404 tokens > 200000 maximum", CONTEXT_TOO_LONG),
        arguments(
            400,
            invalid,
            "input length and `max_tokens` exceed context limit: 178959 + 64000 > 200000, decrease"
                + " input length or `max_tokens` and try again",
            CONTEXT_TOO_LONG),
        arguments(400, invalid, "Output blocked by content filtering policy", CONTENT_FILTERED),
        arguments(
            400, invalid, "messages.0: Input does not match the expected shape.", INVALID_REQUEST),
        // A message may quote the request: a number in it is no status, a word no type.
        arguments(400, invalid, "tools.0.name: '429 rate_limit_error overloaded'", INVALID_REQUEST),
        arguments(429, "rate_limit_error", "prompt is too long for your tier", RATE_LIMITED),
        // Types that are yet to come.
        arguments(400, "brand_new_error", "no", INVALID_REQUEST),
        arguments(422, "brand_new_error", "no", INVALID_REQUEST),
        arguments(401, "brand_new_error", "no", AUTHENTICATION),
        arguments(404, "brand_new_error", "model: x", MODEL_NOT_FOUND),
        arguments(408, "brand_new_error", "no", TIMEOUT),
        arguments(413, "brand_new_error", "no", CONTEXT_TOO_LONG),
        arguments(429, "brand_new_error", "no", RATE_LIMITED),
        arguments(502, "brand_new_error", "no", UNAVAILABLE),
        arguments(503, "brand_new_error", "no", OVERLOADED),
        arguments(529, "brand_new_error", "no", OVERLOADED));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void readsTheKindFromTypeAndMessageBeforeTheStatus(
      int status, String type, String message, FailureKind kind) {
    ProviderException e = error(status, body(type, message));

    assertThat(e.kind()).isEqualTo(kind);
    assertThat(e.providerStatus()).isEqualTo(status);
    assertThat(e.providerType()).isEqualTo(type);
    assertThat(e.providerMessage()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "502|<html><body>Bad Gateway</body></html>|UNAVAILABLE",
        "529||OVERLOADED",
        "500|\"broken\"|UNAVAILABLE",
        "503|[{\"error\": 1}]|OVERLOADED",
        "400|{\"detail\": \"no\"}|INVALID_REQUEST",
        "401|{\"type\": \"error\", \"error\": {\"type\": \"auth|AUTHENTICATION",
        "429|{\"error\": \"slow down\"}|RATE_LIMITED",
        "500|{\"error\": null}|UNAVAILABLE",
        "500|{\"error\": {\"type\": 7, \"message\": [1]}}|UNAVAILABLE"
      })
  void goesByTheStatusIfTheBodySaysNothing(int status, String body, FailureKind kind) {
    assertThat(error(status, body == null ? "" : body).kind()).isEqualTo(kind);
  }

  @Test
  void takesABareStringForTheMessage() {
    assertThat(error(429, "{\"error\": \"slow down\"}").providerMessage()).isEqualTo("slow down");
  }

  @Test
  void keepsHowLongToWait() {
    ErrorReply reply =
        reply(429, body("rate_limit_error", "Slow"), Duration.ofSeconds(7), "req_header");

    assertThat(AnthropicErrors.of(reply).build().retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void takesTheRequestIdFromTheHeaderOrElseFromTheBody() {
    String body =
        "{\"request_id\":\"req_body\",\"error\":{\"type\":\"api_error\",\"message\":\"x\"}}";

    assertThat(AnthropicErrors.of(reply(500, body, null, "req_header")).build().providerRequestId())
        .isEqualTo("req_header");
    assertThat(error(500, body).providerRequestId()).isEqualTo("req_body");
    assertThat(error(500, body("api_error", "x")).providerRequestId()).isNull();
  }

  @Test
  void anUnknownErrorInsideAnAnswerIsTheProvidersFault() {
    assertThat(
            AnthropicErrors.inAnswer(new AnthropicErrors.Body("brand_new_error", "x", null))
                .build()
                .kind())
        .isEqualTo(UNAVAILABLE);
  }
}
