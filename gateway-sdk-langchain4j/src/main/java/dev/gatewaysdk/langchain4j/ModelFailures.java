package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.error.LimitExceededException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.ErrorReply;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a LangChain4j model throws as the gateway's exceptions, classified for retry and fallback.
 *
 * <p>LangChain4j's exceptions carry no headers: how long to wait is known only where the model is
 * one of a gateway itself.
 */
final class ModelFailures {
  private static final int LONGEST = 500;
  private static final int DEPTH = 16;

  private static final List<String> QUOTA =
      List.of("insufficient_quota", "credit balance is too low", "exceeded your current quota");
  private static final List<String> TOO_LONG =
      List.of(
          "context_length_exceeded",
          "maximum context length",
          "prompt is too long",
          "input is too long");

  private ModelFailures() {}

  /** The gateway's exception, with the model's as its cause. */
  static GatewayException of(Throwable thrown) {
    GatewayException known = find(thrown, GatewayException.class);
    if (known != null) {
      return ofGateway(known, thrown);
    }
    UnsupportedFeatureException unsupported = find(thrown, UnsupportedFeatureException.class);
    if (unsupported != null) {
      GatewayException refusal =
          new UnsupportedRequestException(
              null, "the LangChain4j model cannot do it: " + said(unsupported));
      refusal.addSuppressed(thrown); // It has no room for a cause.
      return refusal;
    }
    HttpException http = find(thrown, HttpException.class);
    LangChain4jException error = find(thrown, LangChain4jException.class);
    String body = error == null ? "" : said(http == null ? error : http);
    FailureKind kind = kind(thrown, http, body.toLowerCase(Locale.ROOT));
    ProviderException.Builder failure =
        error == null
            ? ProviderException.builder(kind, "the model threw " + thrown.getClass().getName())
            : reported(kind, body);
    if (http != null) {
      failure.status(http.statusCode());
    }
    if (find(thrown, ConnectException.class) != null || unresolved(thrown)) {
      failure.notSent();
    }
    if (kind == FailureKind.UNAVAILABLE && !mayPass(thrown, http)) {
      failure.permanent();
    }
    return failure.cause(thrown).build();
  }

  /** A gateway under this one: its own classification holds, and its wait. */
  private static GatewayException ofGateway(GatewayException known, Throwable thrown) {
    if (known instanceof ProviderException provider) {
      return ProviderException.builder(provider.kind(), provider.providerMessage())
          .status(provider.providerStatus())
          .code(provider.providerCode())
          .type(provider.providerType())
          .retryAfter(provider.retryAfter())
          .requestId(provider.providerRequestId())
          .cause(thrown)
          .build();
    }
    if (known instanceof LimitExceededException limit) {
      return ProviderException.builder(FailureKind.RATE_LIMITED, limit.getMessage())
          .retryAfter(limit.retryAfter())
          .notSent()
          .cause(thrown)
          .build();
    }
    if (known instanceof CallCancelledException
        || known instanceof dev.gatewaysdk.error.InvalidRequestException) {
      return known;
    }
    FailureKind kind =
        known.statusCode() == 404
            ? FailureKind.MODEL_NOT_FOUND
            : known.statusCode() < 500 ? FailureKind.INVALID_REQUEST : FailureKind.UNAVAILABLE;
    return ProviderException.builder(kind, known.getMessage()).cause(thrown).build();
  }

  private static FailureKind kind(Throwable thrown, @Nullable HttpException http, String words) {
    if (QUOTA.stream().anyMatch(words::contains)) {
      return FailureKind.QUOTA_EXHAUSTED;
    }
    if (find(thrown, ContentFilteredException.class) != null) {
      return FailureKind.CONTENT_FILTERED;
    }
    if (TOO_LONG.stream().anyMatch(words::contains)) {
      return FailureKind.CONTEXT_TOO_LONG;
    }
    if (http != null) {
      return ErrorReply.kindOf(http.statusCode());
    }
    if (find(thrown, RateLimitException.class) != null) {
      return FailureKind.RATE_LIMITED;
    }
    if (find(thrown, AuthenticationException.class) != null) {
      return FailureKind.AUTHENTICATION;
    }
    if (find(thrown, ModelNotFoundException.class) != null) {
      return FailureKind.MODEL_NOT_FOUND;
    }
    if (find(thrown, InvalidRequestException.class) != null) {
      return FailureKind.INVALID_REQUEST;
    }
    return timedOut(thrown) ? FailureKind.TIMEOUT : FailureKind.UNAVAILABLE;
  }

  private static boolean timedOut(Throwable thrown) {
    return find(thrown, TimeoutException.class) != null
        || find(thrown, java.util.concurrent.TimeoutException.class) != null
        || find(thrown, HttpTimeoutException.class) != null
        || find(thrown, SocketTimeoutException.class) != null;
  }

  private static boolean unresolved(Throwable thrown) {
    return find(thrown, UnresolvedModelServerException.class) != null
        || find(thrown, UnknownHostException.class) != null;
  }

  /** Whether another try may end better; what is not known here is more likely a mistake. */
  private static boolean mayPass(Throwable thrown, @Nullable HttpException http) {
    return http != null
        || find(thrown, RetriableException.class) != null
        || find(thrown, InternalServerException.class) != null
        || find(thrown, IOException.class) != null;
  }

  /** The provider's words, out of its form of errors where that is JSON. */
  private static ProviderException.Builder reported(FailureKind kind, String body) {
    if (body.startsWith("{")) {
      try {
        Map<String, @Nullable Object> json = RawJson.parse(body).toMap();
        Map<?, ?> error = json.get("error") instanceof Map<?, ?> inner ? inner : json;
        if (error.get("message") instanceof String message) {
          return ProviderException.builder(kind, shortened(message))
              .code(error.get("code") instanceof String code ? code : null)
              .type(error.get("type") instanceof String type ? type : null);
        }
      } catch (IllegalArgumentException | IllegalStateException e) {
        // Some other form, or cut off: taken as it is.
      }
    }
    return ProviderException.builder(kind, shortened(body));
  }

  private static String said(Throwable error) {
    String message = error.getMessage();
    return message == null ? error.getClass().getSimpleName() : message;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
    Throwable at = thrown;
    for (int i = 0; at != null && i < DEPTH; i++) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
      at = at.getCause();
    }
    return null;
  }
}
