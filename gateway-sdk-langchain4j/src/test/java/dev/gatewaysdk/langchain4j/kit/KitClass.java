package dev.gatewaysdk.langchain4j.kit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;

/** One of our classes that runs one of LangChain4j's kits. */
record KitClass(Class<?> type) {
  String name() {
    return type.getSimpleName();
  }

  /** The kit that it runs. */
  String kit() {
    return hierarchy().stream()
        .filter(parent -> parent.getName().startsWith("dev.langchain4j."))
        .findFirst()
        .orElseThrow()
        .getSimpleName();
  }

  /** Every test that a switch is for, and whether it is on. */
  Map<Switched, Boolean> switches() throws ReflectiveOperationException {
    List<Method> switched = switched();
    if (switched.isEmpty()) {
      return Map.of();
    }
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object test = constructor.newInstance();
    Map<Switched, Boolean> switches = new TreeMap<>();
    for (Method method : switched) {
      EnabledIf enabled = method.getAnnotation(EnabledIf.class);
      DisabledIf disabled = method.getAnnotation(DisabledIf.class);
      String by = enabled != null ? enabled.value() : disabled.value();
      switches.put(new Switched(method.getName(), by), is(by, test) == (enabled != null));
    }
    call("close", test);
    return switches;
  }

  private List<Method> switched() {
    return hierarchy().stream()
        .flatMap(parent -> Arrays.stream(parent.getDeclaredMethods()))
        .filter(
            method ->
                method.isAnnotationPresent(EnabledIf.class)
                    || method.isAnnotationPresent(DisabledIf.class))
        .toList();
  }

  private boolean is(String name, Object test) throws ReflectiveOperationException {
    return Boolean.TRUE.equals(call(name, test));
  }

  private Object call(String name, Object test) throws ReflectiveOperationException {
    for (Class<?> parent : hierarchy()) {
      for (Method method : parent.getDeclaredMethods()) {
        if (method.getName().equals(name) && method.getParameterCount() == 0) {
          method.setAccessible(true);
          return method.invoke(test);
        }
      }
    }
    throw new NoSuchMethodException(name);
  }

  private List<Class<?>> hierarchy() {
    List<Class<?>> classes = new ArrayList<>();
    for (Class<?> at = type; at != Object.class; at = at.getSuperclass()) {
      classes.add(at);
    }
    return classes;
  }

  /** A test, and the method that switches it. */
  record Switched(String test, String by) implements Comparable<Switched> {
    @Override
    public int compareTo(Switched other) {
      return Arrays.compare(
          new String[] {test, by}, new String[] {other.test, other.by}, String::compareTo);
    }
  }
}
