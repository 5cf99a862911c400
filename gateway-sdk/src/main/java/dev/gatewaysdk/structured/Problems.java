package dev.gatewaysdk.structured;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with an answer. Keeps the first {@value #KEPT} problems and counts the rest. */
final class Problems {
  private static final int KEPT = 20;

  private final List<String> shown = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private int size;

  void add(String problem, @Nullable String detail) {
    size++;
    if (size <= KEPT) {
      shown.add(problem);
      told.add(detail == null ? problem : problem + ": " + detail);
    }
  }

  int size() {
    return size;
  }

  /** Without anything of the answer. */
  List<String> forPeople() {
    return withRest(shown);
  }

  /** With what the application's own checks said of the answer. */
  List<String> forModel() {
    return withRest(told);
  }

  private List<String> withRest(List<String> kept) {
    List<String> all = new ArrayList<>(kept);
    if (size > KEPT) {
      all.add("and " + (size - KEPT) + " more");
    }
    return all;
  }
}
