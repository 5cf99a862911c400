package dev.gatewaysdk.usage;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What a number of calls did and cost together.
 *
 * <p>A cost that is not known is not in {@code cost}; {@code callsWithoutCost} says how many calls
 * that concerns, so a {@code cost} beside a 0 there is complete.
 *
 * @param calls calls that have ended, however they ended
 * @param failedCalls those of them that ended in any other way than success: refused, blocked,
 *     failed, cancelled, truncated
 * @param inputTokens tokens read, cached ones included, of the calls whose usage is known
 * @param outputTokens tokens generated, reasoning included, of the calls whose usage is known
 * @param totalTokens the providers' own totals, or else the sums
 * @param cost US dollars, exact, of the calls whose cost is known
 * @param callsWithoutCost calls that asked a provider and whose cost is not known
 * @param executionNanos duration of all the calls together, in nanoseconds
 */
public record UsageTotals(
    long calls,
    long failedCalls,
    long inputTokens,
    long outputTokens,
    long totalTokens,
    BigDecimal cost,
    long callsWithoutCost,
    long executionNanos) {

  /** No call at all. */
  public static final UsageTotals NONE = new UsageTotals(0, 0, 0, 0, 0, BigDecimal.ZERO, 0, 0);

  /** Mean duration of a call; zero if there was none. */
  public Duration meanDuration() {
    return calls == 0 ? Duration.ZERO : Duration.ofNanos(executionNanos / calls);
  }

  /** The part of the calls that failed, 0 to 1; 0 if there was no call. */
  public double errorRate() {
    return calls == 0 ? 0 : (double) failedCalls / calls;
  }

  /** Both together. */
  public UsageTotals plus(UsageTotals other) {
    return new UsageTotals(
        calls + other.calls,
        failedCalls + other.failedCalls,
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        totalTokens + other.totalTokens,
        cost.add(other.cost),
        callsWithoutCost + other.callsWithoutCost,
        executionNanos + other.executionNanos);
  }
}
