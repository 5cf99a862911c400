package dev.gatewaysdk.provider;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.call.Cancellation;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.reply.ServedBy;
import dev.gatewaysdk.target.Target;
import dev.gatewaysdk.time.GatewayClock;
import java.util.Locale;

/** One try of one target, as it walks through the inner ring. Immutable. */
public final class Attempt {
  private final Call call;
  private final Target target;
  private final Timeouts timeouts;
  private final GatewayClock clock;
  private final boolean last;
  private final boolean strict;

  /**
   * @param last whether the call has no other target to turn to after this one
   * @param strict whether to refuse what the target cannot do, instead of leaving it out
   */
  public Attempt(
      Call call,
      Target target,
      Timeouts timeouts,
      GatewayClock clock,
      boolean last,
      boolean strict) {
    this.call = call;
    this.target = target;
    this.timeouts = timeouts;
    this.clock = clock;
    this.last = last;
    this.strict = strict;
  }

  /** The same attempt with another request, for interceptors that change it. */
  public Attempt withRequest(OperationRequest request) {
    return new Attempt(call.withRequest(request), target, timeouts, clock, last, strict);
  }

  /** The same attempt with that one of the provider's credentials, counted from 0. */
  public Attempt withCredential(int credential) {
    Target with = target.withCredential(credential);
    return new Attempt(call, with, timeouts, clock, last, strict);
  }

  /**
   * The same attempt with another name of the model, for adapters that know it by two; what
   * messages and records call the target stays.
   */
  public Attempt withModel(String model) {
    ServedBy servedBy = new ServedBy(target.provider(), model);
    Target with = new Target(servedBy, target.name(), target.price(), target.credential());
    return new Attempt(call, with, timeouts, clock, last, strict);
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

  /** Whether to refuse what the target cannot do, instead of leaving it out. */
  public boolean strict() {
    return strict;
  }

  /**
   * Notes what had to be changed in the request to suit the target; for adapters, while they write
   * it.
   *
   * @throws UnsupportedRequestException if something would be lost by it, and the endpoint is
   *     strict
   */
  public void adjusted(Adjustment adjustment) {
    if (strict && adjustment.kind().loses()) {
      throw new UnsupportedRequestException(
          adjustment.subject(),
          "would be "
              + adjustment.kind().name().toLowerCase(Locale.ROOT)
              + " for "
              + target.name()
              + " ("
              + adjustment.detail()
              + "), and the endpoint is strict: leave it out, or ask a target that can do it");
    }
    trail().adjusted(adjustment);
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
