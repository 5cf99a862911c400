package dev.gatewaysdk.internal.resilience;

/**
 * A target was not asked, because its breaker opened since it was chosen. Never leaves the
 * pipeline: the next target is asked, or the call says why there is none.
 */
public final class BreakerOpenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final BreakerOpenException INSTANCE = new BreakerOpenException();

  private BreakerOpenException() {
    super("the breaker is open", null, false, false);
  }
}
