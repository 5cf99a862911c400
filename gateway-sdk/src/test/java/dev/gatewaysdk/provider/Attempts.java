package dev.gatewaysdk.provider;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.target.Target;
import dev.gatewaysdk.target.TargetRef;
import dev.gatewaysdk.time.GatewayClock;

/** Attempts as the pipeline would make them, for tests of providers without one. */
public final class Attempts {
  /** A request that says little. */
  public static final ChatRequest HELLO = ChatRequest.builder("endpoint").user("Hello!").build();

  private Attempts() {}

  /** An attempt with default time-outs on the machine's clock. */
  public static Attempt of(
      OperationRequest request, boolean streamed, String provider, String model) {
    return of(request, streamed, provider, model, Timeouts.DEFAULTS);
  }

  /** An attempt on the machine's clock. */
  public static Attempt of(
      OperationRequest request,
      boolean streamed,
      String provider,
      String model,
      Timeouts timeouts) {
    GatewayClock clock = GatewayClock.system();
    Call call = new Call("call-1", request, Caller.anonymous(), streamed, clock.nanoTime());
    Target target = Target.of(new TargetRef(provider, model), null);
    return new Attempt(call, target, timeouts, clock, true, false);
  }
}
