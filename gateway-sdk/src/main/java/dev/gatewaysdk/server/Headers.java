package dev.gatewaysdk.server;

import dev.gatewaysdk.reply.Adjustment;
import java.util.List;
import java.util.Locale;

/** What may stand in a header's value. */
final class Headers {
  private static final int MOST_CHARACTERS = 1000;

  private Headers() {}

  /** The text with a question mark for each character that a header cannot carry. */
  static String ascii(String text) {
    StringBuilder ascii = new StringBuilder(text.length());
    text.codePoints().forEach(c -> ascii.append(c >= ' ' && c < 0x7f ? (char) c : '?'));
    return ascii.toString();
  }

  /** Such as {@code dropped:seed, clamped:temperature}; cut where it gets too long. */
  static String of(List<Adjustment> adjustments) {
    StringBuilder header = new StringBuilder();
    for (Adjustment adjustment : adjustments) {
      String item =
          adjustment.kind().name().toLowerCase(Locale.ROOT) + ":" + ascii(adjustment.subject());
      if (header.length() + item.length() > MOST_CHARACTERS) {
        return header.append(", ...").toString();
      }
      header.append(header.isEmpty() ? "" : ", ").append(item);
    }
    return header.toString();
  }
}
