package dev.gatewaysdk.server;

import dev.gatewaysdk.chat.FinishReason;
import org.jspecify.annotations.Nullable;

/** Why the model stopped, in OpenAI's few words. */
final class FinishReasons {
  private FinishReasons() {}

  /**
   * OpenAI's word. A paused turn, and a reason that this version does not know, are {@code length}:
   * the answer may not be all of it, and must not look as if it were.
   *
   * @param raw the provider's own word; null or empty if it gave none
   * @param legacy whether calls are in OpenAI's first form
   * @param calls whether the answer calls tools
   */
  static String word(FinishReason reason, @Nullable String raw, boolean legacy, boolean calls) {
    String call = legacy ? "function_call" : "tool_calls";
    return switch (reason) {
      case STOP -> "stop";
      case LENGTH, PAUSED -> "length";
      case TOOL_CALLS -> call;
      case CONTENT_FILTER -> "content_filter";
      case OTHER -> raw != null && !raw.isEmpty() ? "length" : calls ? call : "stop";
    };
  }
}
