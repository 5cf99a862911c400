package dev.gatewaysdk.structured;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link Description} says. */
final class Descriptions {
  private Descriptions() {}

  /** Null if nothing is said. */
  static @Nullable String of(AnnotatedElement element) {
    Description description = element.getAnnotation(Description.class);
    return description == null ? null : description.value();
  }

  /** Of the enum and its constants, which have no place of their own in a schema. */
  static @Nullable String ofEnum(Class<?> type, List<Enum<?>> constants) {
    List<String> lines = new ArrayList<>();
    String own = of(type);
    if (own != null) {
      lines.add(own);
    }
    for (Enum<?> constant : constants) {
      String said = ofConstant(type, constant.name());
      if (said != null) {
        lines.add(constant.name() + ": " + said);
      }
    }
    return lines.isEmpty() ? null : String.join("\n", lines);
  }

  private static @Nullable String ofConstant(Class<?> type, String name) {
    try {
      return of(type.getDeclaredField(name));
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("a constant has a field", e);
    }
  }
}
