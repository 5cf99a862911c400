package dev.gatewaysdk.structured;

import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the JSON form of a Java type and of all that it holds. One instance builds one type. */
final class TypeBuilder {
  private static final int MAX_DEPTH = 16;

  /** A record or sealed interface; a record has a form of its own as a variant of an interface. */
  private record Key(JavaType type, @Nullable String tag) {}

  private final Map<Key, JsonType> built = new HashMap<>();
  private final DefinitionNames names = new DefinitionNames();

  /**
   * The form of a type.
   *
   * @param path where it stands, for the message
   * @throws InvalidRequestException if it has none
   */
  JsonType build(JavaType type, String path) {
    Class<?> raw = type.raw();
    if (raw == Optional.class) {
      return new NullableType(build(argument(type, 0, path).notNull(), path), true);
    }
    if (type.nullable()) {
      if (raw.isPrimitive()) {
        throw Unsupported.at(
            path, raw + " is @Nullable, but cannot be null: use its wrapper class");
      }
      return new NullableType(build(type.notNull(), path), false);
    }
    if (type.depth() > MAX_DEPTH) {
      throw Unsupported.at(path, "has more than " + MAX_DEPTH + " types inside one another");
    }
    JsonType scalar = Scalars.of(raw);
    return scalar != null ? scalar : compound(type, path);
  }

  private JsonType compound(JavaType type, String path) {
    Class<?> raw = type.raw();
    if (raw == RawJson.class) {
      return new FreeType();
    }
    if (raw.isArray()) {
      return array(type, path);
    }
    if (raw == List.class || raw == Collection.class) {
      return list(type, path, Collections::unmodifiableList);
    }
    if (raw == Set.class) {
      return list(type, path, items -> Collections.unmodifiableSet(new LinkedHashSet<>(items)));
    }
    if (raw == Map.class) {
      if (argument(type, 0, path).raw() != String.class) {
        throw Unsupported.at(path, "is a map whose keys are not of type String");
      }
      return new MapType(build(argument(type, 1, path), path + "{}"));
    }
    if (raw.isEnum()) {
      return enumeration(raw, path);
    }
    if (raw.isRecord()) {
      return record(type, null, path);
    }
    if (raw.isSealed() && raw.isInterface()) {
      return union(type, path);
    }
    throw Unsupported.at(path, raw);
  }

  private JsonType list(JavaType type, String path, Function<List<@Nullable Object>, Object> made) {
    return new ListType(build(argument(type, 0, path), path + "[]"), made);
  }

  /** Of a primitive type the class is whole; of all others the argument has what they are of. */
  private JsonType array(JavaType type, String path) {
    Class<?> primitive = type.raw().getComponentType();
    JavaType of = type.arguments().isEmpty() ? JavaType.of(primitive) : type.arguments().get(0);
    Class<?> component = erased(of);
    return new ListType(
        build(of, path + "[]"),
        items -> {
          Object array = Array.newInstance(component, items.size());
          for (int i = 0; i < items.size(); i++) {
            Array.set(array, i, items.get(i));
          }
          return array;
        });
  }

  private static Class<?> erased(JavaType type) {
    return type.raw() == Object[].class && !type.arguments().isEmpty()
        ? erased(type.arguments().get(0)).arrayType()
        : type.raw();
  }

  private static JavaType argument(JavaType type, int index, String path) {
    if (type.arguments().size() <= index) {
      throw Unsupported.at(
          path,
          type.raw().getSimpleName()
              + " does not say of what: make it a component of a record, such as List<String>");
    }
    return type.arguments().get(index);
  }

  private static JsonType enumeration(Class<?> raw, String path) {
    List<Enum<?>> constants = new ArrayList<>();
    for (Object constant : raw.getEnumConstants()) {
      constants.add((Enum<?>) constant);
    }
    if (constants.isEmpty()) {
      throw Unsupported.at(path, raw.getName() + " has no constant");
    }
    return new EnumType(constants, Descriptions.ofEnum(raw, constants));
  }

  private RecordType record(JavaType type, @Nullable String tag, String path) {
    Key key = new Key(type, tag);
    if (built.get(key) instanceof RecordType known) {
      return known;
    }
    RecordShape shape = RecordShape.of(type, path);
    RecordType record =
        new RecordType(names.of(type.raw()), shape.constructor(), Descriptions.of(type.raw()), tag);
    built.put(key, record); // Before its components, which may hold it.
    List<RecordType.Component> components = new ArrayList<>();
    for (RecordShape.Part part : shape.parts()) {
      components.add(
          new RecordType.Component(
              part.name(),
              build(part.type(), path + "." + part.name()),
              !part.type().nullable() && part.type().raw() != Optional.class,
              part.description()));
    }
    record.define(components);
    return record;
  }

  private UnionType union(JavaType type, String path) {
    Key key = new Key(type, null);
    if (built.get(key) instanceof UnionType known) {
      return known;
    }
    List<Class<?>> records = variants(type.raw(), path).distinct().toList();
    String tag = tag(records);
    UnionType union = new UnionType(names.of(type.raw()), tag, Descriptions.of(type.raw()));
    built.put(key, union);
    List<RecordType> variants = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (Class<?> record : records) {
      if (!seen.add(record.getSimpleName())) {
        throw Unsupported.at(path, "has two variants of the name " + record.getSimpleName());
      }
      variants.add(record(JavaType.of(record), tag, path + "<" + record.getSimpleName() + ">"));
    }
    union.define(variants);
    return union;
  }

  private static Stream<Class<?>> variants(Class<?> type, String path) {
    if (type.isRecord()) {
      return Stream.of(type);
    }
    if (type.isSealed() && type.isInterface()) {
      return Stream.of(type.getPermittedSubclasses()).flatMap(one -> variants(one, path));
    }
    throw Unsupported.at(
        path, type.getName() + " is neither a record nor a sealed interface of records");
  }

  /** {@code type}, with underscores behind it while a variant has a component of that name. */
  private static String tag(List<Class<?>> records) {
    Set<String> taken = new LinkedHashSet<>();
    for (Class<?> record : records) {
      Stream.of(record.getRecordComponents()).forEach(component -> taken.add(component.getName()));
    }
    String tag = "type";
    while (taken.contains(tag)) {
      tag += "_";
    }
    return tag;
  }
}
