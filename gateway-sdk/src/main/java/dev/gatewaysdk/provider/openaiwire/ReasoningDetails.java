package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects {@code reasoning_details}, whose items come in pieces in streams: the texts of pieces
 * with the same type and index belong together, a signature ends them.
 */
final class ReasoningDetails {
  private final List<Map<String, @Nullable Object>> items = new ArrayList<>(1);
  private @Nullable RawJson only;

  /**
   * Adds a list.
   *
   * @return the visible text in it; null if there is none
   */
  @Nullable String add(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.BEGIN_ARRAY) {
      json.skipValue();
      return null;
    }
    RawJson raw = RawJson.read(json);
    StringBuilder text = new StringBuilder();
    boolean first = items.isEmpty();
    if (raw.toJava() instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map) {
          add(map, text);
        }
      }
    }
    only = first && !items.isEmpty() ? raw : null;
    return text.isEmpty() ? null : text.toString();
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** All of them, as they came where they came at once. */
  RawJson json() {
    return only != null ? only : RawJson.of(items);
  }

  private void add(Map<?, ?> piece, StringBuilder text) {
    text.append(string(piece, "text")).append(string(piece, "summary"));
    Map<String, @Nullable Object> last = items.isEmpty() ? null : items.get(items.size() - 1);
    if (last == null || !goesOn(last, piece)) {
      last = new LinkedHashMap<>();
      items.add(last);
    }
    for (Map.Entry<?, ?> field : piece.entrySet()) {
      String name = String.valueOf(field.getKey());
      Object value = field.getValue();
      if (name.equals("text") || name.equals("summary")) {
        last.put(name, string(last, name) + string(piece, name));
      } else if (!last.containsKey(name) || !(value == null || value.equals(""))) {
        last.put(name, value);
      }
    }
  }

  private static boolean goesOn(Map<String, @Nullable Object> last, Map<?, ?> piece) {
    Object type = piece.get("type");
    return !"reasoning.encrypted".equals(type)
        && Objects.equals(last.get("type"), type)
        && Objects.equals(last.get("index"), piece.get("index"))
        && string(last, "signature").isEmpty();
  }

  private static String string(Map<?, ?> map, String name) {
    return map.get(name) instanceof String text ? text : "";
  }
}
