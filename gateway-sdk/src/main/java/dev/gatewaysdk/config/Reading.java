package dev.gatewaysdk.config;

import dev.gatewaysdk.error.ConfigException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What all values of one file share: where problems go, and where placeholders are looked up. */
final class Reading {
  private static final int MOST_SHOWN = 100;

  private final String file;
  private final Lookup lookup;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> literalKeys = new ArrayList<>();

  private record Problem(int line, int column, String text) {}

  Reading(String file, Lookup lookup) {
    this.file = file;
    this.lookup = lookup;
  }

  Lookup lookup() {
    return lookup;
  }

  /**
   * Notes a problem and reads on.
   *
   * @param line from 1
   * @param path the key, such as {@code endpoints.chat.targets[0]}; empty for the whole file
   */
  void report(int line, int column, String path, String problem) {
    String where = path.isEmpty() ? ": " : ": " + path + ": ";
    problems.add(new Problem(line, column, file + ":" + line + where + problem));
  }

  boolean hasProblems() {
    return !problems.isEmpty();
  }

  /** Notes that a credential stands in the file itself. */
  void literalCredential(int line, String path) {
    literalKeys.add(path + " (line " + line + ")");
  }

  /** The keys whose credential stands in the file itself. */
  List<String> literalCredentials() {
    return literalKeys;
  }

  /** Throws what was reported, in the order of the file. */
  void throwProblems() {
    if (problems.isEmpty()) {
      return;
    }
    List<String> all =
        problems.stream()
            .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
            .map(Problem::text)
            .distinct()
            .collect(Collectors.toCollection(ArrayList::new));
    if (all.size() > MOST_SHOWN) {
      String more = file + ": " + (all.size() - MOST_SHOWN) + " more problems";
      all.subList(MOST_SHOWN, all.size()).clear();
      all.add(more);
    }
    throw new ConfigException(all);
  }
}
