package dev.gatewaysdk.provider.http;

/** The beginning of a body that is not what the protocol promises, fit for a message. */
final class Excerpt {
  private static final int LENGTH = 200;

  private Excerpt() {}

  /** The first 200 characters; each run of control characters and blanks becomes one blank. */
  static String of(String body) {
    StringBuilder excerpt = new StringBuilder(LENGTH);
    boolean blank = false;
    int i = 0;
    for (; i < body.length() && excerpt.length() < LENGTH; i++) {
      char c = body.charAt(i);
      if (c <= ' ' || Character.isISOControl(c)) {
        blank = excerpt.length() > 0;
      } else {
        if (blank) {
          excerpt.append(' ');
          blank = false;
        }
        excerpt.append(c);
      }
    }
    if (excerpt.length() > 0 && Character.isHighSurrogate(excerpt.charAt(excerpt.length() - 1))) {
      excerpt.setLength(excerpt.length() - 1);
    }
    return i < body.length() ? excerpt.append('…').toString() : excerpt.toString();
  }
}
