package dev.gatewaysdk.testing;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns records and enums into what has a JSON form: maps and texts. */
final class PlainValues {
  private PlainValues() {}

  static @Nullable Object of(@Nullable Object value) {
    if (value instanceof Record record) {
      return ofRecord(record);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof TemporalAccessor
        || value instanceof Duration
        || value instanceof UUID
        || value instanceof URI) {
      return value.toString();
    }
    if (value instanceof Optional<?> optional) {
      return of(optional.orElse(null));
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      map.forEach((name, item) -> plain.put(String.valueOf(of(name)), of(item)));
      return plain;
    }
    if (value instanceof Iterable<?> items) {
      List<@Nullable Object> plain = new ArrayList<>();
      items.forEach(item -> plain.add(of(item)));
      return plain;
    }
    return value != null && value.getClass().isArray() ? ofArray(value) : value;
  }

  private static List<@Nullable Object> ofArray(Object array) {
    List<@Nullable Object> plain = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      plain.add(of(Array.get(array, i)));
    }
    return plain;
  }

  private static Map<String, @Nullable Object> ofRecord(Record record) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Method accessor = component.getAccessor();
      try {
        accessor.setAccessible(true); // Records of tests are seldom public.
        plain.put(component.getName(), of(accessor.invoke(record)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException(
            "cannot read " + component.getName() + " of " + record.getClass().getName(), e);
      }
    }
    return plain;
  }
}
