package dev.gatewaysdk.structured;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An enum: the name of a constant. */
final class EnumType implements JsonType {
  private final List<Enum<?>> constants;
  private final List<String> names;
  private final @Nullable String description;

  /**
   * @param description null for none
   */
  EnumType(List<Enum<?>> constants, @Nullable String description) {
    this.constants = constants;
    List<String> all = new ArrayList<>();
    constants.forEach(constant -> all.add(constant.name()));
    this.names = List.copyOf(all);
    this.description = description;
  }

  @Override
  public Map<String, Object> schema(Function<JsonType, Map<String, Object>> nested) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "string");
    schema.put("enum", names);
    if (description != null) {
      schema.put("description", description);
    }
    return schema;
  }

  @Override
  public @Nullable Object read(@Nullable Object json, Place place) {
    Enum<?> constant = json instanceof String text ? constant(text) : null;
    if (constant == null) {
      place.expected("one of " + String.join(", ", names), String.class, json);
    }
    return constant;
  }

  /** By name; else by the only name that differs in case or in blanks around it. */
  private @Nullable Enum<?> constant(String text) {
    int exact = names.indexOf(text);
    if (exact >= 0) {
      return constants.get(exact);
    }
    String bare = text.strip();
    List<Enum<?>> alike =
        constants.stream().filter(constant -> constant.name().equalsIgnoreCase(bare)).toList();
    return alike.size() == 1 ? alike.get(0) : null;
  }
}
