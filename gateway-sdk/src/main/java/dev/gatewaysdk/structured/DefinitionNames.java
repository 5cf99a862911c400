package dev.gatewaysdk.structured;

import java.util.HashSet;
import java.util.Set;

/** Names for schemas: letters, digits and underscores, each once. */
final class DefinitionNames {
  /** OpenAI allows as many for the name of a response format. */
  private static final int MAX_LENGTH = 64;

  private final Set<String> taken = new HashSet<>();

  /** A name like that of the class. */
  String of(Class<?> type) {
    String plain = plain(type);
    String name = plain;
    for (int i = 2; !taken.add(name); i++) {
      name = plain + "_" + i;
    }
    return name;
  }

  /** The simple name of the class, in ASCII. */
  static String plain(Class<?> type) {
    StringBuilder plain = new StringBuilder();
    String name = type.getSimpleName();
    for (int i = 0; i < Math.min(name.length(), MAX_LENGTH); i++) {
      char c = name.charAt(i);
      boolean fine = c < 128 && Character.isLetterOrDigit(c);
      plain.append(fine ? c : '_');
    }
    return plain.toString();
  }
}
