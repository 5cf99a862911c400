package dev.gatewaysdk.provider.geminiwire;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
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
 * Names of functions as Google takes them, and the way back: a letter or {@code _} first, then
 * letters, digits and {@code _ . : -}, at most 64 in all.
 *
 * <p>A name that does not fit is changed wherever it stands: in the declarations, the choice and
 * the history; the answer has the caller's name again. No two names become one.
 */
final class GeminiToolNames {
  private static final int LONGEST = 64;

  private final Map<String, String> toWire = new HashMap<>(0);
  private final Map<String, String> toCaller = new HashMap<>(0);
  private final Set<String> taken = new HashSet<>(0);

  private GeminiToolNames() {}

  /** The names of a request; says how many were changed. */
  static GeminiToolNames of(ChatRequest request, Consumer<Adjustment> adjusted) {
    GeminiToolNames names = new GeminiToolNames();
    Set<String> unfit = new LinkedHashSet<>(0);
    for (ToolDefinition tool : request.tools()) {
      names.sort(tool.name(), unfit);
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
                  + " renamed: Google takes "
                  + LONGEST
                  + " letters, digits and _ . : -; the answer has the names of the request"));
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

  private void sort(String name, Set<String> unfit) {
    boolean fits = !name.isEmpty() && name.length() <= LONGEST && isFirst(name.charAt(0));
    for (int i = 0; fits && i < name.length(); i++) {
      fits = isFit(name.charAt(i));
    }
    (fits ? taken : unfit).add(name);
  }

  private void rename(String name) {
    StringBuilder fit = new StringBuilder();
    if (name.isEmpty() || !isFirst(name.charAt(0))) {
      fit.append('_');
    }
    for (int i = 0; i < name.length() && fit.length() < LONGEST; i++) {
      fit.append(isFit(name.charAt(i)) ? name.charAt(i) : '_');
    }
    String free = fit.toString();
    for (int i = 2; !taken.add(free); i++) {
      String suffix = "_" + i;
      free = fit.substring(0, Math.min(fit.length(), LONGEST - suffix.length())) + suffix;
    }
    toWire.put(name, free);
    toCaller.put(free, name);
  }

  private static boolean isFirst(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isFit(char c) {
    return isFirst(c) || (c >= '0' && c <= '9') || c == '.' || c == ':' || c == '-';
  }
}
