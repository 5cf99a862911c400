package dev.gatewaysdk.structured;

import dev.gatewaysdk.json.RawJson;
import org.jspecify.annotations.Nullable;

/** Finds the JSON in an answer: models that nobody holds to a schema put it into a code fence. */
final class AnswerText {
  private AnswerText() {}

  /** From the first brace to the last; null if that is not exactly one JSON object. */
  static @Nullable Object object(String text) {
    int start = text.indexOf('{');
    int end = text.lastIndexOf('}');
    if (start < 0 || end < start) {
      return null;
    }
    try {
      return RawJson.parse(text.substring(start, end + 1)).toJava();
    } catch (IllegalArgumentException e) { // Not JSON, or a number beyond any size.
      return null;
    }
  }
}
