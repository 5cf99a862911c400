package dev.gatewaysdk.error;

import org.jspecify.annotations.Nullable;

/** Every thread for asynchronous calls is busy, and the gateway queues no calls. */
public final class ClientSaturatedException extends GatewayException {
  private static final long serialVersionUID = 1L;

  /**
   * @param threads size of the pool
   */
  public ClientSaturatedException(int threads) {
    this(
        "all "
            + threads
            + " threads for asynchronous calls are busy: call synchronously, pass a larger"
            + " executor to the builder, or run on Java 21, which needs no pool",
        null);
  }

  /**
   * @param message which executor refused, and what to do
   * @param cause the executor's own exception; may be null
   */
  public ClientSaturatedException(String message, @Nullable Throwable cause) {
    super(message, cause, false);
  }

  @Override
  public String code() {
    return "client_saturated";
  }

  @Override
  public int statusCode() {
    return 503;
  }
}
