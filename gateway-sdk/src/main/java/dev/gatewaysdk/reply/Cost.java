package dev.gatewaysdk.reply;

import java.math.BigDecimal;

/**
 * What a call cost, by the price book; an unknown cost is null, never zero.
 *
 * @param picoUsd millionths of a millionth of a US dollar; never negative
 * @param estimated true if the tokens were counted by this SDK rather than the provider
 */
public record Cost(long picoUsd, boolean estimated) {
  private static final int SCALE = 12;

  public Cost {
    if (picoUsd < 0) {
      throw new IllegalArgumentException("cost must not be negative: " + picoUsd);
    }
  }

  /** US dollars, exact. */
  public BigDecimal usd() {
    return BigDecimal.valueOf(picoUsd, SCALE);
  }

  /** Such as {@code $0.00042}. */
  @Override
  public String toString() {
    BigDecimal plain = picoUsd == 0 ? BigDecimal.ZERO : usd().stripTrailingZeros();
    return "$" + plain.toPlainString() + (estimated ? " (estimated)" : "");
  }
}
