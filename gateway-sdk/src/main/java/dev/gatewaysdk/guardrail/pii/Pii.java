package dev.gatewaysdk.guardrail.pii;

import dev.gatewaysdk.guardrail.Guardrail;

/**
 * Guardrails against personal data: e-mail addresses and numbers of payment cards.
 *
 * <ul>
 *   <li>{@code EMAIL}: an address with a domain that has a dot. Not found: quoted local parts,
 *       domains without a dot or given as an IP address, and addresses written otherwise ({@code
 *       ann at example dot com}, {@code ann%40example.com}).
 *   <li>{@code CREDIT_CARD}: 13 to 19 ASCII digits with a known issuer's prefix and length and a
 *       right check digit; in one run, or in groups of at least four with the same blank or dash
 *       between them. Not found: digits next to further digits, behind a decimal point, or amid
 *       letters and further digits, as in hashes.
 * </ul>
 *
 * <p>Case makes no difference between addresses, nor do blanks and dashes between card numbers:
 * they have the same placeholder.
 */
public final class Pii {
  /** The type of findings that are e-mail addresses. */
  public static final String EMAIL = "EMAIL";

  /** The type of findings that are numbers of payment cards. */
  public static final String CREDIT_CARD = "CREDIT_CARD";

  private Pii() {}

  /** Puts placeholders such as {@code [EMAIL_1]} in the place of what it finds. */
  public static Guardrail mask() {
    return PiiGuardrail.MASK;
  }

  /** Blocks calls in which it finds any. */
  public static Guardrail block() {
    return PiiGuardrail.BLOCK;
  }
}
