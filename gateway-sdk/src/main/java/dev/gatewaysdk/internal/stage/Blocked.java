package dev.gatewaysdk.internal.stage;

import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.internal.resilience.Bench;
import java.time.Duration;
import java.util.List;

/** Targets of which none may be asked now. */
final class Blocked {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final List<Lane> lanes;
  private final long nowNanos;
  private final Lane soonest;

  /**
   * @param lanes at least one
   */
  Blocked(List<Lane> lanes, long nowNanos) {
    this.lanes = lanes;
    this.nowNanos = nowNanos;
    Lane first = lanes.get(0);
    for (Lane lane : lanes) {
      if (lane.blockedNanos(nowNanos) < first.blockedNanos(nowNanos)) {
        first = lane;
      }
    }
    this.soonest = first;
  }

  /** The one that is free first. */
  Lane soonest() {
    return soonest;
  }

  /** Nanoseconds until then. */
  long nanos() {
    return soonest.blockedNanos(nowNanos);
  }

  /** Whether its breaker is why it is not free. */
  boolean byBreaker() {
    return isByBreaker(soonest);
  }

  /** That nobody is asked, with each target's reason. */
  ProviderException failure() {
    StringBuilder text = new StringBuilder("no target is free: ");
    for (Lane lane : lanes) {
      text.append(lane == lanes.get(0) ? "" : "; ");
      text.append(lane.target().name()).append(' ').append(why(lane));
    }
    return build(ProviderException.builder(FailureKind.UNAVAILABLE, text.toString()));
  }

  /** That the soonest is not asked, because of what it said. */
  ProviderException failure(ProviderException reason) {
    return build(
        ProviderException.builder(
            reason.kind(), "not asked, because an earlier call ended in " + Bench.why(reason)));
  }

  private ProviderException build(ProviderException.Builder builder) {
    return builder
        .target(soonest.target().name())
        .retryAfter(Duration.ofNanos(nanos()))
        .notSent()
        .build();
  }

  private String why(Lane lane) {
    String millis = " for " + lane.blockedNanos(nowNanos) / NANOS_PER_MILLI + " ms";
    ProviderException reason = lane.bench().reason();
    if (isByBreaker(lane) || reason == null) {
      return "rests" + millis + ", because " + lane.breaker().reason();
    }
    return "is benched" + millis + ", because of " + reason.kind();
  }

  private boolean isByBreaker(Lane lane) {
    return lane.breaker().blockedNanos(nowNanos) > lane.bench().nanos(nowNanos);
  }
}
