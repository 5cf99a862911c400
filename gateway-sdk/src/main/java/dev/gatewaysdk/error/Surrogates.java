package dev.gatewaysdk.error;

/** Finds text that was cut inside a character. UTF-8 has no form for it; encoders send a '?'. */
public final class Surrogates {
  private Surrogates() {}

  /** Where the first half of a surrogate pair without its other half stands; -1 if nowhere. */
  public static int firstUnpaired(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  /**
   * Refuses text that was cut inside a character.
   *
   * @param parameter the part of the request that holds the text
   * @throws InvalidRequestException if it was
   */
  public static void require(String parameter, CharSequence text) {
    int at = firstUnpaired(text);
    if (at >= 0) {
      throw new InvalidRequestException(parameter, problem(at));
    }
  }

  static String problem(int position) {
    return "has half a surrogate pair at position "
        + position
        + ": the text was cut inside a character";
  }
}
