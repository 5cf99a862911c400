package dev.gatewaysdk.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The parent of everything that the gateway throws on purpose.
 *
 * <p>Messages say which target, limit, rule or configuration key is concerned, with its figures and
 * what to do. They never hold a secret, a prompt or an answer. Cases may be added in later
 * versions.
 */
public abstract sealed class GatewayException extends RuntimeException
    permits CallCancelledException,
        ClientClosedException,
        ClientSaturatedException,
        ConfigException,
        GuardrailException,
        InvalidRequestException,
        LimitExceededException,
        ModelNotFoundException,
        ProviderException,
        StructuredAnswerException {

  private static final long serialVersionUID = 1L;

  private volatile @Nullable String requestId;

  GatewayException(String message, @Nullable Throwable cause, boolean withStackTrace) {
    super(message, cause, true, withStackTrace);
  }

  /** What happened, in one sentence; never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNullElse(super.getMessage(), "");
  }

  /**
   * The gateway's id of the call that failed, also in its record; null if there was no call, as
   * while a gateway is set up.
   */
  public final @Nullable String requestId() {
    return requestId;
  }

  /** Notes which call failed, unless that is known already; the pipeline does so. */
  public final void failedIn(String requestId) {
    if (this.requestId == null) {
      this.requestId = requestId;
    }
  }

  /** A stable machine-readable code, such as {@code rate_limit_exceeded}. */
  public abstract String code();

  /** The HTTP status that stands for this outcome, 400 to 599. */
  public abstract int statusCode();
}
