package dev.gatewaysdk.provider.anthropic;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ProviderTool;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.reply.Adjustment;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Names of tools as Anthropic takes them: 1 to 128 letters, digits, _ and -. */
final class AnthropicToolNames {
  private static final ToolNames.Rule RULE = new ToolNames.Rule("Anthropic", 128, "_-", false);

  private AnthropicToolNames() {}

  /** The names of a request, beside those of Anthropic's own tools; says how many were changed. */
  static ToolNames of(ChatRequest request, Consumer<Adjustment> adjusted) {
    Set<String> taken = new HashSet<>(0);
    for (ProviderTool tool : request.providerTools()) {
      String name = AnthropicBlocks.field(tool.json(), "name");
      if (name != null) {
        taken.add(name);
      }
    }
    return ToolNames.of(request, RULE, taken, adjusted);
  }
}
