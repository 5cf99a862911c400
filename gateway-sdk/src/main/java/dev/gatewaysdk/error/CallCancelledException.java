package dev.gatewaysdk.error;

import org.jspecify.annotations.Nullable;

/** The caller cancelled the call, interrupted its thread, or closed the client under it. */
public final class CallCancelledException extends GatewayException {
  private static final long serialVersionUID = 1L;

  private final boolean sent;

  /** A call whose request had not left whole. */
  public CallCancelledException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  /**
   * @param sent whether the whole request had left, so that it may be billed
   */
  public CallCancelledException(String message, @Nullable Throwable cause, boolean sent) {
    super(message, cause, true);
    this.sent = sent;
  }

  /** Whether the whole request had left before the call was cancelled, so that it may be billed. */
  public boolean sent() {
    return sent;
  }

  @Override
  public String code() {
    return "cancelled";
  }

  /** 499, as nginx logs a client that went away. */
  @Override
  public int statusCode() {
    return 499;
  }
}
