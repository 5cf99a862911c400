package dev.gatewaysdk.internal.stage;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.pipeline.AttemptHandler;
import dev.gatewaysdk.pipeline.CallHandler;
import dev.gatewaysdk.price.PriceBook;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.target.Target;
import dev.gatewaysdk.target.TargetRef;
import dev.gatewaysdk.time.GatewayClock;

/**
 * The implicit endpoint of a provider: asks it for the model that the request names after the
 * provider, as in {@code @openai-prod/gpt-4o}.
 *
 * @param provider the provider's name in the gateway
 * @param providerType what prices go by
 * @param handler the inner ring down to the provider
 */
public record DirectStage(
    String provider,
    String providerType,
    AttemptHandler handler,
    Timeouts timeouts,
    PriceBook prices,
    GatewayClock clock)
    implements CallHandler {

  @Override
  public Reply handle(Call call) {
    String model = call.request().model().substring(provider.length() + 2); // @provider/model
    Target target = Target.of(new TargetRef(provider, model), prices.find(providerType, model));
    return handler.handle(new Attempt(call, target, timeouts, clock, true, false));
  }
}
