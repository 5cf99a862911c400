package dev.gatewaysdk.usage;

import java.time.Instant;

/**
 * Running totals of all calls that have ended, in the memory of this process. Thread-safe.
 *
 * <pre>{@code
 * usage.by(Dimension.USER).since(Instant.now().minus(1, ChronoUnit.DAYS))
 *     .forEach((user, totals) -> print(user, totals.calls(), totals.cost()));
 * }</pre>
 */
public interface Usage {
  /** Totals by that dimension. */
  UsageQuery by(Dimension dimension);

  /** Totals of all calls since the gateway was built. */
  UsageTotals total();

  /** The beginning of the first hour of which more than the sum is known. */
  Instant reachesBackTo();
}
