package dev.gatewaysdk.provider.anthropic;

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
 * Ids of tool calls as Anthropic takes them: of few characters, and each once in a request.
 *
 * <p>Other providers give ids with dots and colons, the same ones in every answer, or none. A
 * result finds the last call of its id; calls and results without one are tied by their order.
 */
final class AnthropicCallIds {
  private static final Pattern NOT_IN_IDS = Pattern.compile("[^a-zA-Z0-9_-]");

  private final Consumer<Adjustment> adjusted;
  private final Map<String, String> last = new HashMap<>(4);
  private final Set<String> used = new HashSet<>(4);
  private final Queue<String> nameless = new ArrayDeque<>(0);

  AnthropicCallIds(Consumer<Adjustment> adjusted) {
    this.adjusted = adjusted;
  }

  /** The id to send for a call. */
  String ofCall(String id, String place) {
    String wire = NOT_IN_IDS.matcher(id).replaceAll("_");
    String detail = "characters other than letters, digits, _ and - became _";
    if (id.isEmpty()) {
      wire = "call_" + used.size();
      detail = "made up, since it had none";
    }
    String unique = wire;
    for (int i = 2; !used.add(unique); i++) {
      unique = wire + "_" + i;
      detail = "numbered, since an earlier call has the same";
    }
    if (!unique.equals(id)) {
      changed(place, detail);
    }
    if (id.isEmpty()) {
      nameless.add(unique);
    } else {
      last.put(id, unique);
    }
    return unique;
  }

  /** The id to send for a result. */
  String ofResult(String id, String place) {
    String call = id.isEmpty() ? nameless.poll() : last.get(id);
    String wire = Objects.requireNonNullElse(call, id);
    if (!wire.equals(id)) {
      changed(place, "the one that was sent for its call");
    }
    return wire;
  }

  private void changed(String place, String detail) {
    adjusted.accept(new Adjustment(Kind.EMULATED, place + ".tool_call_id", detail));
  }
}
