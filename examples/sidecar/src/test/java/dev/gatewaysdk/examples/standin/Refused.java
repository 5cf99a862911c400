package dev.gatewaysdk.examples.standin;

/** A request that the provider would not take. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final int status;

  Refused(int status, String message) {
    super(message);
    this.status = status;
  }

  /** Refuses with 400 what is not as the provider's reference says. */
  static void unless(boolean right, String message) {
    if (!right) {
      throw new Refused(400, message);
    }
  }
}
