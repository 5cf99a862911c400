package dev.gatewaysdk.provider.geminiwire;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.reply.Adjustment;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Names of functions as Google takes them: a letter or {@code _} first, then letters, digits and
 * {@code _ . : -}, at most 64 in all.
 */
final class GeminiToolNames {
  private static final ToolNames.Rule RULE = new ToolNames.Rule("Google", 64, "_.:-", true);

  private GeminiToolNames() {}

  /** The names of a request; says how many were changed. */
  static ToolNames of(ChatRequest request, Consumer<Adjustment> adjusted) {
    return ToolNames.of(request, RULE, Set.of(), adjusted);
  }
}
