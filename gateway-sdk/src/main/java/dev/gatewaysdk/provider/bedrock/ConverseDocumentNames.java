package dev.gatewaysdk.provider.bedrock;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of documents as Converse takes them: letters, digits, single blanks, hyphens and brackets,
 * and each once in a request. The ending goes, as the format says it.
 */
final class ConverseDocumentNames {
  private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z0-9]{1,5}$");
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9\\-()\\[\\] ]");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int LONGEST = 190; // Of 200, so that a number fits in.

  private final Set<String> used = new HashSet<>(0);

  /** A name for the next document. */
  String of(@Nullable String name) {
    String ended = ENDING.matcher(name == null ? "" : name.strip()).replaceFirst("");
    String fit =
        BLANKS.matcher(NOT_IN_NAMES.matcher(ended).replaceAll(" ")).replaceAll(" ").strip();
    fit = fit.isEmpty() ? "document" : fit.substring(0, Math.min(fit.length(), LONGEST)).strip();
    String unique = fit;
    for (int i = 2; !used.add(unique); i++) {
      unique = fit + " " + i;
    }
    return unique;
  }
}
