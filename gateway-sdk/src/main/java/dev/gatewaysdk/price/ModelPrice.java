package dev.gatewaysdk.price;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the text tokens of one model cost.
 *
 * <p>Prices are whole pico-USD (1e-12 USD) for one token, exact for every price that a provider
 * publishes. A price that was not stated is that of the tokens it is a part of: cache reads and
 * writes cost what input costs, reasoning costs what output costs. What a provider bills beside
 * tokens (searches, cache storage, service tiers, batch discounts) is not in here.
 *
 * <p>Immutable, so safe for use by many threads; equal if all prices and limits are.
 */
public final class ModelPrice {
  private final long input;
  private final long cacheRead;
  private final long cacheWrite;
  private final long output;
  private final long reasoning;
  private final int threshold;
  private final @Nullable ModelPrice tier;
  private final @Nullable Integer contextWindow;
  private final @Nullable Integer maxOutput;
  private final boolean textOnly;

  private ModelPrice(Builder from, long input, long output) {
    this.input = input;
    this.output = output;
    cacheRead = Objects.requireNonNullElse(from.cacheRead, input);
    cacheWrite = Objects.requireNonNullElse(from.cacheWrite, input);
    reasoning = Objects.requireNonNullElse(from.reasoning, output);
    threshold = from.threshold;
    tier = from.tier;
    contextWindow = from.contextWindow;
    maxOutput = from.maxOutput;
    textOnly = from.textOnly;
  }

  /** A builder that takes prices as providers publish them, in USD for a million tokens. */
  public static Builder perMillionTokens() {
    return new Builder();
  }

  /**
   * The cost of one call in pico-USD, without an allocation.
   *
   * <p>Providers contradict themselves, so nothing is refused here: a count below 0 counts as 0,
   * and parts that exceed their whole are billed as reported, with nothing left of the whole. A
   * cost that does not fit is {@link Long#MAX_VALUE} (9.2 million USD).
   *
   * @param input all tokens read, those of {@code cacheRead} and {@code cacheWrite} included; above
   *     the threshold of a long-context tier, the tier's prices hold for the whole call
   * @param cacheRead the part of {@code input} that was read from a cache
   * @param cacheWrite the part of {@code input} that was written to a cache
   * @param output all tokens generated, those of {@code reasoning} included
   * @param reasoning the part of {@code output} that was spent on reasoning
   */
  public long picoUsd(long input, long cacheRead, long cacheWrite, long output, long reasoning) {
    ModelPrice price = this;
    while (price.tier != null && input > price.threshold) {
      price = price.tier;
    }
    long cost = cost(rest(rest(input, cacheRead), cacheWrite), price.input);
    cost = PicoUsd.plus(cost, cost(cacheRead, price.cacheRead));
    cost = PicoUsd.plus(cost, cost(cacheWrite, price.cacheWrite));
    cost = PicoUsd.plus(cost, cost(rest(output, reasoning), price.output));
    return PicoUsd.plus(cost, cost(reasoning, price.reasoning));
  }

  private static long cost(long tokens, long picoUsd) {
    return PicoUsd.times(Math.max(0, tokens), picoUsd);
  }

  /** What is left of the whole, which is below 0, and so costs nothing, if the part exceeds it. */
  private static long rest(long whole, long part) {
    return Math.max(0, whole) - Math.max(0, part);
  }

  /** Pico-USD for one token of input that no cache had a part in. */
  public long inputPicoUsd() {
    return input;
  }

  /** Pico-USD for one token of output other than reasoning. */
  public long outputPicoUsd() {
    return output;
  }

  /** Pico-USD for one token read from a cache; the input price if none was stated. */
  public long cacheReadPicoUsd() {
    return cacheRead;
  }

  /**
   * Pico-USD for one token written to a cache for 5 minutes; the input price if none was stated.
   * Longer-lived writes, which some providers bill higher, are not told apart.
   */
  public long cacheWritePicoUsd() {
    return cacheWrite;
  }

  /** Pico-USD for one token of reasoning; the output price if none was stated. */
  public long reasoningPicoUsd() {
    return reasoning;
  }

  /** The most tokens that the model reads, or null if not stated. */
  public @Nullable Integer contextWindow() {
    return contextWindow;
  }

  /** The most tokens that the model generates, or null if not stated. */
  public @Nullable Integer maxOutput() {
    return maxOutput;
  }

  /**
   * True if the model bills images, audio or video otherwise than text, which these prices do not
   * tell: the cost of a call that holds such media is not known.
   */
  public boolean textOnly() {
    return textOnly;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ModelPrice that
        && input == that.input
        && cacheRead == that.cacheRead
        && cacheWrite == that.cacheWrite
        && output == that.output
        && reasoning == that.reasoning
        && threshold == that.threshold
        && textOnly == that.textOnly
        && Objects.equals(tier, that.tier)
        && Objects.equals(contextWindow, that.contextWindow)
        && Objects.equals(maxOutput, that.maxOutput);
  }

  @Override
  public int hashCode() {
    return Objects.hash(input, cacheRead, cacheWrite, output, reasoning, threshold, tier);
  }

  /** The prices in USD for a million tokens. */
  @Override
  public String toString() {
    return "input %s, cache read %s, cache write %s, output %s, reasoning %s USD per million tokens"
            .formatted(usd(input), usd(cacheRead), usd(cacheWrite), usd(output), usd(reasoning))
        + (tier == null ? "" : "; above " + threshold + " input tokens: " + tier);
  }

  private static String usd(long picoUsd) {
    return PicoUsd.usdPerMillion(picoUsd).stripTrailingZeros().toPlainString();
  }

  /**
   * Collects prices in USD for a million tokens; {@code input} and {@code output} are required.
   *
   * <p>A price is a {@code BigDecimal}, or any other number, which then means the decimal that it
   * prints as: {@code 0.1} is a tenth. It must be finite, 0 or more, and at most 9.2e12, or its
   * setter throws {@link IllegalArgumentException}. What is finer than a pico-USD for one token is
   * rounded half-up. For use by one thread.
   */
  public static final class Builder {
    private @Nullable Long input;
    private @Nullable Long output;
    private @Nullable Long cacheRead;
    private @Nullable Long cacheWrite;
    private @Nullable Long reasoning;
    private int threshold;
    private @Nullable ModelPrice tier;
    private @Nullable Integer contextWindow;
    private @Nullable Integer maxOutput;
    private boolean textOnly;

    private Builder() {}

    /** The price of input. */
    public Builder input(Number usd) {
      input = PicoUsd.perToken("input", usd);
      return this;
    }

    /** The price of output; 0 for a model that generates no tokens, as embedding models. */
    public Builder output(Number usd) {
      output = PicoUsd.perToken("output", usd);
      return this;
    }

    /** The price of input that was read from a cache; by default that of input. */
    public Builder cacheRead(Number usd) {
      cacheRead = PicoUsd.perToken("cache read", usd);
      return this;
    }

    /** The price of input that was written to a cache; by default that of input. */
    public Builder cacheWrite(Number usd) {
      cacheWrite = PicoUsd.perToken("cache write", usd);
      return this;
    }

    /** The price of reasoning; by default that of output. */
    public Builder reasoning(Number usd) {
      reasoning = PicoUsd.perToken("reasoning", usd);
      return this;
    }

    /**
     * The prices of calls that read more than so many tokens, by default the same. They replace all
     * of these prices, and take nothing over; a tier may have a tier of its own, further up.
     *
     * @throws IllegalArgumentException if the threshold is below 1, or not below that of the tier
     */
    public Builder above(int thresholdInputTokens, ModelPrice tier) {
      if (thresholdInputTokens < 1) {
        throw new IllegalArgumentException(
            "the tier's threshold is " + thresholdInputTokens + " tokens; it must be 1 or more");
      }
      if (tier.tier != null && tier.threshold <= thresholdInputTokens) {
        throw new IllegalArgumentException(
            "the tier above %d tokens has a tier above %d tokens; that must be further up"
                .formatted(thresholdInputTokens, tier.threshold));
      }
      threshold = thresholdInputTokens;
      this.tier = tier;
      return this;
    }

    /**
     * The most tokens that the model reads; by default not known.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder contextWindow(int tokens) {
      contextWindow = positive("context window", tokens);
      return this;
    }

    /**
     * The most tokens that the model generates; by default not known.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder maxOutput(int tokens) {
      maxOutput = positive("output limit", tokens);
      return this;
    }

    /** Whether images, audio or video cost otherwise than text; by default false. */
    public Builder textOnly(boolean textOnly) {
      this.textOnly = textOnly;
      return this;
    }

    private static int positive(String what, int tokens) {
      if (tokens < 1) {
        throw new IllegalArgumentException(
            "the " + what + " is " + tokens + " tokens; it must be 1 or more");
      }
      return tokens;
    }

    /**
     * The prices as set so far; input and output are never taken for 0.
     *
     * @throws IllegalArgumentException if the input or the output price was not set
     */
    public ModelPrice build() {
      return new ModelPrice(this, required("input", input), required("output", output));
    }

    private static long required(String what, @Nullable Long price) {
      if (price == null) {
        throw new IllegalArgumentException(
            "the " + what + " price is missing; state 0 if such tokens cost nothing");
      }
      return price;
    }
  }
}
