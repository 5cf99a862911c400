package dev.gatewaysdk.internal.stage;

import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.internal.resilience.BreakerOpenException;
import dev.gatewaysdk.internal.resilience.CircuitBreaker;
import dev.gatewaysdk.internal.resilience.CircuitBreaker.Permit;
import dev.gatewaysdk.internal.stream.CommittedReply;
import dev.gatewaysdk.pipeline.AttemptHandler;
import dev.gatewaysdk.pipeline.AttemptInterceptor;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.reply.AttemptSummary;
import dev.gatewaysdk.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * Lets a reply out only when its first content is there, and notes how the attempt went: on the
 * call's trail, and at the target's breaker. An answer that fails before is a failed attempt,
 * whatever its HTTP status was.
 */
public final class CommitStage implements AttemptInterceptor {
  private final CircuitBreaker breaker;

  /**
   * @param breaker the target's
   */
  public CommitStage(CircuitBreaker breaker) {
    this.breaker = breaker;
  }

  /**
   * {@inheritDoc}
   *
   * @throws BreakerOpenException if the target is not to be asked
   */
  @Override
  public Reply intercept(Attempt attempt, AttemptHandler next) {
    attempt.cancellation().throwIfCancelled();
    long start = attempt.clock().nanoTime();
    Permit permit = breaker.acquire(start);
    CallTrail trail = attempt.trail();
    Target before = trail.target();
    String requestId = trail.providerRequestId();
    trail.trying(attempt.target());
    Reply reply = null;
    try {
      reply = next.handle(attempt);
      Reply committed = CommittedReply.of(reply, attempt, breaker, permit);
      note(attempt, start, null);
      return committed;
    } catch (ProviderException e) {
      breaker.end(permit, e, attempt.clock().nanoTime()); // First: a reply may break on closing.
      close(reply);
      note(attempt, start, e);
      if (e.sent() && !e.refused()) {
        trail.failedAfterSending();
      }
      throw e.toBuilder().target(attempt.target().name()).build();
    } catch (Throwable e) {
      breaker.giveBack(permit, attempt.clock().nanoTime());
      close(reply);
      if (e instanceof UnsupportedRequestException) {
        trail.notTried(before, requestId);
      } else if (e instanceof CallCancelledException cancelled && cancelled.sent()) {
        trail.failedAfterSending();
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
