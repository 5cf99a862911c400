package dev.gatewaysdk.error;

/**
 * Why a provider did not answer: the one table that retry and fallback obey.
 *
 * <p>A kind is read from the provider's code, type and message before its HTTP status, because
 * providers disagree on statuses: a used-up quota is 429 at OpenAI, 400 at Anthropic.
 */
public enum FailureKind {
  /** Too many requests or tokens for now; {@code Retry-After} says how long. */
  RATE_LIMITED(true, true),
  /** The provider is out of capacity (HTTP 503 or 529). */
  OVERLOADED(true, true),
  /** No connection, a broken connection, or an internal error of the provider. */
  UNAVAILABLE(true, true),
  /** A time-out of the endpoint ran out, or the provider reported one. */
  TIMEOUT(true, true),
  /** The answer is not what the provider's protocol promises: cut off, not JSON, no end. */
  MALFORMED_REPLY(true, true),
  /** Credit or quota of the account is used up; waiting does not help. */
  QUOTA_EXHAUSTED(false, true),
  /** The provider refused the gateway's credentials or their rights. */
  AUTHENTICATION(false, true),
  /** The provider does not have the model, or does not show it to this account. */
  MODEL_NOT_FOUND(false, true),
  /** The prompt is longer than the model's context window. */
  CONTEXT_TOO_LONG(false, false),
  /** The provider's own content filter refused the prompt or the answer. */
  CONTENT_FILTERED(false, false),
  /** The request itself is wrong; no other target would take it. */
  INVALID_REQUEST(false, false);

  private final boolean retryable;
  private final boolean fallsBack;

  FailureKind(boolean retryable, boolean fallsBack) {
    this.retryable = retryable;
    this.fallsBack = fallsBack;
  }

  /** Whether the same target may be tried again. */
  public boolean retryable() {
    return retryable;
  }

  /** Whether the next target of the endpoint should be tried. */
  public boolean fallsBack() {
    return fallsBack;
  }

  /** Whether the target is of no use until an operator has changed something. */
  public boolean benchesTarget() {
    return fallsBack && !retryable;
  }
}
