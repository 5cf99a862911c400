package dev.gatewaysdk.structured;

import dev.gatewaysdk.chat.ChatResponse;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a Java value, and how it came about.
 *
 * @param value the answer
 * @param response the answer as the model gave it, with its usage and cost
 * @param rejected the answer before, which did not fit: a call of its own, with its own usage, cost
 *     and record; null if the first one fitted
 */
public record StructuredResponse<T>(
    T value, ChatResponse response, @Nullable ChatResponse rejected) {

  /** Whether the first answer did not fit, so that two calls were made. */
  public boolean repaired() {
    return rejected != null;
  }

  /** Who answered and how much, not what. */
  @Override
  public String toString() {
    return "StructuredResponse(" + response + (repaired() ? ", repaired)" : ")");
  }
}
