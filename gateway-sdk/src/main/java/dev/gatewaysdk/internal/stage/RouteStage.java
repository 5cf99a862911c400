package dev.gatewaysdk.internal.stage;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.internal.resilience.Pause;
import dev.gatewaysdk.pipeline.CallHandler;
import dev.gatewaysdk.price.ModelPrice;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.time.GatewayClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks the endpoint's targets in order until one answers: where the outer ring meets the inner. */
public final class RouteStage implements CallHandler {
  private final Lane[] lanes;
  private final Timeouts timeouts;
  private final GatewayClock clock;

  /**
   * @param lanes at least one, in the order of trying
   */
  public RouteStage(List<Lane> lanes, Timeouts timeouts, GatewayClock clock) {
    this.lanes = lanes.toArray(Lane[]::new);
    this.timeouts = timeouts;
    this.clock = clock;
  }

  @Override
  public Reply handle(Call call) {
    int lane = nextFree(0);
    if (lane < 0) {
      return onlyBenched(call);
    }
    List<ProviderException> earlier = List.of();
    while (true) {
      int following = nextFree(lane + 1);
      try {
        return ask(call, lanes[lane], following < 0);
      } catch (ProviderException e) {
        lane = afterFailure(lane, following, e);
        earlier = joined(earlier, e.earlier());
        if (lane < 0 || remainingNanos(call) <= 0) {
          throw last(e).earlier(earlier).build();
        }
        earlier = joined(earlier, List.of(e));
      } catch (UnsupportedRequestException e) {
        lane = following;
        if (lane < 0) {
          throw earlier.isEmpty() ? e : lastOf(earlier);
        }
      }
    }
  }

  private Reply ask(Call call, Lane lane, boolean last) {
    try {
      return lane.handler().handle(new Attempt(call, lane.target(), timeouts, clock, last, false));
    } catch (ProviderException e) {
      lane.health().failed(e, clock.nanoTime());
      throw e;
    }
  }

  /** The lane to try after a failure of this one; -1 if none should be. */
  private int afterFailure(int failed, int following, ProviderException e) {
    if (e.kind().fallsBack()) {
      return following;
    }
    if (e.kind() == FailureKind.CONTEXT_TOO_LONG) {
      int window = window(lanes[failed]);
      for (int i = following; i >= 0; i = nextFree(i + 1)) {
        if (window(lanes[i]) > window) {
          return i;
        }
      }
    }
    return -1;
  }

  /** If every target asks to wait, it is the soonest that counts. */
  private ProviderException.Builder last(ProviderException e) {
    long now = clock.nanoTime();
    long soonest = Long.MAX_VALUE;
    for (Lane lane : lanes) {
      ProviderException reason = lane.health().reason();
      boolean limited = reason != null && reason.kind() == FailureKind.RATE_LIMITED;
      soonest = Math.min(soonest, limited ? lane.health().benchedNanos(now) : 0);
    }
    return e.kind() == FailureKind.RATE_LIMITED && soonest > 0
        ? e.toBuilder().retryAfter(Duration.ofNanos(soonest))
        : e.toBuilder();
  }

  private static int window(Lane lane) {
    ModelPrice price = lane.target().price();
    Integer window = price == null ? null : price.contextWindow();
    return window == null ? 0 : window;
  }

  private int nextFree(int from) {
    for (int i = from; i < lanes.length; i++) {
      if (lanes[i].health().isFree(clock)) {
        return i;
      }
    }
    return -1;
  }

  /** Every target is benched: waits for the soonest if there is time, else says when it is free. */
  private Reply onlyBenched(Call call) {
    long now = clock.nanoTime();
    Lane soonest = lanes[0];
    for (Lane lane : lanes) {
      if (lane.health().benchedNanos(now) < soonest.health().benchedNanos(now)) {
        soonest = lane;
      }
    }
    ProviderException reason = soonest.health().reason();
    if (reason != null && !reason.kind().benchesTarget()) {
      Duration wait = Duration.ofNanos(soonest.health().benchedNanos(now));
      if (wait.toNanos() >= remainingNanos(call)) {
        throw stillBenched(soonest, reason, wait);
      }
      Pause.sleep(call, clock, wait);
    }
    return ask(call, soonest, true);
  }

  private long remainingNanos(Call call) {
    return timeouts.total().toNanos() - (clock.nanoTime() - call.startNanos());
  }

  private static ProviderException lastOf(List<ProviderException> failures) {
    int last = failures.size() - 1;
    return failures.get(last).toBuilder().earlier(failures.subList(0, last)).build();
  }

  private static List<ProviderException> joined(
      List<ProviderException> some, List<ProviderException> more) {
    List<ProviderException> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private static ProviderException stillBenched(
      Lane lane, ProviderException reason, Duration wait) {
    return ProviderException.builder(
            reason.kind(), "not asked, because it said earlier: " + reason.providerMessage())
        .target(lane.target().name())
        .retryAfter(wait)
        .notSent()
        .build();
  }
}
