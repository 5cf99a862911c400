package dev.gatewaysdk.provider.anthropic;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how hard the model is told to think, as its generation can be told.
 *
 * <p>The extra {@code thinking} is Anthropic's own word and comes first; without it the reasoning
 * effort decides. Up to 4.5 models think by a budget of tokens, from 4.7 on as they see fit, and
 * those between both ways. Effort steers the latter.
 *
 * @param on whether the model is told to think
 * @param budget tokens it may think for; 0 unless thinking goes by budget
 * @param json the field to send; null for none
 * @param effort the effort to send; null for none
 */
record AnthropicThinking(boolean on, long budget, @Nullable RawJson json, @Nullable String effort) {
  static final String FIELD = "thinking";
  private static final String EFFORT = "reasoning_effort";
  private static final long LEAST_BUDGET = 1024;

  private static final AnthropicThinking NONE = new AnthropicThinking(false, 0, null, null);
  private static final RawJson ADAPTIVE = RawJson.of(Map.of("type", "adaptive"));
  private static final RawJson DISABLED = RawJson.of(Map.of("type", "disabled"));

  /**
   * @param conversation its turns begin with their thinking afterwards, if it goes by budget
   */
  static AnthropicThinking of(
      ChatRequest request,
      AnthropicModels model,
      AnthropicConversation conversation,
      Consumer<Adjustment> adjusted) {
    RawJson extra = request.extras().get(FIELD);
    AnthropicThinking asked =
        extra != null
            ? told(extra, request, model, adjusted)
            : byEffort(request, model, conversation, adjusted);
    if (asked.budget == 0) {
      return asked;
    }
    conversation.turns().stream()
        .filter(AnthropicTurn::assistant)
        .forEach(AnthropicTurn::beginWithThinking);
    String why = conversation.forbidsThinking();
    if (why == null) {
      return asked;
    }
    adjusted.accept(new Adjustment(Kind.DROPPED, FIELD, why));
    return new AnthropicThinking(false, 0, null, asked.effort);
  }

  /** What the extra says, in the form that the model takes. */
  private static AnthropicThinking told(
      RawJson extra, ChatRequest request, AnthropicModels model, Consumer<Adjustment> adjusted) {
    String effort = model.takesEffort() ? word(request, adjusted) : null;
    if (request.reasoningEffort() != null && effort == null) {
      adjusted.accept(
          new Adjustment(Kind.DROPPED, EFFORT, "the extra 'thinking' says how to think already"));
    }
    Map<String, @Nullable Object> fields =
        extra.isObject() ? new LinkedHashMap<>(extra.toMap()) : new LinkedHashMap<>();
    boolean enabled = "enabled".equals(fields.get("type"));
    boolean adaptive = "adaptive".equals(fields.get("type"));
    if ((enabled || adaptive) && !model.thinks()) {
      adjusted.accept(new Adjustment(Kind.DROPPED, FIELD, "the model cannot think"));
      return new AnthropicThinking(false, 0, null, effort);
    }
    if (enabled && !model.thinksByBudget()) {
      fields.remove("budget_tokens");
      fields.put("type", "adaptive");
      adjusted.accept(
          new Adjustment(Kind.EMULATED, FIELD, "adaptive: the model takes no budget of tokens"));
      return new AnthropicThinking(true, 0, RawJson.of(fields), effort);
    }
    if (adaptive && !model.thinksAdaptively()) {
      Long budget = budget("medium", request);
      if (budget == null) {
        adjusted.accept(new Adjustment(Kind.DROPPED, FIELD, noRoom(request)));
        return new AnthropicThinking(false, 0, null, effort);
      }
      fields.put("type", "enabled");
      fields.put("budget_tokens", budget);
      adjusted.accept(
          new Adjustment(Kind.EMULATED, FIELD, "a budget of " + budget + ": the model needs one"));
      return new AnthropicThinking(true, budget, RawJson.of(fields), effort);
    }
    if ("disabled".equals(fields.get("type")) && model.alwaysThinks()) {
      adjusted.accept(new Adjustment(Kind.DROPPED, FIELD, "the model always thinks"));
      return new AnthropicThinking(false, 0, null, effort);
    }
    long budget =
        enabled && fields.get("budget_tokens") instanceof Long tokens ? Math.max(0, tokens) : 0;
    return new AnthropicThinking(adaptive || budget > 0, budget, extra, effort);
  }

  private static AnthropicThinking byEffort(
      ChatRequest request,
      AnthropicModels model,
      AnthropicConversation conversation,
      Consumer<Adjustment> adjusted) {
    String asked = request.reasoningEffort();
    if (asked == null) {
      return NONE;
    }
    boolean off = asked.equals("none");
    if (off && !model.alwaysThinks()) {
      return model.thinksOnlyIfTold() ? NONE : new AnthropicThinking(false, 0, DISABLED, null);
    }
    if (!model.takesEffort()) {
      return byBudget(asked, request, model, conversation, adjusted);
    }
    String word = word(request, adjusted);
    if (!model.thinksOnlyIfTold() || !model.thinksAdaptively() || isForced(request)) {
      return new AnthropicThinking(false, 0, null, word);
    }
    adjusted.accept(
        new Adjustment(
            Kind.EMULATED, FIELD, "adaptive: models before 5 do not think for the effort alone"));
    return new AnthropicThinking(true, 0, ADAPTIVE, word);
  }

  private static AnthropicThinking byBudget(
      String asked,
      ChatRequest request,
      AnthropicModels model,
      AnthropicConversation conversation,
      Consumer<Adjustment> adjusted) {
    Long budget = budget(asked, request);
    String why =
        !model.thinks()
            ? "the model cannot think"
            : isForced(request)
                ? "a model that thinks cannot be forced to call a tool"
                : budget == null ? noRoom(request) : null;
    if (why == null) {
      why = conversation.forbidsThinking();
    }
    if (why != null || budget == null) {
      adjusted.accept(new Adjustment(Kind.DROPPED, EFFORT, String.valueOf(why)));
      return NONE;
    }
    adjusted.accept(
        new Adjustment(Kind.EMULATED, EFFORT, "thinking with a budget of " + budget + " tokens"));
    RawJson json = RawJson.parse("{\"type\":\"enabled\",\"budget_tokens\":" + budget + "}");
    return new AnthropicThinking(true, budget, json, null);
  }

  /** Words of Anthropic pass, new ones too; OpenAI's least efforts have no equal here. */
  private static @Nullable String word(ChatRequest request, Consumer<Adjustment> adjusted) {
    String asked = request.reasoningEffort();
    if (asked == null || !(asked.equals("none") || asked.equals("minimal"))) {
      return asked;
    }
    adjusted.accept(new Adjustment(Kind.CLAMPED, EFFORT, asked + " became low, Anthropic's least"));
    return "low";
  }

  /** Tokens for an effort, at most half of the limit; null if that leaves no room. */
  private static @Nullable Long budget(String effort, ChatRequest request) {
    long budget =
        switch (effort) {
          case "minimal", "low" -> LEAST_BUDGET;
          case "high" -> 16 * LEAST_BUDGET;
          case "xhigh", "max" -> 31 * LEAST_BUDGET; // Below 32,000, the least limit of them all.
          default -> 4 * LEAST_BUDGET;
        };
    Integer limit = request.maxTokens();
    long within = limit == null ? budget : Math.min(budget, limit / 2);
    return within < LEAST_BUDGET ? null : within;
  }

  private static String noRoom(ChatRequest request) {
    return "max_tokens of "
        + request.maxTokens()
        + " leave no room to think: it takes "
        + 2 * LEAST_BUDGET;
  }

  private static boolean isForced(ChatRequest request) {
    ToolChoice choice = request.toolChoice();
    return choice != null
        && (choice.mode() == ToolChoice.Mode.REQUIRED || choice.mode() == ToolChoice.Mode.NAMED);
  }
}
