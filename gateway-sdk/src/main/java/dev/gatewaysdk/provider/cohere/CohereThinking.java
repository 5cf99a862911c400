package dev.gatewaysdk.provider.cohere;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says how hard to think, in tokens. Source: Cohere's page on reasoning. */
final class CohereThinking {
  static final String FIELD = "thinking";
  private static final String EFFORT = "reasoning_effort";

  /** Models without reasoning, which refuse the field; those to come are taken to have it. */
  private static final List<String> WITHOUT =
      List.of("command-r", "command-a-03", "command-a-vision", "command-light", "c4ai-");

  private CohereThinking() {}

  /** The field to send; null for none, or where the extra of that name says it. */
  static @Nullable RawJson of(ChatRequest request, String model, Consumer<Adjustment> adjusted) {
    String effort = request.reasoningEffort();
    if (effort == null) {
      return null;
    }
    boolean without = model.equals("command") || WITHOUT.stream().anyMatch(model::startsWith);
    if (request.extras().containsKey(FIELD) || (without && !effort.equals("none"))) {
      adjusted.accept(
          new Adjustment(
              Kind.DROPPED,
              EFFORT,
              without ? "the model cannot think" : "the extra 'thinking' says how to think"));
      return null;
    }
    if (without) {
      return null;
    }
    return switch (effort) {
      case "none" -> RawJson.parse("{\"type\":\"disabled\"}");
      case "minimal", "low" -> budget(1024, adjusted);
      case "medium" -> budget(4096, adjusted);
      default -> RawJson.parse("{\"type\":\"enabled\"}");
    };
  }

  private static RawJson budget(int tokens, Consumer<Adjustment> adjusted) {
    adjusted.accept(
        new Adjustment(Kind.EMULATED, EFFORT, "thinking with a budget of " + tokens + " tokens"));
    return RawJson.parse("{\"type\":\"enabled\",\"token_budget\":" + tokens + "}");
  }
}
