package dev.gatewaysdk.internal.stage;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.pipeline.AttemptHandler;
import dev.gatewaysdk.pipeline.AttemptInterceptor;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.Operation;

/** Keeps calls from a target whose provider cannot do the operation; that is no attempt. */
public record SupportStage(Provider provider) implements AttemptInterceptor {
  @Override
  public Reply intercept(Attempt attempt, AttemptHandler next) {
    Operation operation = attempt.request().operation();
    if (!provider.supports(operation)) {
      throw new UnsupportedRequestException(
          null,
          attempt.target().name()
              + " cannot do the operation "
              + operation.wireName()
              + " (provider type "
              + provider.type()
              + "): ask an endpoint that has a target which can");
    }
    return next.handle(attempt);
  }
}
