package dev.gatewaysdk.error;

/** The {@code GatewayClient} is closed; build a new one, or close it later. */
public final class ClientClosedException extends GatewayException {
  private static final long serialVersionUID = 1L;

  public ClientClosedException() {
    super("the gateway client is closed: it takes no new calls after close()", null, true);
  }

  @Override
  public String code() {
    return "client_closed";
  }

  @Override
  public int statusCode() {
    return 503;
  }
}
