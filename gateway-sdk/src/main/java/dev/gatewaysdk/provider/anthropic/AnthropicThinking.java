package dev.gatewaysdk.provider.anthropic;

import dev.gatewaysdk.json.RawJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the request's {@code thinking} extra asks for, as far as other settings depend on it.
 *
 * @param on whether the model is told to think, by budget or as it sees fit
 * @param budget tokens it may think for; 0 unless thinking goes by budget
 * @param kept whether the extra is sent
 */
record AnthropicThinking(boolean on, long budget, boolean kept) {
  static final String FIELD = "thinking";

  /** Asked for, but not possible in this conversation. */
  static final AnthropicThinking DROPPED = new AnthropicThinking(false, 0, false);

  private static final AnthropicThinking OFF = new AnthropicThinking(false, 0, true);
  private static final AnthropicThinking ADAPTIVE = new AnthropicThinking(true, 0, true);

  /**
   * @param extra as the request has it; null if it has none
   */
  static AnthropicThinking of(@Nullable RawJson extra) {
    if (extra == null || !(extra.toJava() instanceof Map<?, ?> fields)) {
      return OFF;
    }
    Object type = fields.get("type");
    if ("enabled".equals(type)
        && fields.get("budget_tokens") instanceof Long budget
        && budget > 0) {
      return new AnthropicThinking(true, budget, true);
    }
    return "adaptive".equals(type) ? ADAPTIVE : OFF;
  }

  /** Whether turns that ask for tools must begin with signed thinking. */
  boolean byBudget() {
    return budget > 0;
  }
}
