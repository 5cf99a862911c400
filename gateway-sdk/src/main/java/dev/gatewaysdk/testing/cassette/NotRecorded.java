package dev.gatewaysdk.testing.cassette;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says of a request without a recording where the nearest one differs, but not in what. */
final class NotRecorded {
  private static final long MANY = 1L << 40;

  private NotRecorded() {}

  /**
   * @param same a recorded call for the same request, played before; null if there is none
   */
  static String message(
      CassetteReader.Recorded recorded,
      Map<String, @Nullable Object> request,
      @Nullable Interaction same) {
    String what =
        recorded.name()
            + " has no answer to this request ("
            + kindOf(request)
            + ", to model "
            + request.get("model")
            + ")";
    if (same != null) {
      long times =
          recorded.interactions().stream().filter(i -> i.request().equals(request)).count();
      return what
          + " any more: it was recorded "
          + times
          + (times == 1 ? " time" : " times")
          + " (line "
          + same.line()
          + "), and asked more often; record anew, or use repeating()";
    }
    Interaction nearest = nearest(recorded.interactions(), request);
    if (nearest == null) {
      return what + ": it has no calls at all; record it first";
    }
    return what
        + "; nearest is line "
        + nearest.line()
        + " ("
        + kindOf(nearest.request())
        + "): it differs first at "
        + difference("", nearest.request(), request)
        + "; record anew";
  }

  /** The one with as many messages, if there is one, of which most is equal. */
  private static @Nullable Interaction nearest(
      List<Interaction> interactions, Map<String, @Nullable Object> request) {
    Interaction nearest = null;
    long least = Long.MAX_VALUE;
    for (Interaction interaction : interactions) {
      long apart = Math.abs(messages(interaction.request()) - messages(request));
      boolean same = Objects.equals(operation(interaction.request()), operation(request));
      long distance =
          (same ? 0 : MANY) + 1000 * apart + differences(interaction.request(), request);
      if (distance < least) {
        least = distance;
        nearest = interaction;
      }
    }
    return nearest;
  }

  /** Null for chat. */
  private static @Nullable Object operation(Map<String, @Nullable Object> request) {
    return request.get("operation");
  }

  private static String kindOf(Map<String, @Nullable Object> request) {
    Object operation = operation(request);
    return operation == null ? messages(request) + " messages" : operation.toString();
  }

  private static int messages(Map<String, @Nullable Object> request) {
    return request.get("messages") instanceof List<?> list ? list.size() : 0;
  }

  /** How many values differ, at most a thousand. */
  private static int differences(@Nullable Object a, @Nullable Object b) {
    int differences = 0;
    if (a instanceof Map<?, ?> map && b instanceof Map<?, ?> other) {
      for (Object name : names(map, other)) {
        differences += differences(map.get(name), other.get(name));
      }
    } else if (a instanceof List<?> list && b instanceof List<?> other) {
      differences = Math.abs(list.size() - other.size());
      for (int i = 0; i < Math.min(list.size(), other.size()); i++) {
        differences += differences(list.get(i), other.get(i));
      }
    } else {
      differences = Objects.equals(a, b) ? 0 : 1;
    }
    return Math.min(differences, 999);
  }

  /** The path of the first difference, and what kind of difference it is. */
  private static String difference(String path, @Nullable Object was, @Nullable Object is) {
    if (was instanceof Map<?, ?> map && is instanceof Map<?, ?> other) {
      for (Object name : names(map, other)) {
        if (!Objects.equals(map.get(name), other.get(name))) {
          String deeper = path.isEmpty() ? String.valueOf(name) : path + "." + name;
          return difference(deeper, map.get(name), other.get(name));
        }
      }
    }
    if (was instanceof List<?> list && is instanceof List<?> other) {
      for (int i = 0; i < Math.min(list.size(), other.size()); i++) {
        if (!Objects.equals(list.get(i), other.get(i))) {
          return difference(path + "[" + i + "]", list.get(i), other.get(i));
        }
      }
    }
    return path + " (recorded: " + kind(was) + "; now: " + kind(is) + ")";
  }

  private static Iterable<Object> names(Map<?, ?> a, Map<?, ?> b) {
    TreeSet<Object> names = new TreeSet<>(a.keySet());
    names.addAll(b.keySet());
    return names;
  }

  private static String kind(@Nullable Object value) {
    if (value instanceof String text) {
      return "a text of " + text.length() + " characters";
    }
    if (value instanceof List<?> list) {
      return "a list of " + list.size();
    }
    if (value instanceof Map<?, ?> map) {
      return "an object of " + map.size();
    }
    return value == null ? "nothing" : "another value";
  }
}
