package dev.gatewaysdk.provider.geminiwire;

import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.http.ErrorReply;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Classifies what Google answers instead of an answer.
 *
 * <p>By the reason in its details, then the status word, then whole phrases at the beginning of the
 * message, then the HTTP status: a wrong key is a 400 of {@code INVALID_ARGUMENT}, and a quota of
 * the day shares {@code RESOURCE_EXHAUSTED} and its message with a rate of the minute. Source:
 * Google's pages on errors and on ErrorInfo, and the texts of real ones.
 */
final class GeminiErrors {
  private static final int OK = 200;

  private static final Set<String> NO_ACCESS =
      Set.of(
          "API_KEY_INVALID",
          "API_KEY_EXPIRED",
          "API_KEY_SERVICE_BLOCKED",
          "API_KEY_HTTP_REFERRER_BLOCKED",
          "API_KEY_IP_ADDRESS_BLOCKED",
          "API_KEY_ANDROID_APP_BLOCKED",
          "API_KEY_IOS_APP_BLOCKED",
          "ACCESS_TOKEN_EXPIRED",
          "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
          "ACCESS_TOKEN_TYPE_UNSUPPORTED",
          "CREDENTIALS_MISSING",
          "ACCOUNT_STATE_INVALID",
          "CONSUMER_INVALID",
          "CONSUMER_SUSPENDED",
          "RESOURCE_PROJECT_INVALID",
          "SERVICE_DISABLED",
          "IAM_PERMISSION_DENIED");

  private static final List<String> TOO_LONG =
      List.of(
          "exceeds the maximum number of tokens",
          "input token count",
          "input context is too long",
          "context length");
  private static final List<String> NO_KEY = List.of("api key not valid", "api key expired");

  /** Of Imagen, which refuses prompts as wrong. */
  private static final List<String> FILTERED =
      List.of(
          "prompt could not be submitted",
          "response is blocked, as it may violate",
          "responsible ai practices",
          "all images were filtered out");

  private static final String NOT_HERE = "location is not supported";
  private static final String BILLING = "billing";
  private static final String CREDITS = "credits are depleted";
  private static final String NONE_ALLOWED = "limit: 0";

  /** What Google says comes first; anything after that may be the user's own words. */
  private static final int PHRASES_WITHIN = 600;

  private GeminiErrors() {}

  /** An answer with an error status. */
  static ProviderException.Builder of(ErrorReply reply) {
    GeminiError error = GeminiError.parse(reply.body());
    if (error == null) {
      return reply.unreadable();
    }
    ProviderException.Builder failure =
        reply
            .failure(kind(reply.status(), error), error.text())
            .type(error.status())
            .code(error.code());
    return reply.retryAfter() == null ? failure.retryAfter(error.retryAfter()) : failure;
  }

  /** An error where an answer should be: status 200, in the midst of a stream or instead of it. */
  static ProviderException.Builder inAnswer(GeminiError error) {
    return ProviderException.builder(kind(OK, error), error.text())
        .status(OK)
        .type(error.status())
        .code(error.code())
        .retryAfter(error.retryAfter());
  }

  private static FailureKind kind(int httpStatus, GeminiError error) {
    String reason = error.reason() == null ? "" : error.reason();
    if (NO_ACCESS.contains(reason)) {
      return FailureKind.AUTHENTICATION;
    }
    if (reason.equals("BILLING_DISABLED")) {
      return FailureKind.QUOTA_EXHAUSTED;
    }
    String text = error.text();
    String start =
        text.substring(0, Math.min(text.length(), PHRASES_WITHIN)).toLowerCase(Locale.ROOT);
    return switch (error.status() == null ? "" : error.status()) {
      case "INVALID_ARGUMENT" -> invalid(start);
      case "FAILED_PRECONDITION" -> precondition(start);
      case "UNAUTHENTICATED" -> FailureKind.AUTHENTICATION;
      case "PERMISSION_DENIED" -> denied(start);
      case "NOT_FOUND" -> notFound(start);
      case "RESOURCE_EXHAUSTED" -> exhausted(error, start);
      case "UNAVAILABLE" -> FailureKind.OVERLOADED;
      case "DEADLINE_EXCEEDED" -> FailureKind.TIMEOUT;
      case "INTERNAL", "UNKNOWN", "ABORTED", "CANCELLED", "DATA_LOSS" -> FailureKind.UNAVAILABLE;
      case "OUT_OF_RANGE", "UNIMPLEMENTED", "ALREADY_EXISTS" -> FailureKind.INVALID_REQUEST;
      default -> byStatus(httpStatus == OK ? error.number() : httpStatus, error, start);
    };
  }

  private static FailureKind invalid(String message) {
    if (NO_KEY.stream().anyMatch(message::contains)) {
      return FailureKind.AUTHENTICATION;
    }
    if (FILTERED.stream().anyMatch(message::contains)) {
      return FailureKind.CONTENT_FILTERED;
    }
    return TOO_LONG.stream().anyMatch(message::contains)
        ? FailureKind.CONTEXT_TOO_LONG
        : FailureKind.INVALID_REQUEST;
  }

  private static FailureKind precondition(String message) {
    if (message.contains(NOT_HERE)) {
      return FailureKind.AUTHENTICATION;
    }
    return message.contains(BILLING) ? FailureKind.QUOTA_EXHAUSTED : FailureKind.INVALID_REQUEST;
  }

  /** Files and cached contents of nobody, or of another project, are denied, too. */
  private static FailureKind denied(String message) {
    return message.contains("access the file ") || message.contains("cachedcontent")
        ? FailureKind.INVALID_REQUEST
        : FailureKind.AUTHENTICATION;
  }

  /** Files and cached contents can be missing, too; that is no fault of the target. */
  private static FailureKind notFound(String message) {
    return message.contains("model") || message.contains("endpoint")
        ? FailureKind.MODEL_NOT_FOUND
        : FailureKind.INVALID_REQUEST;
  }

  /** A minute's rate passes; a day's quota, and one of nothing, do not. */
  private static FailureKind exhausted(GeminiError error, String message) {
    boolean forLong =
        error.quotaIds().stream().anyMatch(id -> id.contains("PerDay"))
            || message.contains(NONE_ALLOWED)
            || message.contains(CREDITS);
    return forLong ? FailureKind.QUOTA_EXHAUSTED : FailureKind.RATE_LIMITED;
  }

  private static FailureKind byStatus(int status, GeminiError error, String message) {
    return switch (status) {
      case 400 -> invalid(message);
      case 404 -> notFound(message);
      case 429 -> exhausted(error, message);
      case 499 -> FailureKind.UNAVAILABLE;
      default -> status < 400 ? FailureKind.UNAVAILABLE : ErrorReply.kindOf(status);
    };
  }
}
