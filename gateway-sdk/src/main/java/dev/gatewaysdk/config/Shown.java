package dev.gatewaysdk.config;

import dev.gatewaysdk.error.Names;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What of a file may appear in a message. */
final class Shown {
  private static final int MOST_CHARACTERS = 60;
  private static final int MOST_NAMES = 20;

  /**
   * Keys have known beginnings or a long run of letters and figures; names of models, hosts and
   * people have hyphens and dots in between.
   */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)(^|[^a-z0-9])(sk|pk|rk|gsk|ghp|xox[a-z])[-_].{8}|bearer .|AKIA.{8}|AIza.{8}"
              + "|(?=[a-z]{0,23}[0-9])[a-z0-9]{24}");

  private Shown() {}

  /** The text in quotes, without control characters, cut if long, hidden if it looks secret. */
  static String text(String text) {
    if (looksSecret(text)) {
      return "a text that looks like a secret";
    }
    return text.length() <= MOST_CHARACTERS
        ? "'" + escaped(text) + "'"
        : "'" + escaped(text.substring(0, MOST_CHARACTERS)) + "…'";
  }

  /** The text without characters that move the cursor or hide. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
      escaped.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return escaped.toString();
  }

  /** What is allowed instead, with the one that was probably meant. */
  static String allowed(String found, Collection<String> names) {
    List<String> shown =
        names.stream().filter(name -> text(name).equals("'" + name + "'")).toList();
    String rest = shown.size() > MOST_NAMES ? ", …" : "";
    return shown.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
        + rest
        + Names.nearest(found, shown);
  }

  /** Whether somebody may have put a credential where it does not belong. */
  static boolean looksSecret(String text) {
    int end =
        Math.min(text.length(), 2 * MOST_CHARACTERS); // What is shown, and what it is part of.
    return SECRET.matcher(text).region(0, end).find();
  }
}
