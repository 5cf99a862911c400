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
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object test = constructor.newInstance();
    Map<Switched, Boolean> switches = new TreeMap<>();
    for (Class<?> parent : hierarchy()) {
      for (Method method : parent.getDeclaredMethods()) {
        EnabledIf enabled = method.getAnnotation(EnabledIf.class);
        DisabledIf disabled = method.getAnnotation(DisabledIf.class);
        if (enabled != null) {
          boolean on = is(enabled.value(), test);
          switches.put(new Switched(method.getName(), enabled.value()), on);
        } else if (disabled != null) {
          boolean on = !is(disabled.value(), test);
          switches.put(new Switched(method.getName(), disabled.value()), on);
        }
      }
    }
    call("close", test);
    return switches;
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
