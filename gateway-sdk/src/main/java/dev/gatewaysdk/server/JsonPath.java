package dev.gatewaysdk.server;

import com.squareup.moshi.JsonReader;
import org.jspecify.annotations.Nullable;

/** Where in a body a reader stands, as errors name it. */
final class JsonPath {
  private static final int MOST_CHARACTERS = 120;

  private JsonPath() {}

  /** Such as {@code messages[2].content}; null at the top. */
  static @Nullable String of(JsonReader reader) {
    String path = reader.getPath();
    if (path.length() <= 2) { // "$" or "$."
      return null;
    }
    String place = path.substring(path.charAt(1) == '.' ? 2 : 1);
    StringBuilder shown = new StringBuilder();
    place.chars().limit(MOST_CHARACTERS).forEach(c -> shown.append(c < ' ' ? '?' : (char) c));
    return shown.append(place.length() > MOST_CHARACTERS ? "..." : "").toString();
  }
}
