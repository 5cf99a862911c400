package dev.gatewaysdk.provider;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Names of a request's tools as a host takes them, and the way back. For one call; not for use by
 * several threads at once.
 *
 * <p>A name that does not fit is changed wherever it stands: in the definitions, the choice and the
 * history; the answer has the caller's name again. No two names become one.
 */
public final class ToolNames {
  private final Rule rule;
  private final Map<String, String> toWire = new HashMap<>(0);
  private final Map<String, String> toCaller = new HashMap<>(0);
  private final Set<String> taken;

  private ToolNames(Rule rule, Collection<String> taken) {
    this.rule = rule;
    this.taken = new HashSet<>(taken);
  }

  /**
   * What a host takes as the name of a tool: ASCII letters and digits, and some other characters.
   *
   * @param host for the adjustment, such as {@code Anthropic}
   * @param longest most characters of a name
   * @param others what a name may hold besides letters and digits; {@code _} is among them
   * @param letterFirst whether a name must begin with a letter or {@code _}
   */
  public record Rule(String host, int longest, String others, boolean letterFirst) {
    private boolean allows(String name) {
      boolean fits = !name.isEmpty() && name.length() <= longest && begins(name);
      for (int i = 0; fits && i < name.length(); i++) {
        fits = allows(name.charAt(i));
      }
      return fits;
    }

    private boolean begins(String name) {
      return !letterFirst
          || (!name.isEmpty() && (isLetter(name.charAt(0)) || name.charAt(0) == '_'));
    }

    private boolean allows(char c) {
      return isLetter(c) || (c >= '0' && c <= '9') || others.indexOf(c) >= 0;
    }

    private static boolean isLetter(char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** The name with {@code _} for what is not allowed; may be empty. */
    private String fit(String name) {
      StringBuilder fit = new StringBuilder(begins(name) ? "" : "_");
      for (int i = 0; i < name.length() && fit.length() < longest; i++) {
        fit.append(allows(name.charAt(i)) ? name.charAt(i) : '_');
      }
      return fit.toString();
    }

    private String inWords() {
      return longest + " letters, digits and " + String.join(" ", others.split(""));
    }
  }

  /**
   * The names of a request.
   *
   * @param taken names that others have already, such as tools of the host itself
   * @param adjusted told how many names were changed, if any
   */
  public static ToolNames of(
      ChatRequest request, Rule rule, Collection<String> taken, Consumer<Adjustment> adjusted) {
    ToolNames names = new ToolNames(rule, taken);
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
                  + " renamed: "
                  + rule.host()
                  + " takes "
                  + rule.inWords()
                  + "; the answer has the names of the request"));
    }
    return names;
  }

  /** The name to send. */
  public String toWire(String name) {
    return toWire.getOrDefault(name, name);
  }

  /** The caller's name for one that was sent. */
  public String toCaller(String name) {
    return toCaller.getOrDefault(name, name);
  }

  /** A name like that which no tool of the request has; it is taken from then on. */
  public String free(String name) {
    String fit = rule.fit(name);
    String free = fit;
    for (int i = 2; free.isEmpty() || !taken.add(free); i++) {
      String suffix = "_" + i;
      free = fit.substring(0, Math.min(fit.length(), rule.longest() - suffix.length())) + suffix;
    }
    return free;
  }

  private void sort(String name, Set<String> unfit) {
    (rule.allows(name) ? taken : unfit).add(name);
  }

  private void rename(String name) {
    String free = free(name);
    toWire.put(name, free);
    toCaller.put(free, name);
  }
}
