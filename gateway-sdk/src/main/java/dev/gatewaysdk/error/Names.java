package dev.gatewaysdk.error;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What names must look like, and what somebody probably meant by an unknown one. */
public final class Names {
  private static final int MAX_LENGTH = 256;
  private static final int MAX_GUESSED = 64;

  private Names() {}

  /**
   * Checks a name that ends up in headers, URLs, logs and records.
   *
   * @param what the parameter that holds the name, for the message
   * @throws InvalidRequestException if it is blank, longer than 256 characters or holds a control
   *     character such as CR or LF, or half a surrogate pair
   */
  public static void require(String what, String name) {
    String problem = problem(name);
    if (problem != null) {
      throw new InvalidRequestException(what, problem);
    }
  }

  /**
   * Checks a name that the gateway is set up with.
   *
   * @throws ConfigException if {@link #require} would refuse it
   */
  public static void requireConfigured(String what, String name) {
    String problem = problem(name);
    if (problem != null) {
      throw new ConfigException(what + ": " + problem);
    }
  }

  private static @Nullable String problem(String name) {
    if (name.isBlank()) {
      return "must not be blank";
    }
    if (name.length() > MAX_LENGTH) {
      return "has " + name.length() + " characters; at most " + MAX_LENGTH + " are allowed";
    }
    for (int i = 0; i < name.length(); i++) {
      if (Character.isISOControl(name.charAt(i))) {
        return "has a control character (such as CR or LF) at position " + i;
      }
    }
    int half = Surrogates.firstUnpaired(name);
    return half < 0 ? null : Surrogates.problem(half);
  }

  /** {@code "; did you mean 'x'?"}, or the empty string if nothing known is near. */
  public static String nearest(String name, Collection<String> known) {
    String best = closest(name, known);
    return best == null ? "" : "; did you mean '" + best + "'?";
  }

  /** The known name within a third of its length in edits, or null. */
  public static @Nullable String closest(String name, Collection<String> known) {
    if (name.length() > MAX_GUESSED) {
      return null;
    }
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      if (Math.abs(candidate.length() - name.length()) > MAX_GUESSED / 2) {
        continue;
      }
      int distance = distance(name, candidate);
      if (distance < least && distance <= Math.max(1, candidate.length() / 3)) {
        least = distance;
        best = candidate;
      }
    }
    return best;
  }

  /** Levenshtein distance, ignoring case. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        int replaced = previous[j - 1] + (same ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}
