package dev.gatewaysdk.provider.bedrock;

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
 * Whether and how hard the model is told to think, in the words of its family, which Converse
 * passes on as additional fields.
 *
 * <p>What the extras {@code thinking} or {@code additionalModelRequestFields} say comes first;
 * without them the reasoning effort decides. Source: AWS's pages on extended and adaptive thinking
 * of Claude and on reasoning of Nova 2, and requests of real clients to gpt-oss and Qwen.
 *
 * @param on whether Claude is told to think
 * @param fields to send; may be empty
 */
record ConverseThinking(boolean on, Map<String, @Nullable Object> fields) {
  static final String THINKING = "thinking";
  private static final String EFFORT = "reasoning_effort";
  private static final long LEAST_BUDGET = 1024;

  /**
   * @param told the additional fields of the extras
   * @param conversation its turns begin with their thinking afterwards, if there is a budget
   */
  static ConverseThinking of(
      ChatRequest request,
      Map<String, @Nullable Object> told,
      ConverseModels model,
      ConverseConversation conversation,
      Consumer<Adjustment> adjusted) {
    String effort = request.reasoningEffort();
    Object said = told.containsKey(THINKING) ? told.get(THINKING) : told.get("reasoning_config");
    if (said instanceof Map<?, ?> thinking) {
      if (effort != null) {
        dropped(adjusted, "the extra 'thinking' says how to think already");
      }
      boolean on = !"disabled".equals(thinking.get("type"));
      if (on) {
        conversation.beginWithThinking();
      }
      return new ConverseThinking(on, Map.of());
    }
    if (effort == null) {
      return none();
    }
    return switch (model.family()) {
      case CLAUDE -> claude(effort, request, model, conversation, adjusted);
      case NOVA -> nova(effort, model, adjusted);
      case OPENAI -> new ConverseThinking(false, Map.of(EFFORT, word(effort, adjusted)));
      case QWEN -> qwen(effort, adjusted);
      default -> {
        dropped(adjusted, "it is not known how to tell this model");
        yield none();
      }
    };
  }

  private static ConverseThinking claude(
      String effort,
      ChatRequest request,
      ConverseModels model,
      ConverseConversation conversation,
      Consumer<Adjustment> adjusted) {
    if (model.thinksAdaptively()) {
      return adaptive(effort, request, model, adjusted);
    }
    if (effort.equals("none")) {
      return none();
    }
    String problem =
        !model.thinksByBudget()
            ? "the model cannot think"
            : isForced(request)
                ? "a model that thinks cannot be forced to call a tool"
                : conversation.callsToolsUnthinkingly()
                    ? "the last tool calls have no signed thinking before them, which Claude"
                        + " demands"
                    : null;
    long budget = budget(effort, request);
    if (problem == null && budget < LEAST_BUDGET) {
      problem = "max_tokens of " + request.maxTokens() + " leave no room to think";
    }
    if (problem != null) {
      dropped(adjusted, problem);
      return none();
    }
    conversation.beginWithThinking();
    adjusted.accept(
        new Adjustment(Kind.EMULATED, EFFORT, "thinking with a budget of " + budget + " tokens"));
    Map<String, Object> thinking = new LinkedHashMap<>();
    thinking.put("type", "enabled");
    thinking.put("budget_tokens", budget);
    return new ConverseThinking(true, Map.of(THINKING, thinking));
  }

  private static ConverseThinking adaptive(
      String effort, ChatRequest request, ConverseModels model, Consumer<Adjustment> adjusted) {
    if (effort.equals("none") && !model.alwaysThinks()) {
      return model.thinksUnlessTold()
          ? new ConverseThinking(false, Map.of(THINKING, Map.of("type", "disabled")))
          : none();
    }
    String word = effort.equals("none") || effort.equals("minimal") ? "low" : effort;
    if (!word.equals(effort)) {
      clamped(adjusted, effort, word);
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    boolean told = !model.thinksUnlessTold() && !isForced(request);
    if (told) {
      adjusted.accept(
          new Adjustment(
              Kind.EMULATED, THINKING, "adaptive: models before 5 do not think for effort alone"));
      fields.put(THINKING, Map.of("type", "adaptive"));
    }
    fields.put("output_config", Map.of("effort", word));
    return new ConverseThinking(told, fields);
  }

  private static ConverseThinking nova(
      String effort, ConverseModels model, Consumer<Adjustment> adjusted) {
    if (!model.takesNovaEffort()) {
      dropped(adjusted, "the model cannot think");
      return none();
    }
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("type", effort.equals("none") ? "disabled" : "enabled");
    if (!effort.equals("none")) {
      config.put("maxReasoningEffort", word(effort, adjusted));
    }
    return new ConverseThinking(false, Map.of("reasoningConfig", config));
  }

  private static ConverseThinking qwen(String effort, Consumer<Adjustment> adjusted) {
    return effort.equals("none")
        ? none()
        : new ConverseThinking(false, Map.of("reasoning_config", word(effort, adjusted)));
  }

  /** One of the three words that most models know. */
  private static String word(String effort, Consumer<Adjustment> adjusted) {
    String word =
        switch (effort) {
          case "none", "minimal" -> "low";
          case "xhigh", "max" -> "high";
          default -> effort;
        };
    if (!word.equals(effort)) {
      clamped(adjusted, effort, word);
    }
    return word;
  }

  /** Tokens for an effort, at most half of the limit. */
  private static long budget(String effort, ChatRequest request) {
    long budget =
        switch (effort) {
          case "minimal", "low" -> LEAST_BUDGET;
          case "high" -> 16 * LEAST_BUDGET;
          case "xhigh", "max" -> 31 * LEAST_BUDGET;
          default -> 4 * LEAST_BUDGET;
        };
    Integer limit = request.maxTokens();
    return limit == null ? budget : Math.min(budget, limit / 2);
  }

  private static boolean isForced(ChatRequest request) {
    ToolChoice choice = request.toolChoice();
    return choice != null
        && (choice.mode() == ToolChoice.Mode.REQUIRED || choice.mode() == ToolChoice.Mode.NAMED);
  }

  /** Whether Nova thinks as hard as it can, when it takes no settings of sampling and length. */
  boolean atNovasMost() {
    return fields.get("reasoningConfig") instanceof Map<?, ?> config
        && "high".equals(config.get("maxReasoningEffort"));
  }

  private static ConverseThinking none() {
    return new ConverseThinking(false, Map.of());
  }

  private static void clamped(Consumer<Adjustment> adjusted, String effort, String word) {
    adjusted.accept(new Adjustment(Kind.CLAMPED, EFFORT, effort + " became " + word));
  }

  private static void dropped(Consumer<Adjustment> adjusted, String detail) {
    adjusted.accept(new Adjustment(Kind.DROPPED, EFFORT, detail));
  }

  /** The additional fields that the extras of a request hold, whichever way they are written. */
  static Map<String, @Nullable Object> told(ChatRequest request) {
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    RawJson additional = request.extras().get(ConverseExtras.ADDITIONAL);
    if (additional != null && additional.isObject()) {
      told.putAll(additional.toMap());
    }
    ConverseExtras.OF_MODELS.forEach(
        name -> {
          RawJson extra = request.extras().get(name);
          if (extra != null) {
            told.put(name, extra.toJava());
          }
        });
    return told;
  }
}
