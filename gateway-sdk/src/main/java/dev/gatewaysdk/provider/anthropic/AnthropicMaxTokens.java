package dev.gatewaysdk.provider.anthropic;

import org.jspecify.annotations.Nullable;

/**
 * The limit on tokens of an answer whose request sets none, as Anthropic demands one.
 *
 * @param configured by the provider's settings; null if not
 * @param most that the model generates, by the price book; null if not known
 */
record AnthropicMaxTokens(@Nullable Integer configured, @Nullable Integer most) {
  /** Where nothing is known. */
  static final int UNKNOWN = 4096;

  /** Models that refuse a request with more than the context window has room for. */
  private static final int CAREFUL = 8192;

  /**
   * What can be generated within 10 minutes, at 128,000 an hour: Anthropic's own clients send no
   * unary request for more, as connections break before its end.
   */
  private static final int UNARY = 21_333;

  /**
   * @param budget for thinking, which comes on top
   */
  long of(AnthropicModels model, boolean streamed, long budget) {
    if (configured != null) {
      return configured + budget;
    }
    if (most == null) {
      return UNKNOWN + budget;
    }
    int within = streamed ? most : Math.min(most, UNARY);
    int limit = model.takesGenerousLimits() ? within : Math.min(within, CAREFUL);
    return Math.min(limit + budget, most);
  }
}
