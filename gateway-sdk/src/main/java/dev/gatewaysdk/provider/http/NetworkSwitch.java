package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.error.ConfigException;
import org.jspecify.annotations.Nullable;

/** Lets a test suite or a build forbid real sockets, whatever the code under test does. */
public final class NetworkSwitch {
  static final String PROPERTY = "gateway.allowNetwork";
  static final String VARIABLE = "GATEWAY_ALLOW_NETWORK";

  private static final boolean OFF_BY_VARIABLE = isFalse(System.getenv(VARIABLE));

  private NetworkSwitch() {}

  /** Whether sockets may be opened. */
  public static boolean isOn() {
    return !OFF_BY_VARIABLE && !isFalse(System.getProperty(PROPERTY));
  }

  /**
   * @throws ConfigException if the switch is off; it also covers this machine itself
   */
  static void requireOn() {
    if (!isOn()) {
      throw new ConfigException(
          "real network calls are forbidden by "
              + (OFF_BY_VARIABLE
                  ? "environment variable " + VARIABLE
                  : "system property " + PROPERTY)
              + "=false: use FakeProvider, or remove the switch");
    }
  }

  private static boolean isFalse(@Nullable String value) {
    return "false".equalsIgnoreCase(value);
  }
}
