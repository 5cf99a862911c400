package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Names of tools as Converse takes them, 1 to 64 letters, digits, _ and -, and the way back. A name
 * that does not fit is changed wherever it stands; the answer has the caller's name again.
 */
final class ConverseToolNames {
  private static final Pattern FIT = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^a-zA-Z0-9_-]");
  private static final int LONGEST = 64;

  private final Map<String, String> toWire = new HashMap<>(0);
  private final Map<String, String> toCaller = new HashMap<>(0);
  private final Set<String> taken = new HashSet<>(0);

  private ConverseToolNames() {}

  /** The names of a request; says how many were changed. */
  static ConverseToolNames of(ChatRequest request, Consumer<Adjustment> adjusted) {
    Set<String> all = new LinkedHashSet<>(0);
    request.tools().stream().map(ToolDefinition::name).forEach(all::add);
    for (ChatMessage message : request.messages()) {
      for (ContentPart part : message.parts()) {
        if (part instanceof ToolCall call) {
          all.add(call.name());
        }
      }
    }
    ConverseToolNames names = new ConverseToolNames();
    all.stream().filter(name -> FIT.matcher(name).matches()).forEach(names.taken::add);
    all.removeAll(names.taken);
    for (String name : all) {
      String free = names.free(name);
      names.toWire.put(name, free);
      names.toCaller.put(free, name);
    }
    if (!all.isEmpty()) {
      adjusted.accept(
          new Adjustment(
              Kind.EMULATED,
              "tools.name",
              all.size()
                  + " renamed: Converse takes 64 letters, digits, _ and -; the answer has the"
                  + " names of the request"));
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
    String fit = NOT_IN_NAMES.matcher(name).replaceAll("_");
    String free = fit.substring(0, Math.min(fit.length(), LONGEST));
    for (int i = 2; free.isEmpty() || !taken.add(free); i++) {
      String suffix = "_" + i;
      free = fit.substring(0, Math.min(fit.length(), LONGEST - suffix.length())) + suffix;
    }
    return free;
  }
}
