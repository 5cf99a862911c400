package dev.gatewaysdk.langchain4j;

import dev.langchain4j.model.output.TokenUsage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Token usage with the parts that LangChain4j's own lacks. Immutable.
 *
 * <p>LangChain4j counts in ints: a count beyond {@link Integer#MAX_VALUE} stays there.
 */
public final class GatewayTokenUsage extends TokenUsage {
  private final int cachedInput;
  private final int cacheWrite;
  private final int reasoning;
  private final boolean estimated;

  private GatewayTokenUsage(
      @Nullable Integer input,
      @Nullable Integer output,
      @Nullable Integer total,
      int cachedInput,
      int cacheWrite,
      int reasoning,
      boolean estimated) {
    super(input, output, total);
    this.cachedInput = cachedInput;
    this.cacheWrite = cacheWrite;
    this.reasoning = reasoning;
    this.estimated = estimated;
  }

  /** The gateway's usage in LangChain4j's form. */
  public static GatewayTokenUsage of(dev.gatewaysdk.reply.TokenUsage usage) {
    return new GatewayTokenUsage(
        count(usage.input()),
        count(usage.output()),
        count(usage.total()),
        count(usage.cacheRead()),
        count(usage.cacheWrite()),
        count(usage.reasoning()),
        usage.estimated());
  }

  /** Part of the input that came from the provider's prompt cache. */
  public int cachedInputTokenCount() {
    return cachedInput;
  }

  /** Part of the input that was written to the provider's prompt cache. */
  public int cacheWriteTokenCount() {
    return cacheWrite;
  }

  /** Part of the output that was spent on reasoning. */
  public int reasoningTokenCount() {
    return reasoning;
  }

  /** Whether the gateway counted at least some of it, because a provider did not say. */
  public boolean estimated() {
    return estimated;
  }

  /** The sum of both; what the other does not know counts as none. */
  @Override
  public TokenUsage add(@Nullable TokenUsage that) {
    if (that == null) {
      return this;
    }
    GatewayTokenUsage other = that instanceof GatewayTokenUsage usage ? usage : null;
    return new GatewayTokenUsage(
        sum(inputTokenCount(), that.inputTokenCount()),
        sum(outputTokenCount(), that.outputTokenCount()),
        sum(totalTokenCount(), that.totalTokenCount()),
        cachedInput + (other == null ? 0 : other.cachedInput),
        cacheWrite + (other == null ? 0 : other.cacheWrite),
        reasoning + (other == null ? 0 : other.reasoning),
        estimated || (other != null && other.estimated));
  }

  private static int count(long tokens) {
    return (int) Math.min(tokens, Integer.MAX_VALUE);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof GatewayTokenUsage usage
        && cachedInput == usage.cachedInput
        && cacheWrite == usage.cacheWrite
        && reasoning == usage.reasoning
        && estimated == usage.estimated;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), cachedInput, cacheWrite, reasoning, estimated);
  }

  @Override
  public String toString() {
    return "GatewayTokenUsage(input "
        + inputTokenCount()
        + ", cached "
        + cachedInput
        + ", written to cache "
        + cacheWrite
        + ", output "
        + outputTokenCount()
        + ", reasoning "
        + reasoning
        + ", total "
        + totalTokenCount()
        + (estimated ? ", estimated)" : ")");
  }
}
