package dev.gatewaysdk.error;

/** Checks that builders make at once; each throws {@link InvalidRequestException} with figures. */
public final class Checks {
  private Checks() {}

  /** Refuses a number outside these bounds, both allowed, and what is no number. */
  public static void between(String parameter, double value, double least, double most) {
    if (!(value >= least && value <= most)) { // So that NaN fails, too.
      throw new InvalidRequestException(
          parameter, "is " + value + "; allowed: " + least + " to " + most);
    }
  }

  /** Refuses a number that is too small. */
  public static void atLeast(String parameter, int value, int least) {
    if (value < least) {
      throw new InvalidRequestException(
          parameter, "is " + value + "; it must be at least " + least);
    }
  }

  /**
   * Refuses what is not base64, without decoding it.
   *
   * @param from where it begins in the text, which is base64 to its end
   */
  public static void base64(String parameter, String text, int from) {
    int end = text.length();
    while (end > from && end > text.length() - 2 && text.charAt(end - 1) == '=') {
      end--;
    }
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
      if (!letter && c != '+' && c != '/') {
        throw new InvalidRequestException(
            parameter, "is not base64: another character is at position " + i);
      }
    }
    int length = text.length() - from;
    if (length == 0 || length % 4 != 0) {
      throw new InvalidRequestException(
          parameter,
          "is not base64: it has " + length + " characters, but they come in groups of 4");
    }
  }

  /** Refuses what is neither the address of a picture nor, as a data URL in base64, one itself. */
  public static void picture(String parameter, String url) {
    text(parameter, url);
    boolean data = url.startsWith("data:image/") && url.contains(";base64,");
    if (!data && !url.startsWith("https://") && !url.startsWith("http://")) {
      throw new InvalidRequestException(
          parameter,
          "the address of a picture begins with https:// or http://, or is"
              + " data:image/…;base64,…");
    }
    if (data) {
      base64(parameter, url, url.indexOf(";base64,") + ";base64,".length());
    }
  }

  /** Refuses a text that is empty, or was cut inside a character. */
  public static void text(String parameter, String text) {
    if (text.isEmpty()) {
      throw new InvalidRequestException(parameter, "must not be empty");
    }
    Surrogates.require(parameter, text);
  }
}
