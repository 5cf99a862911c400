package dev.gatewaysdk.error;

import org.jspecify.annotations.Nullable;

/** The caller cancelled the call, interrupted its thread, or closed the client under it. */
public final class CallCancelledException extends GatewayException {
  private static final long serialVersionUID = 1L;

  public CallCancelledException(String message, @Nullable Throwable cause) {
    super(message, cause, true);
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
