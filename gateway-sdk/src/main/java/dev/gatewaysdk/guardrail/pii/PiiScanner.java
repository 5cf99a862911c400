package dev.gatewaysdk.guardrail.pii;

import dev.gatewaysdk.guardrail.Finding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds personal data in one pass over a text: only at an {@code @} and at a digit does it look
 * around, and never back beyond the address before or further ahead than a run of digits. So its
 * time is linear in the text, and a text without findings costs no memory.
 */
final class PiiScanner {
  private final CharSequence text;
  private @Nullable List<Finding> findings;
  private int emailsEnd;

  private PiiScanner(CharSequence text) {
    this.text = text;
  }

  /** What there is, in the order of the text, none overlapping another. */
  static List<Finding> find(CharSequence text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == '@' || Characters.isDigit(c)) {
        return new PiiScanner(text).findFrom(i);
      }
    }
    return List.of();
  }

  private List<Finding> findFrom(int first) {
    int i = first;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '@') {
        i = email(i);
      } else if (Characters.isDigit(c)) {
        i = digits(i);
      } else {
        i++;
      }
    }
    return findings == null ? List.of() : findings;
  }

  /** Looks around an at sign; gives where to go on. */
  private int email(int at) {
    int end = EmailShape.end(text, at);
    int start = end < 0 ? at : EmailShape.start(text, at, emailsEnd);
    while (findings != null && start < at && !findings.isEmpty()) {
      Finding last = findings.get(findings.size() - 1);
      if (last.start() >= start) {
        findings.remove(findings.size() - 1); // A card's number that is the name of a mailbox.
      } else {
        start = Math.max(start, last.end());
        break;
      }
    }
    if (start >= at) {
      return at + 1;
    }
    add(Pii.EMAIL, start, end);
    emailsEnd = end;
    return end;
  }

  /** Looks at a run of digits from its first; gives where to go on. */
  private int digits(int start) {
    int runEnd = CardShape.runEnd(text, start);
    int end = CardShape.end(text, start, runEnd, emailsEnd);
    if (end < 0) {
      return runEnd;
    }
    add(Pii.CREDIT_CARD, start, end);
    return end;
  }

  private void add(String type, int start, int end) {
    if (findings == null) {
      findings = new ArrayList<>();
    }
    findings.add(new Finding(type, start, end));
  }
}
