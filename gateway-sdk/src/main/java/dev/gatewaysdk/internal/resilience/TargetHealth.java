package dev.gatewaysdk.internal.resilience;

import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.time.GatewayClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether a target is benched: not to be asked before a point in time, because it said so or cannot
 * help. Shared by all endpoints that name the target; outlives changes of them. Thread-safe.
 */
public final class TargetHealth {
  private static final long REFUSED_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long LONGEST_NANOS = Duration.ofDays(365).toNanos();

  /** Until when, and what it said. */
  record Bench(long untilNanos, ProviderException reason) {}

  private final AtomicReference<@Nullable Bench> bench = new AtomicReference<>();

  /** Whether the target may be asked now. Asks the clock only if it was ever benched. */
  public boolean isFree(GatewayClock clock) {
    return bench.get() == null || benchedNanos(clock.nanoTime()) == 0;
  }

  /** Nanoseconds for which the target is benched; 0 if it is not. */
  public long benchedNanos(long nowNanos) {
    Bench current = bench.get();
    return current == null ? 0 : Math.max(0, current.untilNanos - nowNanos);
  }

  /** What the target said when it was benched last; null if it never was. */
  public @Nullable ProviderException reason() {
    Bench current = bench.get();
    return current == null ? null : current.reason;
  }

  /** Benches the target if its last failure is a reason to; a longer bench stays. */
  public void failed(ProviderException failure, long nowNanos) {
    long nanos = benchNanos(failure);
    if (nanos > 0) {
      Bench next = new Bench(nowNanos + nanos, failure);
      bench.accumulateAndGet(
          next, (old, added) -> old != null && old.untilNanos - nowNanos > nanos ? old : added);
    }
  }

  private static long benchNanos(ProviderException failure) {
    if (failure.kind().benchesTarget()) {
      return REFUSED_NANOS;
    }
    Duration wait = failure.retryAfter();
    boolean busy =
        failure.kind() == FailureKind.RATE_LIMITED
            || failure.kind() == FailureKind.OVERLOADED
            || failure.kind() == FailureKind.UNAVAILABLE;
    if (wait == null || !busy) {
      return 0;
    }
    return wait.compareTo(Duration.ofNanos(LONGEST_NANOS)) > 0 ? LONGEST_NANOS : wait.toNanos();
  }
}
