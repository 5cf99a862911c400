package dev.gatewaysdk.structured;

import dev.gatewaysdk.error.InvalidRequestException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM knows of a record.
 *
 * @param constructor the canonical one, accessible
 * @param parts its components, in order
 */
record RecordShape(Constructor<?> constructor, List<Part> parts) {
  /**
   * A component.
   *
   * @param description null for none
   */
  record Part(String name, JavaType type, @Nullable String description) {}

  /**
   * Looks at a record.
   *
   * @param path where it stands, for the message
   * @throws InvalidRequestException if it keeps its constructor closed, or a type variable stands
   *     for nothing
   */
  static RecordShape of(JavaType type, String path) {
    RecordComponent[] components = type.raw().getRecordComponents();
    Constructor<?> canonical = canonical(type.raw(), components, path);
    Map<TypeVariable<?>, JavaType> bindings = type.bindings();
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      JavaType of = JavaType.resolve(component.getAnnotatedType(), bindings);
      if (of == null) {
        throw Unsupported.at(
            path + "." + component.getName(),
            "is of a type variable, and nothing says what it stands for: use a record without it,"
                + " or make "
                + type.raw().getSimpleName()
                + "<…> a component of another");
      }
      boolean nullable = Nullness.declared(component, canonical, i);
      parts.add(new Part(component.getName(), of.orNullable(nullable), Descriptions.of(component)));
    }
    return new RecordShape(canonical, parts);
  }

  private static Constructor<?> canonical(
      Class<?> type, RecordComponent[] components, String path) {
    try {
      Class<?>[] types =
          Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return canonical;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record has a canonical constructor", e);
    } catch (InaccessibleObjectException e) {
      throw Unsupported.at(
          path, "the constructor of " + type.getName() + " is closed: " + open(type));
    }
  }

  private static String open(Class<?> type) {
    Module here = RecordShape.class.getModule();
    return "write opens "
        + type.getPackageName()
        + (here.isNamed() ? " to " + here.getName() : "")
        + "; into the module-info of "
        + type.getModule().getName();
  }
}
