package dev.gatewaysdk.price;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Exact money as a {@code long} of pico-USD (1e-12 USD).
 *
 * <p>One USD for a million tokens is a million pico-USD for one token, so every price that a
 * provider publishes is a whole number here, and a {@code long} holds 9.2 million USD.
 */
final class PicoUsd {
  /** From USD for a million tokens to pico-USD for one: -6 + 12. */
  private static final int DIGITS = 6;

  private static final BigDecimal MOST = usdPerMillion(Long.MAX_VALUE);

  private static final BigDecimal ROUNDS_TO_ONE = new BigDecimal("0.0000005");

  private PicoUsd() {}

  /**
   * A price for one token, rounded half-up if it is finer than a pico-USD.
   *
   * @param what the price's name, for messages
   * @param usdPerMillion any number, meaning the decimal that it prints as
   * @throws IllegalArgumentException if the price is negative, not finite, or too large to be held
   */
  static long perToken(String what, Number usdPerMillion) {
    BigDecimal usd;
    try {
      usd = new BigDecimal(usdPerMillion.toString());
    } catch (NumberFormatException e) {
      throw refused(what, usdPerMillion, "must be a finite decimal");
    }
    if (usd.signum() < 0) {
      throw refused(what, usd, "must be 0 or more");
    }
    // Both bounds before it is scaled: the digits of 1e999999999 are never to be written out.
    if (usd.compareTo(MOST) > 0) {
      throw refused(what, usd, "must be at most " + MOST);
    }
    if (usd.compareTo(ROUNDS_TO_ONE) < 0) {
      return 0;
    }
    return usd.movePointRight(DIGITS).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  private static IllegalArgumentException refused(String what, Number usd, String rule) {
    return new IllegalArgumentException(
        "the " + what + " price is " + usd + " USD per million tokens; it " + rule);
  }

  /** The reverse of {@link #perToken}, exactly. */
  static BigDecimal usdPerMillion(long picoPerToken) {
    return BigDecimal.valueOf(picoPerToken, DIGITS);
  }

  /** The product of two numbers that are not negative, at most {@link Long#MAX_VALUE}. */
  static long times(long a, long b) {
    long low = a * b;
    return Math.multiplyHigh(a, b) != 0 || low < 0 ? Long.MAX_VALUE : low;
  }

  /** The sum of two numbers that are not negative, at most {@link Long#MAX_VALUE}. */
  static long plus(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
