package dev.gatewaysdk.usage;

import dev.gatewaysdk.reply.Cost;
import dev.gatewaysdk.reply.TokenUsage;
import java.math.BigDecimal;
import java.util.concurrent.atomic.LongAdder;

/** What one user, project, … used in one hour. */
final class UsageCell {
  private static final int PICO_SCALE = 12;

  private final LongAdder calls = new LongAdder();
  private final LongAdder failedCalls = new LongAdder();
  private final LongAdder inputTokens = new LongAdder();
  private final LongAdder outputTokens = new LongAdder();
  private final LongAdder totalTokens = new LongAdder();
  private final LongAdder picoUsd = new LongAdder();
  private final LongAdder callsWithoutCost = new LongAdder();
  private final LongAdder executionNanos = new LongAdder();

  /** Adds only what is not zero: a CAS less is worth a branch more. */
  void add(CallRecord call) {
    calls.increment();
    executionNanos.add(call.executionNanos());
    if (call.status() != CallRecord.Status.SUCCESS) {
      failedCalls.increment();
    }
    TokenUsage usage = call.usage();
    if (usage != null) {
      inputTokens.add(usage.input());
      outputTokens.add(usage.output());
      totalTokens.add(usage.total());
    }
    Cost cost = call.cost();
    if (cost != null) {
      picoUsd.add(cost.picoUsd());
    } else if (call.target() != null) { // Who asked no provider has nothing to pay.
      callsWithoutCost.increment();
    }
  }

  UsageTotals totals() {
    return new UsageTotals(
        calls.sum(),
        failedCalls.sum(),
        inputTokens.sum(),
        outputTokens.sum(),
        totalTokens.sum(),
        BigDecimal.valueOf(picoUsd.sum(), PICO_SCALE),
        callsWithoutCost.sum(),
        executionNanos.sum());
  }
}
