package dev.gatewaysdk.provider.anthropic;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Claude model takes, by its name.
 *
 * <p>Only the generations that are closed are told apart: up to 4.x by their number, all later ones
 * alike, and names that are not Claude's (other hosts of this protocol) take everything. Source:
 * Anthropic's pages on effort, on structured outputs, and the migration guides of Opus 4.7, Sonnet
 * 5 and Sonnet 5.5.
 */
final class AnthropicModels {
  private static final Pattern FOUR =
      Pattern.compile("claude-(opus|sonnet|haiku)-4(?:-(\\d{1,2}))?(?!\\d).*");
  private static final int LATER = 50;

  private AnthropicModels() {}

  /** Whether it takes {@code output_config.effort}: Opus 4.5, and everything from 4.6 on. */
  static boolean takeEffort(String model) {
    int version = version(model);
    return version >= 46 || (version == 45 && model.startsWith("claude-opus"));
  }

  /** Whether it takes temperature and top_p other than 1: everything before 4.7. */
  static boolean takeSampling(String model) {
    return version(model) < 47 || !isClaude(model);
  }

  /** Whether it takes temperature and top_p in one request: everything before 4.1. */
  static boolean takeBothSamplings(String model) {
    return version(model) < 41 || !isClaude(model);
  }

  private static boolean isClaude(String model) {
    return model.startsWith("claude-");
  }

  /** Ten times major plus minor; {@link #LATER} for what is newer than 4.x or not Claude's. */
  private static int version(String model) {
    if (model.startsWith("claude-3")
        || model.startsWith("claude-2")
        || model.startsWith("claude-instant")) {
      return 30;
    }
    Matcher four = FOUR.matcher(model);
    if (!four.matches()) {
      return LATER;
    }
    String minor = four.group(2);
    return 40 + (minor == null ? 0 : Math.min(9, Integer.parseInt(minor)));
  }
}
