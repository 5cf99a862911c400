package dev.gatewaysdk.testing.cassette;

import dev.gatewaysdk.json.RawJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of an object that was read. What is not what it should be is an exception. */
final class Line {
  /** What a name ends in whose text was cut inside a character, and so has no JSON form. */
  static final String UTF_16 = "_utf16";

  private final Map<String, RawJson> members;

  Line(RawJson json) {
    this.members = json.members();
  }

  boolean has(String name) {
    return members.containsKey(name) || members.containsKey(name + UTF_16);
  }

  @Nullable String textOrNull(String name) {
    if (members.containsKey(name + UTF_16)) {
      return CodeUnits.text(String.valueOf(value(name + UTF_16)));
    }
    Object value = value(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new IllegalStateException("'" + name + "' is not a text");
  }

  String text(String name) {
    return require(name, textOrNull(name));
  }

  String textOr(String name, String fallback) {
    String text = textOrNull(name);
    return text == null ? fallback : text;
  }

  @Nullable Long wholeOrNull(String name) {
    Object value = value(name);
    if (value == null || value instanceof Long) {
      return (Long) value;
    }
    throw new IllegalStateException("'" + name + "' is not a whole number");
  }

  long whole(String name) {
    Long number = wholeOrNull(name);
    return number == null ? 0 : number;
  }

  @Nullable Double numberOrNull(String name) {
    Object value = value(name);
    if (value == null || value instanceof Number) {
      return value == null ? null : ((Number) value).doubleValue();
    }
    throw new IllegalStateException("'" + name + "' is not a number");
  }

  double number(String name) {
    return require(name, numberOrNull(name));
  }

  /** The members of an object, by name; none if it is not there. */
  Map<String, @Nullable Object> map(String name) {
    return members.containsKey(name) ? json(name).toMap() : Map.of();
  }

  /** The objects of a list. */
  List<Line> lines(String name) {
    if (json(name).toJava() instanceof List<?> items) {
      return items.stream().map(item -> new Line(RawJson.of(item))).toList();
    }
    throw new IllegalStateException("'" + name + "' is not a list");
  }

  int index(String name) {
    return Math.toIntExact(whole(name));
  }

  boolean flag(String name) {
    Object value = value(name);
    if (value == null || value instanceof Boolean) {
      return value != null && (Boolean) value;
    }
    throw new IllegalStateException("'" + name + "' is not true or false");
  }

  <E extends Enum<E>> E constant(String name, Class<E> type) {
    String text = text(name);
    try {
      return Enum.valueOf(type, text);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("'" + name + "' is none of the values it can have", e);
    }
  }

  RawJson json(String name) {
    return require(name, members.get(name));
  }

  /** What {@link Fields#putExactly} has put there. */
  RawJson exactly(String name) {
    return has(name) ? json(name) : RawJson.parse(text(name + "_text"));
  }

  private @Nullable Object value(String name) {
    RawJson json = members.get(name);
    return json == null ? null : json.toJava();
  }

  private static <T> T require(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("'" + name + "' is missing");
    }
    return value;
  }
}
