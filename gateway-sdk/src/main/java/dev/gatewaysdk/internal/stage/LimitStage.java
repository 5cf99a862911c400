package dev.gatewaysdk.internal.stage;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.LimitExceededException;
import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.limit.LimitStore;
import dev.gatewaysdk.limit.Reservation;
import dev.gatewaysdk.pipeline.CallHandler;
import dev.gatewaysdk.pipeline.CallInterceptor;
import dev.gatewaysdk.time.GatewayClock;
import java.time.Duration;
import java.util.List;

/**
 * Takes the call from every limit of its endpoint, all or none, and gives back what never happened.
 */
public final class LimitStage implements CallInterceptor {
  private final String endpoint;
  private final Limit[] limits;
  private final LimitStore.Counter[] counters;
  private final GatewayClock clock;

  /**
   * @param limits at least one
   */
  public LimitStage(String endpoint, List<Limit> limits, LimitStore store, GatewayClock clock) {
    this.clock = clock;
    this.endpoint = endpoint;
    this.limits = limits.toArray(Limit[]::new);
    this.counters =
        limits.stream()
            .map(limit -> store.counter(endpoint, limit))
            .toArray(LimitStore.Counter[]::new);
  }

  @Override
  public Reply intercept(Call call, CallHandler next) {
    Reservation reservation = reserve(call);
    try {
      Reply reply = next.handle(call);
      reservation.settle(); // A reply has content, so the call happened, however it may end.
      return reply;
    } catch (Throwable e) {
      if (call.trail().mayBeBilled()) {
        reservation.settle();
      } else {
        reservation.release();
      }
      throw e;
    }
  }

  private Reservation reserve(Call call) {
    Reservation reservation = new Reservation(limits.length, clock);
    for (int i = 0; i < limits.length; i++) {
      String key = limits[i].key().valueOf(call);
      long waitNanos = counters[i].take(key);
      if (waitNanos > 0) {
        reservation.release();
        throw new LimitExceededException(
            limits[i].toString(), subject(), Duration.ofNanos(waitNanos));
      }
      reservation.add(counters[i], key);
    }
    return reservation;
  }

  /** Not whose count it was: a user's name may be an address, and messages end up in logs. */
  private String subject() {
    return "endpoint " + endpoint;
  }
}
