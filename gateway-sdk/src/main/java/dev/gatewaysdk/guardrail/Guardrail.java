package dev.gatewaysdk.guardrail;

/**
 * Looks at the texts of a request before any provider sees them. Thread-safe.
 *
 * <p>It is asked once for each text of a call, in the order of the request; see {@link
 * RequestTexts} for which texts these are. If it throws, the call is blocked.
 */
public interface Guardrail {
  /** What it is called in exceptions and assessments, such as {@code pii}; no content. */
  String name();

  /**
   * Judges one text.
   *
   * @param text never null, may be empty
   * @param placeholders of this call; what a masked text has in the place of what was found
   */
  Verdict check(String text, Placeholders placeholders);
}
