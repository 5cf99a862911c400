package dev.gatewaysdk.provider;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.call.Cancellation;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.target.Target;
import dev.gatewaysdk.time.GatewayClock;

/** One try of one target, as it walks through the inner ring. Immutable. */
public final class Attempt {
  private final Call call;
  private final Target target;
  private final Timeouts timeouts;
  private final GatewayClock clock;
  private final boolean last;

  /**
   * @param last whether the call has no other target to turn to after this one
   */
  public Attempt(Call call, Target target, Timeouts timeouts, GatewayClock clock, boolean last) {
    this.call = call;
    this.target = target;
    this.timeouts = timeouts;
    this.clock = clock;
    this.last = last;
  }

  /** The same attempt with another request, for interceptors that change it. */
  public Attempt withRequest(OperationRequest request) {
    return new Attempt(call.withRequest(request), target, timeouts, clock, last);
  }

  /** The call that this is part of. */
  public Call call() {
    return call;
  }

  /** What is asked. Its {@code model} is the caller's; the one to ask for is the target's. */
  public OperationRequest request() {
    return call.request();
  }

  /** Whom to ask. */
  public Target target() {
    return target;
  }

  /** Whether the answer is wanted as it arrives. */
  public boolean streamed() {
    return call.streamed();
  }

  /** How long to wait for what. */
  public Timeouts timeouts() {
    return timeouts;
  }

  /** The gateway's clock. */
  public GatewayClock clock() {
    return clock;
  }

  /** Whether the call has no other target to turn to after this one. */
  public boolean last() {
    return last;
  }

  /** Nanoseconds left for the whole call; zero or less if its time is up. */
  public long remainingNanos() {
    return timeouts.total().toNanos() - (clock.nanoTime() - call.startNanos());
  }

  /** The way to be stopped. */
  public Cancellation cancellation() {
    return call.cancellation();
  }

  /** Where to note what became known. */
  public CallTrail trail() {
    return call.trail();
  }
}
