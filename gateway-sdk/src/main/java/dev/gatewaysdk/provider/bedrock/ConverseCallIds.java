package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Ids of tool calls as Converse takes them: at most 64 letters, digits, _ and -, and each once in a
 * request. Models of Mistral's want nine letters and digits.
 *
 * <p>A result finds the last call of its id; calls and results without one are tied by their order.
 */
final class ConverseCallIds {
  private static final Pattern NOT_IN_IDS = Pattern.compile("[^a-zA-Z0-9_-]");
  private static final int LONGEST = 64;
  private static final int ROOM_FOR_NUMBER = 4;

  private static final Pattern NOT_IN_SHORT_IDS = Pattern.compile("[^a-zA-Z0-9]");
  private static final int SHORT = 9;

  private final boolean shortIds;
  private final Consumer<Adjustment> adjusted;
  private final Map<String, String> last = new HashMap<>(4);
  private final Set<String> used = new HashSet<>(4);
  private final Queue<String> nameless = new ArrayDeque<>(0);

  ConverseCallIds(boolean shortIds, Consumer<Adjustment> adjusted) {
    this.shortIds = shortIds;
    this.adjusted = adjusted;
  }

  /** The id to send for a call. */
  String ofCall(String id, String place) {
    String unique = shortIds ? shortId(id) : longId(id);
    if (!unique.equals(id)) {
      adjusted.accept(
          new Adjustment(
              Kind.EMULATED,
              place + ".tool_call_id",
              shortIds
                  ? "made one that the model takes: nine letters and digits"
                  : "made one that Converse takes: up to 64 letters, digits, _ and -, each once"));
    }
    if (id.isEmpty()) {
      nameless.add(unique);
    } else {
      last.put(id, unique);
    }
    return unique;
  }

  private String longId(String id) {
    String fit = NOT_IN_IDS.matcher(id).replaceAll("_");
    if (id.isEmpty()) {
      fit = "call_" + used.size();
    } else if (fit.length() > LONGEST) {
      fit = fit.substring(0, LONGEST - ROOM_FOR_NUMBER);
    }
    String unique = fit;
    for (int i = 2; !used.add(unique); i++) {
      unique = fit.substring(0, Math.min(fit.length(), LONGEST - ROOM_FOR_NUMBER)) + "_" + i;
    }
    return unique;
  }

  /** The end of the id, where ids differ, or with a number there. */
  private String shortId(String id) {
    String fit = NOT_IN_SHORT_IDS.matcher(id).replaceAll("");
    fit = fit.substring(Math.max(0, fit.length() - SHORT)) + "0".repeat(SHORT);
    String unique = fit.substring(0, SHORT);
    for (int i = 2; !used.add(unique); i++) {
      String number = Integer.toString(i);
      unique = fit.substring(0, SHORT - number.length()) + number;
    }
    return unique;
  }

  /** The id to send for a result. */
  String ofResult(String id) {
    String call = id.isEmpty() ? nameless.poll() : last.get(id);
    return Objects.requireNonNullElse(call, id);
  }
}
