package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.secret.Secret;
import java.util.HashSet;
import java.util.List;

/** What the builders of providers ask of a list of keys. */
public final class ApiKeys {
  private static final int MOST = 1000;

  private ApiKeys() {}

  /**
   * The keys.
   *
   * @throws ConfigException if there is none, or the same one twice
   */
  public static List<Secret> require(List<Secret> keys) {
    if (keys.isEmpty() || keys.size() > MOST) {
      throw new ConfigException("api-keys has " + keys.size() + " keys; allowed: 1 to " + MOST);
    }
    if (new HashSet<>(keys).size() < keys.size()) {
      throw new ConfigException("api-keys has the same Secret twice; name each one once");
    }
    return List.copyOf(keys);
  }
}
