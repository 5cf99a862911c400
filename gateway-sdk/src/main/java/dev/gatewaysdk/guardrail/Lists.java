package dev.gatewaysdk.guardrail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Maps collections, and gives the same one back if nothing in it changed. */
final class Lists {
  private Lists() {}

  /** Maps an item, given its index. */
  @FunctionalInterface
  interface Change<T> {
    T of(int index, T item);
  }

  static <T> List<T> map(List<T> list, Change<T> change) {
    List<T> mapped = null;
    for (int i = 0; i < list.size(); i++) {
      T item = list.get(i);
      T changed = change.of(i, item);
      if (mapped == null && !changed.equals(item)) {
        mapped = new ArrayList<>(list);
      }
      if (mapped != null) {
        mapped.set(i, changed);
      }
    }
    return mapped == null ? list : mapped;
  }

  static <T> Map<String, T> map(Map<String, T> map, BiFunction<String, T, T> change) {
    Map<String, T> mapped = null;
    for (Map.Entry<String, T> entry : map.entrySet()) {
      T changed = change.apply(entry.getKey(), entry.getValue());
      if (mapped == null && !changed.equals(entry.getValue())) {
        mapped = new LinkedHashMap<>(map);
      }
      if (mapped != null) {
        mapped.put(entry.getKey(), changed);
      }
    }
    return mapped == null ? map : mapped;
  }
}
