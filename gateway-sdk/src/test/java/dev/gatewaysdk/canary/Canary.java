package dev.gatewaysdk.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A key that must never be seen where a person or a log reads; every test may use it. */
public final class Canary {
  /** The key to give to providers. */
  public static final String KEY = "sk-canary-7Qm2xW9dLr4T";

  private static final List<String> SIGHTINGS = new CopyOnWriteArrayList<>();

  private Canary() {}

  /** Fails if the key stands in what a person would see of these: messages, causes, text forms. */
  public static void assertHidden(Object... seen) {
    for (Object item : seen) {
      assertThat(String.valueOf(item)).doesNotContain(KEY);
      if (item instanceof Throwable e) {
        StringWriter trace = new StringWriter(); // With causes and suppressed exceptions.
        e.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(KEY);
      }
    }
  }

  static void look(String line) {
    if (line.contains(KEY)) {
      SIGHTINGS.add(line);
    }
  }

  static List<String> sightings() {
    return SIGHTINGS;
  }
}
