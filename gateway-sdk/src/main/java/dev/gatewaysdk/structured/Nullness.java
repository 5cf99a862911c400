package dev.gatewaysdk.structured;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;

/** Finds {@code @Nullable}, whoever's it is, if it can be seen at run time. */
final class Nullness {
  private Nullness() {}

  static boolean nullable(AnnotatedElement element) {
    for (Annotation annotation : element.getAnnotations()) {
      if (annotation.annotationType().getSimpleName().equals("Nullable")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a component's declaration is annotated: the compiler moves the annotation to wherever
   * its targets allow. One on the type itself is the type's affair.
   */
  static boolean declared(RecordComponent component, Constructor<?> canonical, int index) {
    return Stream.of(component, component.getAccessor(), canonical.getParameters()[index])
            .anyMatch(Nullness::nullable)
        || nullable(field(component));
  }

  private static AnnotatedElement field(RecordComponent component) {
    try {
      return component.getDeclaringRecord().getDeclaredField(component.getName());
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("a component has a field", e);
    }
  }
}
