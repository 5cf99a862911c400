package dev.gatewaysdk.internal.resilience;

import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.time.GatewayClock;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a target or a key sits that is not to be asked before a point in time, because it said so
 * or cannot help. Thread-safe.
 */
public final class Bench {
  private static final Logger log = LoggerFactory.getLogger(Bench.class);
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final String who;
  private final AtomicReference<@Nullable Seat> seat = new AtomicReference<>();

  /** Until when, and what it said. */
  private record Seat(long untilNanos, ProviderException reason) {}

  /**
   * @param who as log lines name it
   */
  public Bench(String who) {
    this.who = who;
  }

  /** Whether nobody sits here now. Asks the clock only if somebody ever did. */
  public boolean isFree(GatewayClock clock) {
    return seat.get() == null || nanos(clock.nanoTime()) == 0;
  }

  /** Nanoseconds that are left; 0 if nobody sits here. */
  public long nanos(long nowNanos) {
    Seat current = seat.get();
    return current == null ? 0 : Math.max(0, current.untilNanos - nowNanos);
  }

  /** What the one that sat here last had said; null if nobody ever did. */
  public @Nullable ProviderException reason() {
    Seat current = seat.get();
    return current == null ? null : current.reason;
  }

  /** Takes a seat for that long; who sits here longer stays. Says so in the log when it begins. */
  public void sit(ProviderException reason, long nanos, long nowNanos) {
    Seat next = new Seat(nowNanos + nanos, reason);
    Seat before =
        seat.getAndAccumulate(
            next, (old, added) -> old != null && old.untilNanos - nowNanos > nanos ? old : added);
    if (before == null || before.untilNanos - nowNanos <= 0) {
      log.warn("{} is not asked for {} ms: {}", who, nanos / NANOS_PER_MILLI, why(reason));
    }
  }

  /** Not the provider's message, which may quote the request: that of another caller, maybe. */
  public static String why(ProviderException reason) {
    int status = reason.providerStatus();
    return status == 0 ? reason.kind().name() : reason.kind() + " (HTTP " + status + ")";
  }
}
