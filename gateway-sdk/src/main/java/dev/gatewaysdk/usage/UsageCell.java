package dev.gatewaysdk.usage;

import dev.gatewaysdk.reply.Cost;
import dev.gatewaysdk.reply.TokenUsage;
import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What one user, project, … used in one hour. Its sums lie side by side, since a call adds to
 * nearly all of them: one or two cache lines are fetched instead of one for each.
 */
final class UsageCell {
  private static final int PICO_SCALE = 12;

  private static final int CALLS = 0;
  private static final int FAILED_CALLS = 1;
  private static final int INPUT_TOKENS = 2;
  private static final int OUTPUT_TOKENS = 3;
  private static final int TOTAL_TOKENS = 4;
  private static final int PICO_USD = 5;
  private static final int CALLS_WITHOUT_COST = 6;
  private static final int EXECUTION_NANOS = 7;

  private final AtomicLongArray sums = new AtomicLongArray(8);

  /** Adds only what is not zero: an atomic operation less is worth a branch more. */
  void add(CallRecord call) {
    sums.getAndIncrement(CALLS);
    sums.getAndAdd(EXECUTION_NANOS, call.executionNanos());
    if (call.status() != CallRecord.Status.SUCCESS) {
      sums.getAndIncrement(FAILED_CALLS);
    }
    TokenUsage usage = call.usage();
    if (usage != null) {
      sums.getAndAdd(INPUT_TOKENS, usage.input());
      sums.getAndAdd(OUTPUT_TOKENS, usage.output());
      sums.getAndAdd(TOTAL_TOKENS, usage.total());
    }
    Cost cost = call.cost();
    if (cost != null) {
      sums.getAndAdd(PICO_USD, cost.picoUsd());
    } else if (call.target() != null) { // Who asked no provider has nothing to pay.
      sums.getAndIncrement(CALLS_WITHOUT_COST);
    }
  }

  UsageTotals totals() {
    return new UsageTotals(
        sums.get(CALLS),
        sums.get(FAILED_CALLS),
        sums.get(INPUT_TOKENS),
        sums.get(OUTPUT_TOKENS),
        sums.get(TOTAL_TOKENS),
        BigDecimal.valueOf(sums.get(PICO_USD), PICO_SCALE),
        sums.get(CALLS_WITHOUT_COST),
        sums.get(EXECUTION_NANOS));
  }
}
