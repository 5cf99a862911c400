package dev.gatewaysdk.guardrail.pii;

/** What e-mail addresses look like (RFC 5321, as far as addresses in use go). */
final class EmailShape {
  private static final int MOST_AFTER = 255;
  private static final int PUNYCODE = "xn--".length();

  private EmailShape() {}

  /**
   * Where the name of the mailbox begins, however long; the at sign's own place if there is none.
   * Only asked where a domain follows, whose end the next name cannot pass: so each character is
   * looked at once.
   */
  static int start(CharSequence text, int at, int notBefore) {
    int start = at;
    while (start > notBefore && isInName(text.charAt(start - 1))) {
      start--;
    }
    while (start < at && !mayBeginName(text.charAt(start))) {
      start++; // Such as a quotation mark or a bullet before it.
    }
    return Math.min(at, start + escapeLength(text, start));
  }

  /** How much of the name is the rest of an escaped character, such as a line break in JSON. */
  private static int escapeLength(CharSequence text, int start) {
    if (start == 0 || text.charAt(start - 1) != '\\') {
      return 0;
    }
    return switch (text.charAt(start)) {
      case 'n', 'r', 't', 'b', 'f' -> 1;
      case 'u' -> 5; // With four hexadecimal digits.
      default -> 0;
    };
  }

  /** Where the domain behind the at sign ends; -1 if there is none. */
  static int end(CharSequence text, int at) {
    int most = Math.min(text.length(), at + 1 + MOST_AFTER);
    int end = -1;
    int labels = 0;
    int start = at + 1;
    while (start < most) {
      if (labels > 0) {
        int top = topLevelEnd(text, start, most);
        end = top < 0 ? end : top;
      }
      int after = labelEnd(text, start, most);
      labels++;
      if (after < 0 || after >= most || text.charAt(after) != '.') {
        return end;
      }
      start = after + 1;
    }
    return end;
  }

  /** Where the label ends that begins here, however long; -1 if none does. */
  private static int labelEnd(CharSequence text, int start, int most) {
    int end = start;
    while (end < most && (Characters.isWord(text.charAt(end)) || text.charAt(end) == '-')) {
      end++;
    }
    return end == start || text.charAt(start) == '-' ? -1 : end;
  }

  /** Where the top level ends that begins here; -1 if none does. */
  private static int topLevelEnd(CharSequence text, int start, int most) {
    int end = start;
    boolean ascii = Characters.isLetter(text.charAt(start));
    while (end < most
        && (ascii
            ? Characters.isLetter(text.charAt(end))
            : Characters.isForeignLetter(text.charAt(end)))) {
      end++;
    }
    if (end - start == 2 && isPunycode(text, start, most)) {
      int label = labelEnd(text, start, most);
      return label - start > PUNYCODE ? label : -1;
    }
    return end - start < 2 ? -1 : end;
  }

  private static boolean isPunycode(CharSequence text, int start, int most) {
    return start + 4 < most
        && (text.charAt(start) | 0x20) == 'x'
        && (text.charAt(start + 1) | 0x20) == 'n'
        && text.charAt(start + 2) == '-'
        && text.charAt(start + 3) == '-';
  }

  private static boolean mayBeginName(char c) {
    return Characters.isWord(c) || c == '_' || c == '+';
  }

  /** Not all that the standard allows: in text, the others stand around addresses. */
  private static boolean isInName(char c) {
    return switch (c) {
      case '.', '_', '+', '-', '%', '\'', '&', '~', '#' -> true;
      default -> Characters.isWord(c);
    };
  }
}
