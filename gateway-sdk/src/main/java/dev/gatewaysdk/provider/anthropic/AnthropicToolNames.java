package dev.gatewaysdk.provider.anthropic;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderTool;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Names of tools as Anthropic takes them, 1 to 128 letters, digits, _ and -, and the way back.
 *
 * <p>A name that does not fit is changed wherever it stands: in the definitions, the choice and the
 * history; the answer has the caller's name again. No two names become one.
 */
final class AnthropicToolNames {
  private static final int LONGEST = 128;

  private final Map<String, String> toWire = new HashMap<>(0);
  private final Map<String, String> toCaller = new HashMap<>(0);
  private final Set<String> taken = new HashSet<>(0);

  private AnthropicToolNames() {}

  /** The names of a request; says which kinds of name were changed. */
  static AnthropicToolNames of(ChatRequest request, Consumer<Adjustment> adjusted) {
    AnthropicToolNames names = new AnthropicToolNames();
    Set<String> unfit = new LinkedHashSet<>(0);
    for (ToolDefinition tool : request.tools()) {
      names.sort(tool.name(), unfit);
    }
    for (ProviderTool tool : request.providerTools()) {
      String name = AnthropicBlocks.field(tool.json(), "name");
      if (name != null) {
        names.taken.add(name);
      }
    }
    ToolChoice choice = request.toolChoice();
    if (choice != null && choice.name() != null) {
      names.sort(choice.name(), unfit);
    }
    for (ChatMessage message : request.messages()) {
      for (ContentPart part : message.parts()) {
        if (part instanceof ToolCall call) {
          names.sort(call.name(), unfit);
        }
      }
    }
    unfit.forEach(names::rename);
    if (!unfit.isEmpty()) {
      adjusted.accept(
          new Adjustment(
              Kind.EMULATED,
              "tools.name",
              unfit.size()
                  + " renamed: Anthropic takes "
                  + LONGEST
                  + " letters, digits, _ and -; the answer has the names of the request"));
    }
    return names;
  }

  /** The name to send. */
  String toWire(String name) {
    return toWire.getOrDefault(name, name);
  }

  /** The caller's name for one that was sent. */
  String toCaller(String name) {
    return toCaller.getOrDefault(name, name);
  }

  /** A name like that which no tool of the request has; it is taken from then on. */
  String free(String name) {
    StringBuilder fit = new StringBuilder();
    for (int i = 0; i < Math.min(name.length(), LONGEST); i++) {
      fit.append(isFit(name.charAt(i)) ? name.charAt(i) : '_');
    }
    String free = fit.toString();
    for (int i = 2; free.isEmpty() || !taken.add(free); i++) {
      String suffix = "_" + i;
      free = fit.substring(0, Math.min(fit.length(), LONGEST - suffix.length())) + suffix;
    }
    return free;
  }

  private void sort(String name, Set<String> unfit) {
    boolean fits = !name.isEmpty() && name.length() <= LONGEST;
    for (int i = 0; fits && i < name.length(); i++) {
      fits = isFit(name.charAt(i));
    }
    (fits ? taken : unfit).add(name);
  }

  private void rename(String name) {
    String free = free(name);
    toWire.put(name, free);
    toCaller.put(free, name);
  }

  private static boolean isFit(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
