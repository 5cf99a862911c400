package dev.gatewaysdk.chat;

import org.jspecify.annotations.Nullable;

/**
 * Marks the end of what the provider should keep in its prompt cache: everything up to here, in the
 * order tools, instructions, messages. Providers that cache by themselves need none.
 *
 * @param ttl how long, in the provider's word, such as {@code 5m} or {@code 1h}; null for its
 *     default
 */
public record CacheMark(@Nullable String ttl) implements ContentPart {
  /** For as long as the provider keeps things by default. */
  public static final CacheMark DEFAULT = new CacheMark(null);
}
