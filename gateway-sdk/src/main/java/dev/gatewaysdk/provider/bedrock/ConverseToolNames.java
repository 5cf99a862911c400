package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.reply.Adjustment;
import java.util.Set;
import java.util.function.Consumer;

/** Names of tools as Converse takes them: 1 to 64 letters, digits, _ and -. */
final class ConverseToolNames {
  private static final ToolNames.Rule RULE = new ToolNames.Rule("Converse", 64, "_-", false);

  private ConverseToolNames() {}

  /** The names of a request; says how many were changed. */
  static ToolNames of(ChatRequest request, Consumer<Adjustment> adjusted) {
    return ToolNames.of(request, RULE, Set.of(), adjusted);
  }
}
