package dev.gatewaysdk.server;

import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.FinishReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why the model stopped, in OpenAI's few words. */
final class FinishReasons {
  private FinishReasons() {}

  /**
   * OpenAI's word. A paused turn, and a reason that this version does not know, are {@code length}:
   * the answer may not be all of it, and must not look as if it were.
   *
   * @param raw the provider's own word; null or empty if it gave none
   * @param legacy whether calls are wanted in OpenAI's first form
   * @param calls what the answer calls
   */
  static String word(
      FinishReason reason, @Nullable String raw, boolean legacy, List<ToolCall> calls) {
    boolean first = legacy || MessageWriter.isLegacy(calls);
    String call = first ? "function_call" : "tool_calls";
    return switch (reason) {
      case STOP -> "stop";
      case LENGTH, PAUSED -> "length";
      case TOOL_CALLS -> call;
      case CONTENT_FILTER -> "content_filter";
      case OTHER -> raw != null && !raw.isEmpty() ? "length" : calls.isEmpty() ? "stop" : call;
    };
  }
}
