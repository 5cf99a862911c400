package dev.gatewaysdk.internal.stage;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.MediaFetcher;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.pipeline.CallHandler;
import dev.gatewaysdk.pipeline.CallInterceptor;

/** Lets the targets of a call have their links followed, each link once for all of them. */
public record MediaStage(MediaFetcher fetcher) implements CallInterceptor {
  @Override
  public Reply intercept(Call call, CallHandler next) {
    return next.handle(call.withMedia(new FetchedOnce(fetcher)));
  }
}
