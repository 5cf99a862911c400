package dev.gatewaysdk.provider.anthropic;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Claude model takes, by its name.
 *
 * <p>A model is told by its generation, ten times major plus minor; those to come are taken to be
 * like the latest. Names that are not Claude's (other hosts of this protocol) take everything.
 * Source: Anthropic's pages on effort, adaptive thinking, structured outputs and mid-conversation
 * system messages, and the migration guides up to Opus and Sonnet 5.5.
 */
final class AnthropicModels {
  private static final Pattern NAME =
      Pattern.compile(
          "claude-(?:(?<family>[a-z]+)-)?(?<major>\\d)(?:[-.](?<minor>\\d{1,2}))?(?!\\d).*");
  private static final int LATEST = 99;

  private final boolean claude;
  private final String family;
  private final int version;

  private AnthropicModels(boolean claude, String family, int version) {
    this.claude = claude;
    this.family = family;
    this.version = version;
  }

  static AnthropicModels of(String model) {
    if (!model.startsWith("claude-")) {
      return new AnthropicModels(false, "", LATEST);
    }
    if (model.startsWith("claude-instant")) {
      return new AnthropicModels(true, "", 10);
    }
    Matcher name = NAME.matcher(model);
    if (!name.matches()) {
      return new AnthropicModels(true, "", LATEST);
    }
    String family = name.group("family");
    String minor = name.group("minor");
    int version =
        10 * Integer.parseInt(name.group("major"))
            + (minor == null ? 0 : Math.min(9, Integer.parseInt(minor)));
    return new AnthropicModels(true, family == null ? "" : family, version);
  }

  /** Whether it takes {@code output_config.effort}: Opus 4.5, and everything from 4.6 on. */
  boolean takesEffort() {
    return version >= 46 || (version == 45 && family.equals("opus"));
  }

  /** Whether it takes temperature, top_p and top_k of one's own: everything before 4.7. */
  boolean takesSampling() {
    return !claude || version < 47;
  }

  /** Whether it takes temperature and top_p in one request: everything before 4.1. */
  boolean takesBothSamplings() {
    return !claude || version < 41;
  }

  /** Whether it can be held to a schema, for answers and for tools: everything from 4.5 on. */
  boolean takesSchemas() {
    return version >= 45;
  }

  /** Whether it goes on with an answer that was begun for it: everything before 4.6. */
  boolean takesPrefill() {
    return !claude || version < 46;
  }

  /** Whether it can be made to call a tool: not the 5.5 family, nor Fable and Mythos from 5.1. */
  boolean takesForcedTools() {
    return !claude || !alwaysThinks();
  }

  /** Whether it can think at all: everything from 3.7 on. */
  boolean thinks() {
    return version >= 37;
  }

  /** Whether it can think by a budget of tokens: 3.7 to 4.6. */
  boolean thinksByBudget() {
    return !claude || (version >= 37 && version <= 46);
  }

  /** Whether it can think as it sees fit: everything from 4.6 on. */
  boolean thinksAdaptively() {
    return version >= 46;
  }

  /** Whether it thinks only if told to: everything before 5. */
  boolean thinksOnlyIfTold() {
    return claude && version < 50;
  }

  /** Whether thinking cannot be switched off. */
  boolean alwaysThinks() {
    return claude
        && (version >= 55
            || (version >= 51 && (family.equals("fable") || family.equals("mythos"))));
  }

  /**
   * Whether instructions may stand in the midst of the conversation, after a user's turn: Opus from
   * 4.8, all others from 5 but for Sonnet 5.
   */
  boolean takesInstructionsInPlace() {
    return claude
        && (version > 50
            || (version == 50 && !family.equals("sonnet"))
            || (version >= 48 && family.equals("opus")));
  }

  /**
   * Whether an answer may be asked for that the context window has no room for, as it then just
   * ends early: everything from 4.5 on. Before, the request is refused.
   */
  boolean takesGenerousLimits() {
    return version >= 45;
  }
}
