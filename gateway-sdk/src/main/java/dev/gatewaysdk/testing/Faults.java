package dev.gatewaysdk.testing;

import static dev.gatewaysdk.error.FailureKind.AUTHENTICATION;
import static dev.gatewaysdk.error.FailureKind.CONTENT_FILTERED;
import static dev.gatewaysdk.error.FailureKind.CONTEXT_TOO_LONG;
import static dev.gatewaysdk.error.FailureKind.INVALID_REQUEST;
import static dev.gatewaysdk.error.FailureKind.MALFORMED_REPLY;
import static dev.gatewaysdk.error.FailureKind.MODEL_NOT_FOUND;
import static dev.gatewaysdk.error.FailureKind.OVERLOADED;
import static dev.gatewaysdk.error.FailureKind.QUOTA_EXHAUSTED;
import static dev.gatewaysdk.error.FailureKind.RATE_LIMITED;
import static dev.gatewaysdk.error.FailureKind.TIMEOUT;
import static dev.gatewaysdk.error.FailureKind.UNAVAILABLE;

import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Failures as the adapters of real providers classify and word them. */
final class Faults {
  private Faults() {}

  static ProviderException of(FailureKind kind) {
    return switch (kind) {
      case RATE_LIMITED -> rateLimited(null);
      case OVERLOADED -> overloaded();
      case UNAVAILABLE -> unavailable();
      case TIMEOUT -> timeout();
      case MALFORMED_REPLY -> malformedReply();
      case QUOTA_EXHAUSTED -> quotaExhausted();
      case AUTHENTICATION -> authenticationFailed();
      case MODEL_NOT_FOUND -> modelNotFound();
      case CONTEXT_TOO_LONG -> contextTooLong();
      case CONTENT_FILTERED -> contentFiltered();
      case INVALID_REQUEST -> invalidRequest("the request is not valid");
    };
  }

  static ProviderException rateLimited(@Nullable Duration retryAfter) {
    return refused(RATE_LIMITED, 429, "rate_limit_exceeded", "too many requests")
        .retryAfter(retryAfter)
        .build();
  }

  static ProviderException overloaded() {
    return refused(OVERLOADED, 529, "overloaded", "the provider is overloaded").build();
  }

  static ProviderException unavailable() {
    return ProviderException.builder(UNAVAILABLE, "cannot connect: connection refused")
        .notSent()
        .build();
  }

  static ProviderException connectionBroken() {
    return ProviderException.builder(
            UNAVAILABLE, "the connection broke while reading the answer: connection reset")
        .status(200)
        .build();
  }

  static ProviderException authenticationFailed() {
    return refused(AUTHENTICATION, 401, "invalid_api_key", "the key is not valid").build();
  }

  static ProviderException quotaExhausted() {
    return refused(QUOTA_EXHAUSTED, 429, "insufficient_quota", "the quota is used up").build();
  }

  static ProviderException modelNotFound() {
    return refused(MODEL_NOT_FOUND, 404, "model_not_found", "there is no such model").build();
  }

  static ProviderException contextTooLong() {
    return refused(
            CONTEXT_TOO_LONG,
            400,
            "context_length_exceeded",
            "the prompt is longer than the model's context window")
        .build();
  }

  static ProviderException contentFiltered() {
    return refused(CONTENT_FILTERED, 400, "content_filter", "the content filter said no").build();
  }

  static ProviderException invalidRequest(String message) {
    return refused(INVALID_REQUEST, 400, "invalid_request", message).build();
  }

  static ProviderException malformedReply() {
    return ProviderException.builder(MALFORMED_REPLY, "the reply is not JSON").status(200).build();
  }

  static ProviderException timeout() {
    return ProviderException.builder(TIMEOUT, "the provider did not answer in time").build();
  }

  static ProviderException timedOut(String key, Duration limit) {
    return ProviderException.builder(
            TIMEOUT, "the " + key + " time-out of " + limit.toMillis() + " ms ran out")
        .build();
  }

  static ProviderException cut() {
    return ProviderException.builder(
            MALFORMED_REPLY,
            "the stream ended without its terminal event, so the answer is not complete")
        .status(200)
        .build();
  }

  /** The failure with the provider's id of the request, if the provider got to see it. */
  static ProviderException ofRequest(ProviderException failure, String id) {
    return failure.providerStatus() == 0 || failure.providerRequestId() != null
        ? failure
        : failure.toBuilder().requestId(id).build();
  }

  private static ProviderException.Builder refused(
      FailureKind kind, int status, String code, String message) {
    return ProviderException.builder(kind, message).status(status).code(code);
  }
}
