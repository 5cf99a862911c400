package dev.gatewaysdk.benchmarks;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.GatewayClientBuilder;
import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.target.Target;
import dev.gatewaysdk.target.TargetRef;
import dev.gatewaysdk.time.GatewayClock;

/** The gateways, requests and callers that are measured. */
final class Gateways {
  static final String MODEL = "gpt-4o";
  static final Caller CALLER = Caller.builder().user("ann").project("churn").build();

  private static final long NEVER_REACHED = 1_000_000_000L;

  private Gateways() {}

  /**
   * A gateway whose endpoints each have a target, a fallback and maybe a limit on calls. Usage
   * totals are on, as by default.
   */
  static GatewayClient gateway(Provider provider, int endpoints, boolean limited) {
    GatewayClientBuilder builder =
        GatewayClient.builder().provider("primary", provider).provider("secondary", provider);
    for (int i = 0; i < endpoints; i++) {
      Endpoint.Builder endpoint =
          Endpoint.builder(name(i)).target("primary", MODEL).fallback("secondary", MODEL);
      if (limited) {
        endpoint.limit(Limit.calls(NEVER_REACHED).perSecond());
      }
      builder.endpoint(endpoint.build());
    }
    return builder.build();
  }

  static String name(int endpoint) {
    return "endpoint-" + endpoint;
  }

  static ChatRequest request(int endpoint) {
    return ChatRequest.builder(name(endpoint)).user("Hello!").build();
  }

  /** What the pipeline would give the provider; the provider alone is asked with it. */
  static Attempt attempt(ChatRequest request, boolean streamed) {
    GatewayClock clock = GatewayClock.system();
    return new Attempt(
        new Call("bare", request, CALLER, streamed, clock.nanoTime()),
        Target.of(new TargetRef("primary", MODEL), null),
        Timeouts.DEFAULTS,
        clock,
        true,
        false);
  }
}
