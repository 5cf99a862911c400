package dev.gatewaysdk.guardrail.pii;

/** Which characters are what, without tables: text is looked at one by one. */
final class Characters {
  /** Where the alphabets end and the scripts begin that write without blanks. */
  private static final int ALPHABETS_END = 0x2E80;

  private Characters() {}

  /** An ASCII digit. */
  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** An ASCII letter. */
  static boolean isLetter(int c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  /** A letter of an alphabet, or an ASCII digit. */
  static boolean isWord(char c) {
    return isLetter(c) || isDigit(c) || isForeignLetter(c);
  }

  /** A letter of an alphabet beyond ASCII. */
  static boolean isForeignLetter(char c) {
    return c >= 0x80 && c < ALPHABETS_END && Character.isLetter(c);
  }

  /** What people put between groups of digits. */
  static boolean isBlankOrDash(char c) {
    return switch (c) {
      case ' ', '\u00A0', '\u2007', '\u2009', '\u202F' -> true;
      case '-', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212' -> true;
      default -> false;
    };
  }
}
