package dev.gatewaysdk.guardrail.pii;

/** Whose cards begin with which four digits, and how long their numbers are. */
final class Issuers {
  private Issuers() {}

  /**
   * Whether some issuer has numbers like that.
   *
   * @param prefix the first four digits
   * @param digits how many there are, 13 to 19
   */
  static boolean know(int prefix, int digits) {
    return switch (prefix / 1000) {
      case 1 -> digits == 15 && prefix == 1800; // JCB, older
      case 2 -> digits == 15 ? prefix == 2131 : digits == 16 && isMastercardOrMir(prefix);
      case 3 -> three(prefix, digits);
      case 4 -> digits == 13 || digits == 16 || digits == 19; // Visa
      case 5 -> five(prefix, digits);
      case 6 -> six(prefix, digits);
      case 9 -> digits == 16 && prefix == 9792; // Troy
      default -> false;
    };
  }

  private static boolean isMastercardOrMir(int prefix) {
    return (prefix >= 2221 && prefix <= 2720) || (prefix >= 2200 && prefix <= 2204);
  }

  private static boolean three(int prefix, int digits) {
    int two = prefix / 100;
    if (two == 34 || two == 37) { // American Express
      return digits == 15;
    }
    if (two == 35) { // JCB; with 15 digits it would be the number of a telephone
      return digits >= 16;
    }
    boolean diners = two == 36 || two == 38 || two == 39 || (prefix >= 3000 && prefix <= 3059);
    return (diners || prefix == 3095) && (digits == 14 || digits == 16);
  }

  private static boolean five(int prefix, int digits) {
    if (prefix >= 5100 && prefix <= 5599) { // Mastercard
      return digits == 16;
    }
    return switch (prefix) {
      case 5018, 5020, 5038, 5612, 5893 -> true; // Maestro
      default -> prefix / 10 == 508 && digits == 16; // RuPay
    };
  }

  private static boolean six(int prefix, int digits) {
    return switch (prefix) {
      case 6304, 6390, 6759, 6761, 6762, 6763, 6799 -> true; // Maestro
      default -> digits >= 16 && (prefix == 6011 || isUnionPayOrDiscover(prefix));
    };
  }

  private static boolean isUnionPayOrDiscover(int prefix) {
    return prefix / 100 == 62 || (prefix >= 6440 && prefix <= 6599);
  }
}
