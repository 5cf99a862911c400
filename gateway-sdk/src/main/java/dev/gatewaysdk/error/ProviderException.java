package dev.gatewaysdk.error;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider failed, or could not be reached, after every try that the endpoint allows.
 *
 * <p>The last failure is this exception; {@link #earlier()} has the ones before it, of this and of
 * other targets.
 */
public sealed class ProviderException extends GatewayException permits StreamTruncatedException {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final int providerStatus;
  private final String detail;
  private final @Nullable String providerCode;
  private final @Nullable String providerType;
  private final @Nullable String parameter;
  private final @Nullable Duration retryAfter;
  private final @Nullable String providerRequestId;
  private final @Nullable String target;
  private final List<ProviderException> earlier;
  private final boolean sent;
  private final boolean permanent;

  /**
   * @param kind what retry and fallback go by
   * @param providerStatus the provider's HTTP status; 0 if there was none
   * @param message the provider's message, or what happened on the way; without secrets
   * @param retryAfter how long the provider asked to wait; null if it did not say
   */
  public ProviderException(
      FailureKind kind, int providerStatus, String message, @Nullable Duration retryAfter) {
    this(new Builder(kind, message).status(providerStatus).retryAfter(retryAfter));
  }

  ProviderException(Builder builder) {
    super(builder.text(), builder.cause, true);
    this.kind = builder.kind;
    this.providerStatus = builder.status;
    this.detail = builder.message;
    this.providerCode = builder.code;
    this.providerType = builder.type;
    this.parameter = builder.parameter;
    this.retryAfter = builder.retryAfter;
    this.providerRequestId = builder.requestId;
    this.target = builder.target;
    this.earlier = builder.earlier;
    this.sent = builder.sent;
    this.permanent = builder.permanent;
    if (builder.stackTrace != null) {
      setStackTrace(builder.stackTrace);
    }
    if (builder.callId != null) {
      failedIn(builder.callId);
    }
  }

  /** Starts an exception of that kind. */
  public static Builder builder(FailureKind kind, String message) {
    return new Builder(kind, message);
  }

  /** What retry and fallback went by. */
  public final FailureKind kind() {
    return kind;
  }

  /** The provider's HTTP status; 0 if none arrived. */
  public final int providerStatus() {
    return providerStatus;
  }

  /** The provider's own message as it came (secrets aside), without what the gateway adds. */
  public final String providerMessage() {
    return detail;
  }

  /** The provider's error code, such as {@code insufficient_quota}; null if it gave none. */
  public final @Nullable String providerCode() {
    return providerCode;
  }

  /** The provider's error type, such as {@code overloaded_error}; null if it gave none. */
  public final @Nullable String providerType() {
    return providerType;
  }

  /** The part of the request that the provider complains of; null if it named none. */
  public final @Nullable String parameter() {
    return parameter;
  }

  /** How long the provider asked to wait; null if it did not say. */
  public final @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** The provider's id of the failed request; null if none arrived. */
  public final @Nullable String providerRequestId() {
    return providerRequestId;
  }

  /** Which target failed, as {@code provider/model}; null before the pipeline has said so. */
  public final @Nullable String target() {
    return target;
  }

  /** The failures of the attempts before this one, oldest first; unmodifiable. */
  public final List<ProviderException> earlier() {
    return earlier;
  }

  /** How many attempts failed, this one included. */
  public final int attempts() {
    return earlier.size() + 1;
  }

  /** Whether the whole request had left before it failed, so that it may have been billed. */
  public final boolean sent() {
    return sent;
  }

  /** Whether the same target may be tried again: its kind allows it, and it can help. */
  public final boolean retryable() {
    return kind.retryable() && !permanent;
  }

  /** Whether the provider itself refused the request, so that it was certainly not billed. */
  public final boolean refused() {
    return providerStatus >= 400;
  }

  @Override
  public String code() {
    return switch (kind) {
      case INVALID_REQUEST -> "invalid_request";
      case CONTEXT_TOO_LONG -> "context_length_exceeded";
      case CONTENT_FILTERED -> "content_filter";
      case MODEL_NOT_FOUND -> "model_not_found";
      case RATE_LIMITED -> "upstream_rate_limited";
      case AUTHENTICATION -> "upstream_authentication";
      case QUOTA_EXHAUSTED -> "upstream_quota";
      case OVERLOADED -> "overloaded";
      case UNAVAILABLE -> "unavailable";
      case TIMEOUT -> "timeout";
      case MALFORMED_REPLY -> "malformed_reply";
    };
  }

  @Override
  public int statusCode() {
    return switch (kind) {
      case INVALID_REQUEST, CONTEXT_TOO_LONG, CONTENT_FILTERED -> 400;
      case MODEL_NOT_FOUND -> 404;
      case RATE_LIMITED -> 429;
      case OVERLOADED -> 503;
      case TIMEOUT -> 504;
      case AUTHENTICATION, QUOTA_EXHAUSTED, UNAVAILABLE, MALFORMED_REPLY -> 502;
    };
  }

  /** A builder with all that this exception says. */
  public Builder toBuilder() {
    Builder builder = new Builder(kind, detail);
    builder.status = providerStatus;
    builder.code = providerCode;
    builder.type = providerType;
    builder.parameter = parameter;
    builder.retryAfter = retryAfter;
    builder.requestId = providerRequestId;
    builder.target = target;
    builder.earlier = earlier;
    builder.sent = sent;
    builder.permanent = permanent;
    builder.cause = getCause();
    builder.stackTrace = getStackTrace();
    builder.callId = requestId();
    return builder;
  }

  /** Builds a {@link ProviderException}; not for use by several threads. */
  public static final class Builder {
    private final FailureKind kind;
    private final String message;
    private int status;
    private @Nullable String code;
    private @Nullable String type;
    private @Nullable String parameter;
    private @Nullable Duration retryAfter;
    private @Nullable String requestId;
    private @Nullable String target;
    private List<ProviderException> earlier = List.of();
    private boolean sent = true;
    private boolean permanent;
    private @Nullable Throwable cause;
    private StackTraceElement @Nullable [] stackTrace;
    private @Nullable String callId;

    Builder(FailureKind kind, String message) {
      this.kind = kind;
      this.message = message;
    }

    /** The provider's HTTP status; 0, the default, if there was none. */
    public Builder status(int status) {
      this.status = status;
      return this;
    }

    /** The provider's error code. */
    public Builder code(@Nullable String code) {
      this.code = code;
      return this;
    }

    /** The provider's error type. */
    public Builder type(@Nullable String type) {
      this.type = type;
      return this;
    }

    /** The part of the request that the provider complains of. */
    public Builder parameter(@Nullable String parameter) {
      this.parameter = parameter;
      return this;
    }

    /** How long the provider asked to wait. */
    public Builder retryAfter(@Nullable Duration retryAfter) {
      this.retryAfter = retryAfter;
      return this;
    }

    /** The provider's id of the request. */
    public Builder requestId(@Nullable String requestId) {
      this.requestId = requestId;
      return this;
    }

    /** The target, as {@code provider/model}; the pipeline sets it. */
    public Builder target(String target) {
      this.target = target;
      return this;
    }

    /** The failures before this one, oldest first; the pipeline sets it. */
    public Builder earlier(List<ProviderException> earlier) {
      this.earlier = List.copyOf(earlier);
      return this;
    }

    /** Says that the request never left whole, so that it cannot have been billed. */
    public Builder notSent() {
      this.sent = false;
      return this;
    }

    /** Says that trying the same target again cannot help, although the kind would allow it. */
    public Builder permanent() {
      this.permanent = true;
      return this;
    }

    /** What caused it. */
    public Builder cause(@Nullable Throwable cause) {
      this.cause = cause;
      return this;
    }

    /** The exception. */
    public ProviderException build() {
      return new ProviderException(this);
    }

    /** The exception that says that the answer broke off after some of it had arrived. */
    public StreamTruncatedException truncatedAfter(String partialText) {
      return new StreamTruncatedException(this, partialText);
    }

    private String text() {
      StringBuilder text = new StringBuilder();
      if (target != null) {
        text.append(target).append(": ");
      }
      text.append(kind);
      if (status != 0) {
        text.append(" (HTTP ").append(status).append(')');
      }
      text.append(": ").append(message);
      if (retryAfter != null) {
        text.append(sent ? "; the provider asks to wait " : "; free again in ")
            .append(retryAfter.toMillis())
            .append(" ms");
      }
      if (requestId != null) {
        text.append("; provider request ").append(requestId);
      }
      for (ProviderException e : earlier) {
        text.append("; before that ").append(e.target()).append(": ").append(e.kind());
        if (e.providerStatus() != 0) {
          text.append(" (HTTP ").append(e.providerStatus()).append(')');
        }
      }
      return text.toString();
    }
  }
}
