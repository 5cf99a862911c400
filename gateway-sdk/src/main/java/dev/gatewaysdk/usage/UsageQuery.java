package dev.gatewaysdk.usage;

import java.time.Instant;
import java.util.Map;

/**
 * Totals by one {@link Dimension}. Thread-safe; each method reads anew.
 *
 * <p>The maps are unmodifiable snapshots, the highest cost first; what costs the same goes by the
 * number of calls, then by name. Calls that have no value in the dimension, such as those without a
 * user, are under {@code (none)}; those that no room was left for are under {@code (other)}.
 */
public interface UsageQuery {
  /** Totals since the gateway was built. */
  Map<String, UsageTotals> all();

  /**
   * Totals of the calls that began since then, to the hour: the whole UTC hour that holds {@code
   * from} counts.
   *
   * <p>Hours before {@link Usage#reachesBackTo()} are known in sum only. They count if {@code from}
   * lies before the first of them, and do not otherwise.
   */
  Map<String, UsageTotals> since(Instant from);
}
