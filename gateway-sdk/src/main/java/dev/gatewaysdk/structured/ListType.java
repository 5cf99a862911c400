package dev.gatewaysdk.structured;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A list, set or array. */
final class ListType implements JsonType {
  private final JsonType item;
  private final Function<List<@Nullable Object>, Object> made;

  /**
   * @param made makes the collection of the items; given a list that nobody else has
   */
  ListType(JsonType item, Function<List<@Nullable Object>, Object> made) {
    this.item = item;
    this.made = made;
  }

  @Override
  public Map<String, Object> schema(Function<JsonType, Map<String, Object>> nested) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "array");
    schema.put("items", nested.apply(item));
    return schema;
  }

  @Override
  public @Nullable Object read(@Nullable Object json, Place place) {
    if (!(json instanceof List<?> items)) {
      place.expected("a list", json);
      return null;
    }
    int before = place.problems();
    List<@Nullable Object> values = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      values.add(item.read(items.get(i), place.item(i)));
    }
    return place.problems() == before ? made.apply(values) : null;
  }
}
