package dev.gatewaysdk.provider.geminiwire;

import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Translates the reasoning effort: into a level from Gemini 3 on, into a budget for 2.5, into
 * nothing before. Budgets are those of Google's own OpenAI-compatible surface. Source: Google's
 * pages on thinking and on OpenAI compatibility.
 */
final class GeminiThinking {
  private static final String EFFORT = "reasoning_effort";
  private static final Map<String, Integer> BUDGETS =
      Map.of(
          "none", 0, "minimal", 1024, "low", 1024, "medium", 8192, "high", 24_576, "xhigh", 24_576,
          "max", 24_576);

  private GeminiThinking() {}

  /** The fields of {@code thinkingConfig}; empty for none. */
  static Map<String, Object> of(
      @Nullable String effort, GeminiModel model, Consumer<Adjustment> adjusted) {
    if (effort == null) {
      return Map.of();
    }
    if (!model.thinks()) {
      if (!effort.equals("none")) {
        adjusted.accept(new Adjustment(Kind.DROPPED, EFFORT, "the model does not think"));
      }
      return Map.of();
    }
    return model.thinksByLevel() ? level(effort, model, adjusted) : budget(effort, model, adjusted);
  }

  /** Words that are new here pass as they are. */
  private static Map<String, Object> level(
      String effort, GeminiModel model, Consumer<Adjustment> adjusted) {
    String level =
        switch (effort) {
          case "none", "minimal" -> model.leastLevel();
          case "medium" -> model.hasMediumLevel() ? effort : "high";
          case "xhigh", "max" -> "high";
          default -> effort;
        };
    if (!level.equals(effort)) {
      adjusted.accept(
          new Adjustment(
              Kind.CLAMPED, EFFORT, effort + " became " + level + ", the model's nearest"));
    }
    return Map.of("thinkingLevel", level);
  }

  private static Map<String, Object> budget(
      String effort, GeminiModel model, Consumer<Adjustment> adjusted) {
    Integer asked = BUDGETS.get(effort);
    if (asked == null) {
      adjusted.accept(
          new Adjustment(Kind.DROPPED, EFFORT, "the model thinks by tokens, not by this word"));
      return Map.of();
    }
    int budget = Math.max(asked, model.leastBudget());
    boolean clamped = budget != asked || effort.equals("xhigh") || effort.equals("max");
    adjusted.accept(
        new Adjustment(
            clamped ? Kind.CLAMPED : Kind.EMULATED,
            EFFORT,
            effort + " became a budget of " + budget + " tokens"));
    return Map.of("thinkingBudget", budget);
  }
}
