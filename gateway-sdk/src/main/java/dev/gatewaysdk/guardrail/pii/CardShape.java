package dev.gatewaysdk.guardrail.pii;

/** What numbers of payment cards look like (ISO/IEC 7812). */
final class CardShape {
  private static final int FEWEST = 13;
  private static final int MOST = 19;
  private static final int GROUP = 4;

  private CardShape() {}

  /** Where the run of digits ends that begins here. */
  static int runEnd(CharSequence text, int start) {
    int end = start;
    while (end < text.length() && Characters.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /**
   * Where the card's number ends that begins with this run of digits; -1 if none does. Of several,
   * the longest.
   *
   * @param notBefore where the finding before it ends, which is no part of any number
   */
  static int end(CharSequence text, int start, int runEnd, int notBefore) {
    int digits = runEnd - start;
    if (digits < GROUP || digits > MOST || isContinued(text, start, notBefore)) {
      return -1;
    }
    int prefix = prefix(text, start);
    int best = -1;
    int end = runEnd;
    boolean fours = digits == GROUP;
    char separator = 0;
    while (true) {
      if (isNumber(text, start, end, prefix, digits)) {
        best = end;
      }
      if (end + 1 >= text.length() || !Characters.isBlankOrDash(text.charAt(end))) {
        return best;
      }
      char next = text.charAt(end);
      int group = groupSize(text, end + 1);
      if (group == 0
          || digits + group > MOST
          || (group < GROUP && !fours)
          || (separator != 0 && separator != next)) {
        return best;
      }
      separator = next;
      fours &= group == GROUP; // After a shorter group no other can follow.
      digits += group;
      end += 1 + group;
    }
  }

  private static boolean isNumber(CharSequence text, int start, int end, int prefix, int digits) {
    return digits >= FEWEST
        && Issuers.know(prefix, digits)
        && !goesOn(text, end)
        && checks(text, start, end);
  }

  /** How many digits there are from here on, as far as it matters. */
  private static int groupSize(CharSequence text, int start) {
    int end = start;
    while (end < text.length() && end - start <= MOST && Characters.isDigit(text.charAt(end))) {
      end++;
    }
    return end - start;
  }

  private static int prefix(CharSequence text, int start) {
    int prefix = 0;
    for (int i = start; i < start + GROUP; i++) {
      prefix = 10 * prefix + (text.charAt(i) - '0');
    }
    return prefix;
  }

  /** Whether it is the fraction of a decimal, or the end of something with digits and letters. */
  private static boolean isContinued(CharSequence text, int start, int notBefore) {
    int before = start - 1;
    if (before >= notBefore && text.charAt(before) == '.') {
      return before > notBefore && Characters.isDigit(text.charAt(before - 1));
    }
    while (before >= notBefore && Characters.isLetter(text.charAt(before))) {
      before--;
    }
    return before >= notBefore && before < start - 1 && Characters.isDigit(text.charAt(before));
  }

  /** Whether it has a fraction, or is the beginning of something with digits and letters. */
  private static boolean goesOn(CharSequence text, int end) {
    int after = end;
    if (after < text.length() && text.charAt(after) == '.') {
      return after + 1 < text.length() && Characters.isDigit(text.charAt(after + 1));
    }
    while (after < text.length() && Characters.isLetter(text.charAt(after))) {
      after++;
    }
    return after > end && after < text.length() && Characters.isDigit(text.charAt(after));
  }

  /** Luhn's formula, which the last digit of every card's number makes come out at zero. */
  private static boolean checks(CharSequence text, int start, int end) {
    int sum = 0;
    boolean twice = false;
    for (int i = end - 1; i >= start; i--) {
      char c = text.charAt(i);
      if (Characters.isDigit(c)) {
        int digit = twice ? 2 * (c - '0') : c - '0';
        sum += digit > 9 ? digit - 9 : digit;
        twice = !twice;
      }
    }
    return sum % 10 == 0;
  }
}
