package dev.gatewaysdk.reply;

/**
 * Tokens that one call consumed.
 *
 * <p>Counts are in the target's own tokenizer, so figures of two models do not compare. Providers
 * contradict themselves (cached tokens above the input, totals that do not add up): only signs are
 * checked here.
 *
 * @param input tokens read, cached ones included; never negative
 * @param cacheRead part of {@code input} that came from the provider's prompt cache
 * @param cacheWrite part of {@code input} that was written to the provider's prompt cache
 * @param output tokens generated, reasoning included
 * @param reasoning part of {@code output} that was spent on reasoning
 * @param total the provider's own total, or else the sum of input and output
 * @param estimated true if this SDK counted, false if the provider's usage block did
 */
public record TokenUsage(
    long input,
    long cacheRead,
    long cacheWrite,
    long output,
    long reasoning,
    long total,
    boolean estimated) {

  /**
   * @throws IllegalArgumentException if a count is negative
   */
  public TokenUsage {
    if ((input | cacheRead | cacheWrite | output | reasoning | total) < 0) {
      throw new IllegalArgumentException("token counts must not be negative");
    }
  }

  /** Usage without cache and reasoning, as a provider reported it. */
  public static TokenUsage of(long input, long output) {
    return new TokenUsage(input, 0, 0, output, 0, input + output, false);
  }

  /** Tokens read, cached ones included. */
  public long inputTokens() {
    return input;
  }

  /** Tokens generated, reasoning included. */
  public long outputTokens() {
    return output;
  }

  /** All tokens: the provider's own total, or else the sum. */
  public long totalTokens() {
    return total;
  }
}
