package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.error.ClientSaturatedException;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.error.GuardrailException;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.LimitExceededException;
import dev.gatewaysdk.error.ModelNotFoundException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's failures as LangChain4j's: retriable if asking again later may help, with the
 * gateway's own message and the gateway's own exception as the cause.
 */
final class GatewayFailures {
  private GatewayFailures() {}

  /** What is not the gateway's stays as it is. */
  static RuntimeException of(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    if (cause instanceof GatewayException e) {
      return of(e);
    }
    return cause instanceof RuntimeException e ? e : new NonRetriableException(cause);
  }

  private static RuntimeException of(GatewayException e) {
    String message = e.getMessage();
    if (e instanceof ProviderException provider) {
      return of(provider);
    }
    if (e instanceof LimitExceededException) {
      return new RateLimitException(message, e);
    }
    if (e instanceof GuardrailException) {
      return new ContentFilteredException(message, e);
    }
    if (e instanceof ModelNotFoundException) {
      return new dev.langchain4j.exception.ModelNotFoundException(message, e);
    }
    if (e instanceof UnsupportedRequestException) {
      UnsupportedFeatureException unsupported = new UnsupportedFeatureException(message);
      unsupported.initCause(e);
      return unsupported;
    }
    if (e instanceof InvalidRequestException) {
      return new dev.langchain4j.exception.InvalidRequestException(message, e);
    }
    return e instanceof ClientSaturatedException
        ? new InternalServerException(message, e)
        : new NonRetriableException(message, e);
  }

  private static RuntimeException of(ProviderException e) {
    String message = e.getMessage();
    return switch (e.kind()) {
      case RATE_LIMITED -> new RateLimitException(message, e);
      case TIMEOUT -> new TimeoutException(message, e);
      case OVERLOADED, UNAVAILABLE, MALFORMED_REPLY ->
          e.retryable()
              ? new InternalServerException(message, e)
              : new NonRetriableException(message, e);
      case QUOTA_EXHAUSTED -> new NonRetriableException(message, e);
      case AUTHENTICATION -> new AuthenticationException(message, e);
      case MODEL_NOT_FOUND -> new dev.langchain4j.exception.ModelNotFoundException(message, e);
      case CONTENT_FILTERED -> new ContentFilteredException(message, e);
      case CONTEXT_TOO_LONG, INVALID_REQUEST ->
          new dev.langchain4j.exception.InvalidRequestException(message, e);
    };
  }
}
