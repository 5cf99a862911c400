package dev.gatewaysdk.provider.bedrock;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model on Bedrock takes, by its id or ARN.
 *
 * <p>A name that says nothing, such as that of an application's inference profile, is taken for one
 * of a capable model without the newest abilities. Source: AWS's pages on the models of each
 * family, on tool choice, structured outputs, prompt caching and reasoning.
 */
final class ConverseModels {
  /** Whose model it is. */
  enum Family {
    CLAUDE("anthropic."),
    NOVA("amazon.nova"),
    TITAN("amazon.titan"),
    LLAMA("meta."),
    MISTRAL("mistral."),
    COHERE("cohere."),
    AI21("ai21."),
    OPENAI("openai."),
    DEEPSEEK("deepseek."),
    QWEN("qwen."),
    GEMMA("google."),
    MINIMAX("minimax."),
    KIMI("moonshot"),
    NEMOTRON("nvidia."),
    GLM("zai."),
    OTHER("");

    private final String prefix;

    Family(String prefix) {
      this.prefix = prefix;
    }

    /** An ARN of a custom model has the id of its base in its midst. */
    private boolean isIn(String name) {
      return name.startsWith(prefix) || name.contains("." + prefix) || name.contains("/" + prefix);
    }
  }

  private static final Pattern CLAUDE =
      Pattern.compile(
          ".*claude-(?:(?<family>[a-z]+)-)?(?<major>\\d)(?:[-.](?<minor>\\d{1,2}))?(?!\\d).*");
  private static final List<String> MISTRALS_WITH_SCHEMAS =
      List.of("ministral", "magistral", "voxtral", "devstral", "mistral-large-3");
  private static final int LATEST = 99;

  private final String name;
  private final Family family;
  private final int version;

  private ConverseModels(String name, Family family, int version) {
    this.name = name;
    this.family = family;
    this.version = version;
  }

  /**
   * @param model an id, with or without its region, or an ARN
   */
  static ConverseModels of(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    for (Family family : Family.values()) {
      if (family != Family.OTHER && family.isIn(name)) {
        return new ConverseModels(name, family, family == Family.CLAUDE ? claude(name) : 0);
      }
    }
    return new ConverseModels(name, Family.OTHER, 0);
  }

  /** Ten times major plus minor. */
  private static int claude(String name) {
    if (name.contains("claude-v") || name.contains("claude-instant")) {
      return 20;
    }
    Matcher matcher = CLAUDE.matcher(name);
    if (!matcher.matches()) {
      return LATEST;
    }
    String minor = matcher.group("minor");
    return 10 * Integer.parseInt(matcher.group("major"))
        + (minor == null ? 0 : Math.min(9, Integer.parseInt(minor)));
  }

  Family family() {
    return family;
  }

  boolean isClaude() {
    return family == Family.CLAUDE;
  }

  /**
   * Whether it can be held to a schema, for answers and for tools. Of Claude, Bedrock takes one for
   * 4.5 and 4.6; for later ones it refuses the fields, whatever Anthropic's own API does.
   */
  boolean takesSchemas() {
    return switch (family) {
      case CLAUDE -> version >= 45 && version <= 46;
      case QWEN, GEMMA, MINIMAX, KIMI, NEMOTRON, OPENAI, GLM -> true;
      case DEEPSEEK -> !name.contains("r1");
      case MISTRAL -> MISTRALS_WITH_SCHEMAS.stream().anyMatch(name::contains);
      default -> false;
    };
  }

  /** Whether it can be made to call some tool. */
  boolean takesForcedTools() {
    return switch (family) {
      case LLAMA, COHERE, AI21, TITAN -> false;
      case CLAUDE -> version >= 30 && !alwaysThinks();
      case DEEPSEEK -> !name.contains("r1");
      case MISTRAL -> takesSystem(); // The first ones have neither.
      default -> true;
    };
  }

  /** Whether it can be made to call one tool by its name. */
  boolean takesNamedTools() {
    return takesForcedTools() && family != Family.MISTRAL;
  }

  /** Whether instructions have a place of their own, rather than that of the user's first words. */
  boolean takesSystem() {
    return switch (family) {
      case TITAN -> false;
      case MISTRAL -> !name.contains("mistral-7b") && !name.contains("mixtral-8x7b");
      case COHERE -> !name.contains("command-text") && !name.contains("command-light");
      case AI21 -> !name.contains("ai21.j2");
      default -> true;
    };
  }

  /** Whether it goes on with an answer that was begun for it: Claude before 4.6, and others. */
  boolean takesPrefill() {
    return !isClaude() || version < 46;
  }

  /** Whether it streams answers to requests with tools. */
  boolean streamsTools() {
    return switch (family) {
      case LLAMA, AI21 -> false;
      case MISTRAL -> !name.contains("mistral-large-24");
      default -> true;
    };
  }

  /** Whether a turn may have text beside tool calls. */
  boolean mixesCalls() {
    return family != Family.LLAMA && family != Family.MISTRAL;
  }

  /** Whether a turn may have text beside the results of tools. */
  boolean mixesResults() {
    return isClaude() || family == Family.OTHER;
  }

  /** Whether ids of tool calls have nine letters and digits, no more and no less. */
  boolean hasShortCallIds() {
    return family == Family.MISTRAL;
  }

  /** Whether it can be told to call one tool at a time: Claude from 4.5. */
  boolean takesOneCallAtATime() {
    return isClaude() && version >= 45;
  }

  /** Whether it is one of OpenAI's models that are not open. */
  boolean isGpt() {
    return family == Family.OPENAI && !name.contains("gpt-oss");
  }

  /** Whether a prompt can be kept in a cache up to a mark. */
  boolean takesCachePoints() {
    return isClaude() || family == Family.NOVA || family == Family.OTHER;
  }

  /** Whether such a mark may stand among the tools. */
  boolean takesCachePointsInTools() {
    return isClaude() || family == Family.OTHER;
  }

  /** Whether it takes temperature and nucleus sampling: but for Claude from 4.7 and GPT. */
  boolean takesSampling() {
    return isClaude() ? version < 47 : !isGpt();
  }

  /** Whether it takes both in one request: but for Claude from 4.1. */
  boolean takesBothSamplings() {
    return !isClaude() || version < 41;
  }

  /** Whether it thinks by a budget of tokens: Claude 3.7 to 4.5. */
  boolean thinksByBudget() {
    return isClaude() && version >= 37 && version < 46;
  }

  /** Whether it thinks as it sees fit, and heeds an effort: Claude from 4.6. */
  boolean thinksAdaptively() {
    return isClaude() && version >= 46;
  }

  /** Whether it thinks without being told to: Claude from 5. */
  boolean thinksUnlessTold() {
    return isClaude() && version >= 50;
  }

  /** Whether thinking cannot be switched off: Claude from 5.5. */
  boolean alwaysThinks() {
    return isClaude() && version >= 55;
  }

  /** Whether it takes back thoughts that were signed at Bedrock, which are Claude's. */
  boolean takesSignedThoughts() {
    return isClaude() || family == Family.OTHER;
  }

  /** Whether it takes Nova's reasoning effort. */
  boolean takesNovaEffort() {
    return family == Family.NOVA && name.contains("nova-2");
  }
}
