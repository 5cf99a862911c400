package dev.gatewaysdk.error;

/** Checks that builders make at once; each throws {@link InvalidRequestException} with figures. */
public final class Checks {
  private Checks() {}

  /** Refuses a number outside these bounds, both allowed, and what is no number. */
  public static void between(String parameter, double value, double least, double most) {
    if (!(value >= least && value <= most)) { // So that NaN fails, too.
      throw new InvalidRequestException(
          parameter, "is " + value + "; allowed: " + least + " to " + most);
    }
  }

  /** Refuses a number that is too small. */
  public static void atLeast(String parameter, int value, int least) {
    if (value < least) {
      throw new InvalidRequestException(
          parameter, "is " + value + "; it must be at least " + least);
    }
  }

  /** Refuses a text that is empty, or was cut inside a character. */
  public static void text(String parameter, String text) {
    if (text.isEmpty()) {
      throw new InvalidRequestException(parameter, "must not be empty");
    }
    Surrogates.require(parameter, text);
  }
}
