package dev.gatewaysdk.error;

import org.jspecify.annotations.Nullable;

/**
 * The request asks for something that a target cannot do, although another might: an adapter throws
 * it before anything is sent, and the endpoint goes on to its next target.
 */
public final class UnsupportedRequestException extends InvalidRequestException {
  private static final long serialVersionUID = 1L;

  /**
   * @param parameter the part of the request that the target cannot do, such as {@code
   *     messages[2].content}; null if it is no single one
   * @param message what it cannot do and what to do about it, without the request's content
   */
  public UnsupportedRequestException(@Nullable String parameter, String message) {
    super(parameter, message);
  }
}
