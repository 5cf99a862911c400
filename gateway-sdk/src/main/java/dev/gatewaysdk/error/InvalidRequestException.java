package dev.gatewaysdk.error;

import org.jspecify.annotations.Nullable;

/** The request is wrong, or asks for what no target of it can do; nothing was sent. */
public sealed class InvalidRequestException extends GatewayException
    permits UnsupportedRequestException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String parameter;

  /**
   * @param parameter the part of the request that is wrong, such as {@code messages[2].content};
   *     null if it is no single one
   * @param message what is wrong with it and how to fix it, without its content
   */
  public InvalidRequestException(@Nullable String parameter, String message) {
    super(parameter == null ? message : parameter + ": " + message, null, true);
    this.parameter = parameter;
  }

  /** The part of the request that is wrong; null if it is no single one. */
  public @Nullable String parameter() {
    return parameter;
  }

  @Override
  public String code() {
    return "invalid_request";
  }

  @Override
  public int statusCode() {
    return 400;
  }
}
