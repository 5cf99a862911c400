package dev.gatewaysdk.structured;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type as a component declares it, without type variables.
 *
 * @param raw the class; {@code Object[]} for every array of objects
 * @param arguments its type arguments, or what an array is of
 * @param nullable whether the type itself is annotated so
 */
record JavaType(Class<?> raw, List<JavaType> arguments, boolean nullable) {

  static JavaType of(Class<?> raw) {
    return new JavaType(raw, List.of(), false);
  }

  /**
   * Resolves a type.
   *
   * @param bindings what the type variables stand for
   * @return null if a type variable stands for nothing
   */
  static @Nullable JavaType resolve(AnnotatedType type, Map<TypeVariable<?>, JavaType> bindings) {
    boolean nullable = Nullness.nullable(type);
    if (type instanceof AnnotatedArrayType array) {
      JavaType item = resolve(array.getAnnotatedGenericComponentType(), bindings);
      return item == null ? null : new JavaType(Object[].class, List.of(item), nullable);
    }
    if (type instanceof AnnotatedTypeVariable variable) {
      JavaType bound = bindings.get((TypeVariable<?>) variable.getType());
      return bound == null ? null : bound.orNullable(nullable);
    }
    if (type instanceof AnnotatedWildcardType wildcard) {
      JavaType bound = resolve(wildcard.getAnnotatedUpperBounds()[0], bindings);
      return bound == null ? null : bound.orNullable(nullable);
    }
    if (type instanceof AnnotatedParameterizedType parameterized) {
      List<JavaType> arguments = new ArrayList<>();
      for (AnnotatedType argument : parameterized.getAnnotatedActualTypeArguments()) {
        JavaType resolved = resolve(argument, bindings);
        if (resolved == null) {
          return null;
        }
        arguments.add(resolved);
      }
      Class<?> raw = (Class<?>) ((ParameterizedType) type.getType()).getRawType();
      return new JavaType(raw, List.copyOf(arguments), nullable);
    }
    return new JavaType((Class<?>) type.getType(), List.of(), nullable);
  }

  JavaType orNullable(boolean also) {
    return new JavaType(raw, arguments, nullable || also);
  }

  JavaType notNull() {
    return new JavaType(raw, arguments, false);
  }

  /** What the type variables of the class stand for; none if it is used without arguments. */
  Map<TypeVariable<?>, JavaType> bindings() {
    Map<TypeVariable<?>, JavaType> bindings = new HashMap<>();
    TypeVariable<?>[] variables = raw.getTypeParameters();
    for (int i = 0; i < Math.min(variables.length, arguments.size()); i++) {
      bindings.put(variables[i], arguments.get(i));
    }
    return bindings;
  }

  /** How many types are inside one another. */
  int depth() {
    return 1 + arguments.stream().mapToInt(JavaType::depth).max().orElse(0);
  }
}
