package dev.gatewaysdk.conformance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Where two JSON values differ; the order of fields and the writing of numbers do not matter. */
final class Differences {
  private final List<String> found = new ArrayList<>();

  private Differences() {}

  static List<String> between(Object wanted, Object actual) {
    Differences differences = new Differences();
    differences.add("$", wanted, actual);
    return differences.found;
  }

  private void add(String at, Object wanted, Object actual) {
    if (wanted instanceof Map<?, ?> a && actual instanceof Map<?, ?> b) {
      Set<Object> names = new LinkedHashSet<>(a.keySet());
      names.addAll(b.keySet());
      names.forEach(name -> add(at + "." + name, a.get(name), b.get(name)));
    } else if (wanted instanceof List<?> a && actual instanceof List<?> b && a.size() == b.size()) {
      for (int i = 0; i < a.size(); i++) {
        add(at + "[" + i + "]", a.get(i), b.get(i));
      }
    } else if (wanted instanceof Number a && actual instanceof Number b) {
      if (new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString())) != 0) {
        found.add(at + ": " + a + " became " + b);
      }
    } else if (!Objects.equals(wanted, actual)) {
      found.add(at + ": " + wanted + " became " + actual);
    }
  }
}
