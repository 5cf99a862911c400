package dev.gatewaysdk.structured;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A sealed interface of records: an object with a property that says which record it is. */
final class UnionType implements JsonType {
  private final String name;
  private final String tag;
  private final @Nullable String description;
  private Map<String, RecordType> variants = Map.of();

  /**
   * @param name unique among the definitions of the schema
   * @param tag the property that says which record it is
   * @param description null for none
   */
  UnionType(String name, String tag, @Nullable String description) {
    this.name = name;
    this.tag = tag;
    this.description = description;
  }

  /** Once, before any use: a variant may hold the interface. */
  void define(List<RecordType> records) {
    Map<String, RecordType> named = new LinkedHashMap<>();
    records.forEach(variant -> named.put(variant.simpleName(), variant));
    this.variants = named;
  }

  @Override
  public String definition() {
    return name;
  }

  @Override
  public Map<String, Object> schema(Function<JsonType, Map<String, Object>> nested) {
    List<Object> schemas = new ArrayList<>();
    variants.values().forEach(variant -> schemas.add(nested.apply(variant)));
    Map<String, Object> schema = new LinkedHashMap<>();
    if (description != null) {
      schema.put("description", description);
    }
    schema.put("anyOf", schemas);
    return schema;
  }

  @Override
  public @Nullable Object read(@Nullable Object json, Place place) {
    if (!(json instanceof Map<?, ?> object)) {
      place.expected("an object", json);
      return null;
    }
    Object said = object.get(tag);
    RecordType variant = said instanceof String text ? variants.get(text) : null;
    if (variant != null) {
      return variant.read(json, place);
    }
    String expected = "one of " + String.join(", ", variants.keySet());
    Place at = place.property(tag);
    if (object.containsKey(tag)) {
      at.expected(expected, String.class, said);
    } else {
      at.problem("is missing: it must be " + expected);
    }
    return null;
  }
}
