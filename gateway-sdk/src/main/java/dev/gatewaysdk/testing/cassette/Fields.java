package dev.gatewaysdk.testing.cassette;

import dev.gatewaysdk.error.Surrogates;
import dev.gatewaysdk.json.RawJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of an object in the making, in the order given, without those that are null. */
final class Fields {
  private final Map<String, Object> members = new LinkedHashMap<>();

  Fields put(String name, @Nullable Object value) {
    if (value instanceof String text && Surrogates.firstUnpaired(text) >= 0) {
      members.put(name + Line.UTF_16, CodeUnits.of(text));
    } else if (value != null) {
      members.put(name, value);
    }
    return this;
  }

  /**
   * Adds JSON that must come back as it was written. A line holds one that has no line breaks and
   * no blanks around it; another is put down as a text.
   */
  Fields putExactly(String name, RawJson json) {
    String text = json.text();
    boolean fits = text.indexOf('\n') < 0 && text.indexOf('\r') < 0 && text.equals(text.strip());
    return fits ? put(name, json) : put(name + "_text", text);
  }

  Map<String, Object> toMap() {
    return members;
  }

  RawJson toJson() {
    return RawJson.of(members);
  }
}
