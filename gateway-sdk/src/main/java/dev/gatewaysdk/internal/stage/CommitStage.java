package dev.gatewaysdk.internal.stage;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.internal.stream.CommittedReply;
import dev.gatewaysdk.pipeline.AttemptHandler;
import dev.gatewaysdk.pipeline.AttemptInterceptor;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.reply.AttemptSummary;
import org.jspecify.annotations.Nullable;

/**
 * Lets a reply out only when its first content is there, and notes how the attempt went. An answer
 * that fails before is a failed attempt, whatever its HTTP status was.
 */
public final class CommitStage implements AttemptInterceptor {
  @Override
  public Reply intercept(Attempt attempt, AttemptHandler next) {
    attempt.cancellation().throwIfCancelled();
    attempt.trail().trying(attempt.target());
    long start = attempt.clock().nanoTime();
    Reply reply = null;
    try {
      reply = next.handle(attempt);
      Reply committed = CommittedReply.of(reply, attempt.target().name());
      note(attempt, start, null);
      return committed;
    } catch (ProviderException e) {
      close(reply);
      note(attempt, start, e);
      if (e.sent() && !e.refused()) {
        attempt.trail().failedAfterSending();
      }
      throw e.toBuilder().target(attempt.target().name()).build();
    } catch (Throwable e) {
      close(reply);
      if (e instanceof CallCancelledException cancelled && cancelled.sent()) {
        attempt.trail().failedAfterSending();
      }
      throw e;
    }
  }

  private static void note(Attempt attempt, long start, @Nullable ProviderException failure) {
    String requestId = attempt.trail().providerRequestId();
    if (requestId == null && failure != null) {
      requestId = failure.providerRequestId();
    }
    attempt
        .trail()
        .attempt(
            new AttemptSummary(
                attempt.target().name(),
                failure == null ? null : failure.kind(),
                failure == null ? 0 : failure.providerStatus(),
                attempt.clock().nanoTime() - start,
                requestId));
  }

  private static void close(@Nullable Reply reply) {
    if (reply != null) {
      reply.close();
    }
  }
}
