package dev.gatewaysdk.secret;

import org.jspecify.annotations.Nullable;

/**
 * A vault that secret references {@code {{secrets/scope/key}}} are looked up in.
 *
 * <p>Asked on the calling thread each time a provider needs the value, so that a rotated secret
 * takes effect at once: an implementation over a network should cache. Must be thread-safe.
 */
@FunctionalInterface
public interface SecretSource {
  /**
   * @param scope the group of secrets, such as {@code llm}
   * @param key the name in that group
   * @return the secret, or null if there is none
   */
  @Nullable String find(String scope, String key);
}
