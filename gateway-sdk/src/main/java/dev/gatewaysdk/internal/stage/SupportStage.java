package dev.gatewaysdk.internal.stage;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.pipeline.AttemptHandler;
import dev.gatewaysdk.pipeline.AttemptInterceptor;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.target.Target;
import org.jspecify.annotations.Nullable;

/** Keeps calls from a target whose provider cannot do the operation; that is no attempt. */
public record SupportStage(Provider provider) implements AttemptInterceptor {
  @Override
  public Reply intercept(Attempt attempt, AttemptHandler next) {
    UnsupportedRequestException refusal =
        refusal(provider, attempt.target(), attempt.request().operation());
    if (refusal != null) {
      throw refusal;
    }
    return next.handle(attempt);
  }

  /** Why the target cannot do the operation; null if it can. */
  static @Nullable UnsupportedRequestException refusal(
      Provider provider, Target target, Operation operation) {
    return provider.supports(operation)
        ? null
        : new UnsupportedRequestException(
            null,
            target.name()
                + " cannot do the operation "
                + operation.wireName()
                + " (provider type "
                + provider.type()
                + "): ask an endpoint that has a target which can");
  }
}
