package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came instead of an answer.
 *
 * @param status 400 or above
 * @param body as it came, at most 64 KiB of it; empty if none did
 * @param retryAfter how long the headers ask to wait; null if they do not say
 * @param requestId the provider's id of the request; null if it gave none
 */
public record ErrorReply(
    int status,
    ReplyHeaders headers,
    String body,
    @Nullable Duration retryAfter,
    @Nullable String requestId) {

  /** An exception of that kind, with all that is known but the body. */
  public ProviderException.Builder failure(FailureKind kind, String message) {
    return ProviderException.builder(kind, message)
        .status(status)
        .retryAfter(retryAfter)
        .requestId(requestId);
  }

  /** An exception for a body that is not in the provider's own form: a proxy's page, or nothing. */
  public ProviderException.Builder unreadable() {
    String message =
        body.isBlank() ? "no error body" : "not the provider's error form: " + Excerpt.of(body);
    return failure(kindOf(status), message);
  }

  /** What a status says if nothing else does. */
  public static FailureKind kindOf(int status) {
    return switch (status) {
      case 401, 403 -> FailureKind.AUTHENTICATION;
      case 402 -> FailureKind.QUOTA_EXHAUSTED;
      case 404 -> FailureKind.MODEL_NOT_FOUND;
      case 408, 504, 524 -> FailureKind.TIMEOUT;
      case 429 -> FailureKind.RATE_LIMITED;
      case 503, 529 -> FailureKind.OVERLOADED;
      case 409 -> FailureKind.UNAVAILABLE; // A lock that somebody else holds, for now.
      default -> status >= 500 ? FailureKind.UNAVAILABLE : FailureKind.INVALID_REQUEST;
    };
  }

  /** Its status only. */
  @Override
  public String toString() {
    return "ErrorReply(" + status + ")";
  }
}
