package dev.gatewaysdk.langchain4j.kit;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * Leaves out the tests of the kits that are switched off, so that every test of a run has run: they
 * are in the table of the page, which {@link KitTableTest} holds to the code.
 */
public final class SwitchedOff implements PostDiscoveryFilter {
  private final Map<Class<?>, Set<String>> off = new ConcurrentHashMap<>();

  @Override
  public FilterResult apply(TestDescriptor descriptor) {
    boolean excluded =
        descriptor.getSource().orElse(null) instanceof MethodSource method
            && method.getClassName().startsWith(SwitchedOff.class.getPackageName())
            && method.getClassName().endsWith("KitTest")
            && off.computeIfAbsent(method.getJavaClass(), SwitchedOff::of)
                .contains(method.getMethodName());
    return FilterResult.includedIf(!excluded);
  }

  private static Set<String> of(Class<?> type) {
    try {
      return new KitClass(type)
          .switches().entrySet().stream()
              .filter(test -> !test.getValue())
              .map(test -> test.getKey().test())
              .collect(Collectors.toSet());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " does not tell what it switches off", e);
    }
  }
}
