package dev.gatewaysdk.guardrail.pii;

import dev.gatewaysdk.guardrail.Finding;
import dev.gatewaysdk.guardrail.Guardrail;
import dev.gatewaysdk.guardrail.Placeholders;
import dev.gatewaysdk.guardrail.Verdict;
import java.util.List;
import java.util.Locale;

/**
 * Masks or blocks what the scanner finds.
 *
 * @param blocks whether it blocks; else it masks
 */
record PiiGuardrail(boolean blocks) implements Guardrail {
  static final PiiGuardrail MASK = new PiiGuardrail(false);
  static final PiiGuardrail BLOCK = new PiiGuardrail(true);

  @Override
  public String name() {
    return "pii";
  }

  @Override
  public Verdict check(String text, Placeholders placeholders) {
    List<Finding> findings = PiiScanner.find(text);
    if (findings.isEmpty()) {
      return Verdict.pass();
    }
    return blocks
        ? Verdict.blocked("it holds personal data", findings)
        : Verdict.masked(masked(text, findings, placeholders), findings);
  }

  private static String masked(String text, List<Finding> findings, Placeholders placeholders) {
    StringBuilder masked = new StringBuilder(text.length());
    int from = 0;
    for (Finding finding : findings) {
      String found = text.substring(finding.start(), finding.end());
      masked.append(text, from, finding.start());
      masked.append(placeholders.of(finding.type(), sameWhatever(finding.type(), found)));
      from = finding.end();
    }
    return masked.append(text, from, text.length()).toString();
  }

  /** What is the same for all forms in which the thing may be written. */
  private static String sameWhatever(String type, String found) {
    if (type.equals(Pii.EMAIL)) {
      return found.toLowerCase(Locale.ROOT);
    }
    StringBuilder digits = new StringBuilder(found.length());
    found.chars().filter(Characters::isDigit).forEach(digit -> digits.append((char) digit));
    return digits.toString();
  }
}
