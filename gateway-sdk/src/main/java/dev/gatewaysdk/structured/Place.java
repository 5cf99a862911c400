package dev.gatewaysdk.structured;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in an answer, as a JSON path, where problems are noted.
 *
 * <p>A path holds names of the schema and positions only: the keys of a map are the model's words,
 * which belong in no message.
 */
final class Place {
  private final String path;
  private final Problems problems;

  private Place(String path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  static Place root(Problems problems) {
    return new Place("$", problems);
  }

  Place property(String name) {
    return new Place(path + "." + name, problems);
  }

  Place item(int index) {
    return new Place(path + "[" + index + "]", problems);
  }

  /**
   * @param number counted from 1
   */
  Place key(int number, int of) {
    return new Place(path + "[key " + number + " of " + of + "]", problems);
  }

  /** How many problems there are, here and elsewhere. */
  int problems() {
    return problems.size();
  }

  void missing() {
    problem("is missing");
  }

  void expected(String what, @Nullable Object found) {
    problem("expected " + what + ", found " + kind(found));
  }

  /**
   * For what has a sort of its own: that a string was found says little where one was expected.
   *
   * @param sort String or Number
   */
  void expected(String what, Class<?> sort, @Nullable Object found) {
    if (sort.isInstance(found)) {
      problem(
          "expected " + what + ", found another " + (sort == String.class ? "string" : "number"));
    } else {
      expected(what, found);
    }
  }

  void problem(String what) {
    problem(what, null);
  }

  /**
   * @param detail for the model alone, since it may repeat the answer; null for none
   */
  void problem(String what, @Nullable String detail) {
    problems.add(path + ": " + what, detail);
  }

  private static String kind(@Nullable Object json) {
    if (json == null) {
      return "null";
    }
    if (json instanceof Map) {
      return "an object";
    }
    if (json instanceof List) {
      return "a list";
    }
    if (json instanceof Boolean) {
      return "a boolean";
    }
    return json instanceof Number ? "a number" : "a string";
  }
}
