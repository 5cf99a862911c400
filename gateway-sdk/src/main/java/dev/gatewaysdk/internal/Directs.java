package dev.gatewaysdk.internal;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.ModelNotFoundException;
import dev.gatewaysdk.error.Names;
import dev.gatewaysdk.pipeline.CallHandler;
import java.util.Map;

/**
 * Where {@code @provider/model} goes: the implicit endpoint of each provider that allows it.
 *
 * @param byProvider the ways to the provider, by the provider's name
 */
record Directs(Map<String, CallHandler> byProvider) implements CallHandler {

  @Override
  public Reply handle(Call call) {
    String model = call.request().model();
    int slash = model.indexOf('/');
    if (slash < 2 || slash == model.length() - 1) {
      throw new ModelNotFoundException(
          model, "'" + model + "' is not of the form @provider/model, such as @openai/gpt-4o");
    }
    String provider = model.substring(1, slash);
    CallHandler handler = byProvider.get(provider);
    if (handler == null) {
      throw new ModelNotFoundException(
          model,
          "no provider named '"
              + provider
              + "' takes direct calls"
              + Names.nearest(provider, byProvider.keySet())
              + "; these do: "
              + byProvider.keySet().stream().sorted().toList());
    }
    call.trail().endpoint("@" + provider, Map.of());
    return handler.handle(call);
  }
}
