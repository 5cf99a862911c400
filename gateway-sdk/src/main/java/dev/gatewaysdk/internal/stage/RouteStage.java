package dev.gatewaysdk.internal.stage;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.internal.resilience.BenchTimes;
import dev.gatewaysdk.internal.resilience.BreakerOpenException;
import dev.gatewaysdk.internal.resilience.Pause;
import dev.gatewaysdk.pipeline.CallHandler;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.routing.RoutingStrategy;
import dev.gatewaysdk.time.GatewayClock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the endpoint's targets, as routing orders them, until one answers: where the outer ring
 * meets the inner.
 */
public final class RouteStage implements CallHandler {
  private final LaneOrder order;
  private final Timeouts timeouts;
  private final boolean strict;
  private final GatewayClock clock;

  /**
   * @param endpoint as messages name it
   * @param lanes at least one: targets, then fallbacks
   * @param targets how many of them are no fallbacks
   * @param strict whether to refuse what a target cannot do, instead of leaving it out
   */
  public RouteStage(
      String endpoint,
      List<Lane> lanes,
      int targets,
      RoutingStrategy routing,
      Timeouts timeouts,
      boolean strict,
      GatewayClock clock) {
    this.order = new LaneOrder(endpoint, lanes.toArray(Lane[]::new), targets, routing, clock);
    this.timeouts = timeouts;
    this.strict = strict;
    this.clock = clock;
  }

  @Override
  public Reply handle(Call call) {
    Lane[] plan = order.of(call);
    RouteFailures failures = null;
    int at = nextFree(plan, 0);
    while (at >= 0) {
      int following = nextFree(plan, at + 1);
      try {
        return ask(call, plan[at], following < 0);
      } catch (ProviderException e) {
        failures = orNew(failures, plan);
        failures.add(e);
        at = afterFailure(plan, at, following, e);
        if (at < 0 || remainingNanos(call) <= 0) {
          throw failures.last();
        }
      } catch (UnsupportedRequestException e) {
        failures = orNew(failures, plan);
        failures.add(plan[at], e);
        at = following;
        if (remainingNanos(call) <= 0) { // A link may have taken all of it.
          throw failures.anyFailed() ? failures.last() : failures.nobodyCan();
        }
      } catch (BreakerOpenException e) {
        at = following; // Another call was quicker.
      }
    }
    return whenNobodyIsFree(call, orNew(failures, plan));
  }

  private Reply ask(Call call, Lane lane, boolean last) {
    try {
      return lane.handler().handle(new Attempt(call, lane.target(), timeouts, clock, last, strict));
    } catch (ProviderException e) {
      long nanos = BenchTimes.benchNanos(e);
      if (nanos > 0) {
        lane.bench().sit(e, nanos, clock.nanoTime());
      }
      throw e;
    }
  }

  /** The lane to try after a failure of this one; -1 if none should be. */
  private int afterFailure(Lane[] plan, int failed, int following, ProviderException e) {
    if (e.kind().fallsBack()) {
      return following;
    }
    if (e.kind() == FailureKind.CONTEXT_TOO_LONG) {
      int window = plan[failed].window();
      for (int i = following; i >= 0; i = nextFree(plan, i + 1)) {
        if (plan[i].window() > window) {
          return i;
        }
      }
    }
    return -1;
  }

  private int nextFree(Lane[] plan, int from) {
    for (int i = from; i < plan.length; i++) {
      if (plan[i].isFree(clock)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Every target that could do it is blocked; the one that is free soonest decides. One that asked
   * to wait is waited for if there is time; one that refused is asked, as somebody may have
   * repaired it; one that keeps failing is left alone.
   */
  private Reply whenNobodyIsFree(Call call, RouteFailures failures) {
    if (failures.anyFailed()) {
      throw failures.last();
    }
    List<Lane> able = failures.able(call.request().operation());
    if (able.isEmpty()) {
      throw failures.nobodyCan();
    }
    Blocked blocked = new Blocked(able, clock.nanoTime());
    Lane soonest = blocked.soonest();
    if (blocked.byBreaker()) {
      throw blocked.failure();
    }
    ProviderException reason = soonest.bench().reason();
    if (reason != null && !reason.kind().benchesTarget()) {
      if (blocked.nanos() >= remainingNanos(call)) {
        throw blocked.failure(reason);
      }
      Pause.sleep(call, clock, Duration.ofNanos(blocked.nanos()));
    }
    try {
      return ask(call, soonest, true);
    } catch (UnsupportedRequestException e) {
      failures.add(soonest, e);
      return whenNobodyIsFree(call, failures);
    } catch (BreakerOpenException e) {
      throw new Blocked(able, clock.nanoTime()).failure();
    }
  }

  private long remainingNanos(Call call) {
    return timeouts.total().toNanos() - (clock.nanoTime() - call.startNanos());
  }

  private RouteFailures orNew(@Nullable RouteFailures failures, Lane[] plan) {
    return failures == null ? new RouteFailures(plan, clock) : failures;
  }
}
