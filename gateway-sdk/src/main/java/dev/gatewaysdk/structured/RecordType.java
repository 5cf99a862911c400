package dev.gatewaysdk.structured;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A record: an object with a property for each component. */
final class RecordType implements JsonType {
  /**
   * A component of a record.
   *
   * @param required whether it must be there
   * @param description null for none
   */
  record Component(String name, JsonType type, boolean required, @Nullable String description) {}

  private final String name;
  private final Constructor<?> constructor;
  private final @Nullable String description;
  private final @Nullable String tag;
  private List<Component> components = List.of();

  /**
   * @param name unique among the definitions of the schema
   * @param constructor the canonical one, accessible
   * @param description null for none
   * @param tag the property that says which variant of a sealed interface it is; null if it is none
   */
  RecordType(
      String name, Constructor<?> constructor, @Nullable String description, @Nullable String tag) {
    this.name = name;
    this.constructor = constructor;
    this.description = description;
    this.tag = tag;
  }

  /** Once, before any use: a record may hold itself. */
  void define(List<Component> components) {
    this.components = List.copyOf(components);
  }

  /** What it is called, also among the variants of a sealed interface. */
  String simpleName() {
    return constructor.getDeclaringClass().getSimpleName();
  }

  @Override
  public String definition() {
    return name;
  }

  @Override
  public boolean strict() {
    return components.stream().allMatch(Component::required);
  }

  @Override
  public Map<String, Object> schema(Function<JsonType, Map<String, Object>> nested) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    if (tag != null) {
      Map<String, Object> only = new LinkedHashMap<>(); // Map.of has an order of each JVM.
      only.put("type", "string");
      only.put("enum", List.of(simpleName()));
      properties.put(tag, only);
      required.add(tag);
    }
    for (Component component : components) {
      properties.put(component.name(), described(nested.apply(component.type()), component));
      if (component.required()) {
        required.add(component.name());
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    if (description != null) {
      schema.put("description", description);
    }
    schema.put("properties", properties);
    schema.put("required", required);
    schema.put("additionalProperties", false);
    return schema;
  }

  /** OpenAI allows nothing beside a {@code $ref}, so that one is wrapped. */
  private static Map<String, Object> described(Map<String, Object> schema, Component component) {
    String description = component.description();
    if (description == null) {
      return schema;
    }
    Map<String, Object> described = schema;
    if (schema.containsKey("$ref")) {
      described = new LinkedHashMap<>();
      described.put("anyOf", List.of(schema));
    }
    Object own = schema.get("description");
    described.put("description", own == null ? description : description + "\n" + own);
    return described;
  }

  @Override
  public @Nullable Object read(@Nullable Object json, Place place) {
    if (!(json instanceof Map<?, ?> object)) {
      place.expected("an object", json);
      return null;
    }
    int before = place.problems();
    @Nullable Object[] values = new @Nullable Object[components.size()];
    for (int i = 0; i < values.length; i++) {
      Component component = components.get(i);
      Place at = place.property(component.name());
      if (component.required() && !object.containsKey(component.name())) {
        at.missing();
      } else {
        values[i] = component.type().read(object.get(component.name()), at);
      }
    }
    return place.problems() == before ? made(values, place) : null;
  }

  private @Nullable Object made(@Nullable Object[] values, Place place) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      Throwable why = e.getCause() == null ? e : e.getCause();
      place.problem(
          "the constructor of " + simpleName() + " refused it (" + why.getClass().getName() + ")",
          why.getMessage());
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + simpleName(), e);
    }
  }
}
