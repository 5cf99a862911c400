package dev.gatewaysdk.error;

import java.time.Duration;

/**
 * One of the gateway's own limits refused the call; nothing was sent.
 *
 * <p>Has no stack trace: under load it is thrown often, and its message says all there is to know.
 */
public final class LimitExceededException extends GatewayException {
  private static final long serialVersionUID = 1L;

  private final String limit;
  private final Duration retryAfter;

  /**
   * @param limit which limit, such as {@code 100 calls per minute by user}
   * @param subject whose count is full, such as {@code endpoint production-llm}
   * @param retryAfter when the next call can pass, from now
   */
  public LimitExceededException(String limit, String subject, Duration retryAfter) {
    super(
        "limit of " + limit + " reached for " + subject + "; retry in " + text(retryAfter),
        null,
        false);
    this.limit = limit;
    this.retryAfter = retryAfter;
  }

  /** The limit in words, such as {@code 100 calls per minute by user}. */
  public String limit() {
    return limit;
  }

  /** How long to wait before the next call can pass. */
  public Duration retryAfter() {
    return retryAfter;
  }

  @Override
  public String code() {
    return "rate_limit_exceeded";
  }

  @Override
  public int statusCode() {
    return 429;
  }

  private static String text(Duration wait) {
    return wait.toMillis() < 1000 ? wait.toMillis() + " ms" : (wait.toMillis() + 999) / 1000 + " s";
  }
}
