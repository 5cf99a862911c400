package dev.gatewaysdk.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sizes as the dialect writes them: a whole number and its unit. */
final class Sizes {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(KiB|MiB|GiB)");

  private Sizes() {}

  /** Bytes, at least one. */
  static @Nullable Long read(ConfigValue value, long most) {
    String text = value.text();
    if (text == null) {
      return null;
    }
    Matcher matcher = FORM.matcher(text);
    long bytes = matcher.matches() ? Long.parseLong(matcher.group(1)) << shift(matcher) : 0;
    if (bytes < 1 || bytes > most) {
      value.refuse("a size such as 512KiB or 32MiB, at most " + (most >> 20) + "MiB");
      return null;
    }
    return bytes;
  }

  private static int shift(Matcher matcher) {
    return switch (matcher.group(2)) {
      case "KiB" -> 10;
      case "MiB" -> 20;
      default -> 30;
    };
  }
}
