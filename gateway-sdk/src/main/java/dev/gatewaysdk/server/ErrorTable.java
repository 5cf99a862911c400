package dev.gatewaysdk.server;

import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.ClientClosedException;
import dev.gatewaysdk.error.ClientSaturatedException;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.LimitExceededException;
import dev.gatewaysdk.error.ProviderException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which failure is which HTTP answer: the one table of that. */
final class ErrorTable {
  private static final Duration SOON = Duration.ofSeconds(1);

  private ErrorTable() {}

  /** The answer to a call that failed so. */
  static HttpError of(GatewayException e) {
    if (e instanceof ProviderException provider) {
      return of(provider);
    }
    if (e instanceof LimitExceededException limit) {
      return own(limit, null, limit.retryAfter());
    }
    if (e instanceof InvalidRequestException invalid) {
      return own(invalid, invalid.parameter(), null);
    }
    if (e instanceof ConfigException) {
      // Its message is for who runs the gateway, who finds it in the log.
      return HttpError.of(500, "internal_error", misconfigured(), null);
    }
    if (e instanceof CallCancelledException) {
      // Whoever hung up hears nothing; whoever does hear it was cut off by the end of the drain.
      String message = "the call was cancelled: this gateway is shutting down";
      return HttpError.of(503, "cancelled", message, null);
    }
    if (e instanceof ClientSaturatedException || e instanceof ClientClosedException) {
      return own(e, null, SOON);
    }
    return own(e, null, null);
  }

  /** What nobody foresaw. */
  static HttpError unexpected() {
    String message = "the gateway failed; its log has the reason, by this answer's x-request-id";
    return HttpError.of(500, "internal_error", message, null);
  }

  private static HttpError of(ProviderException e) {
    int status = e.statusCode();
    String code = e.code();
    return new HttpError(
        status,
        HttpError.type(status, code),
        code,
        message(e),
        e.kind() == FailureKind.INVALID_REQUEST ? e.parameter() : null,
        wait(e),
        e.target());
  }

  private static @Nullable Duration wait(ProviderException e) {
    if (e.kind() == FailureKind.RATE_LIMITED && e.retryAfter() == null) {
      return SOON; // Clients that read no body tell a limit by this header.
    }
    return e.kind().retryable() ? e.retryAfter() : null;
  }

  /** Providers quote the key that they refuse. */
  private static String message(ProviderException e) {
    if (e.kind() != FailureKind.AUTHENTICATION) {
      return e.getMessage();
    }
    String target = e.target() == null ? "" : e.target() + ": ";
    return target + "the provider refused the gateway's own credentials, or their rights";
  }

  private static HttpError own(
      GatewayException e, @Nullable String param, @Nullable Duration retryAfter) {
    int status = e.statusCode();
    String code = e.code();
    return new HttpError(
        status, HttpError.type(status, code), code, e.getMessage(), param, retryAfter, null);
  }

  private static String misconfigured() {
    return "the gateway is not set up for this call; its log says more, by this answer's"
        + " x-request-id";
  }
}
