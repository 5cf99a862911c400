package dev.gatewaysdk.internal.resilience;

import dev.failsafe.Execution;
import dev.failsafe.RetryPolicy;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.pipeline.AttemptHandler;
import dev.gatewaysdk.pipeline.AttemptInterceptor;
import dev.gatewaysdk.provider.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Tries one target again after a failure that may pass. Failsafe decides whether and when; the
 * gateway's clock waits. A first try that succeeds costs nothing here.
 */
public final class RetryStage implements AttemptInterceptor {
  /** A thread is not parked longer than this while another target could answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RetryPolicy<Object> policy;
  private final CircuitBreaker breaker;
  private final RandomGenerator random;
  private final long backoffNanos;
  private final long maxBackoffNanos;

  /**
   * @param breaker the target's; when it opens, there is no further try
   * @param random where jitter comes from
   */
  public RetryStage(Retry retry, CircuitBreaker breaker, RandomGenerator random) {
    this.breaker = breaker;
    this.random = random;
    this.backoffNanos = retry.backoff().toNanos();
    this.maxBackoffNanos = retry.maxBackoff().toNanos();
    this.policy =
        RetryPolicy.builder()
            .handleIf(e -> e instanceof ProviderException failure && failure.retryable())
            .withMaxAttempts(retry.attempts())
            .withDelayFn(context -> delay(context.getAttemptCount(), context.getLastException()))
            .build();
  }

  @Override
  public Reply intercept(Attempt attempt, AttemptHandler next) {
    try {
      return next.handle(attempt);
    } catch (ProviderException e) {
      return retry(attempt, next, e);
    }
  }

  private Reply retry(Attempt attempt, AttemptHandler next, ProviderException first) {
    Execution<Object> execution = Execution.of(policy);
    List<ProviderException> earlier = new ArrayList<>(first.earlier());
    ProviderException failure = first;
    while (true) {
      execution.recordException(failure);
      if (execution.isComplete() || !canWait(attempt, execution.getDelay())) {
        throw failure.toBuilder().earlier(earlier).build();
      }
      Pause.sleep(attempt.call(), attempt.clock(), execution.getDelay());
      try {
        return next.handle(attempt);
      } catch (BreakerOpenException e) {
        throw failure.toBuilder().earlier(earlier).build();
      } catch (ProviderException e) {
        earlier.add(failure);
        earlier.addAll(e.earlier());
        failure = e;
      }
    }
  }

  private boolean canWait(Attempt attempt, Duration delay) {
    return breaker.isClosed()
        && delay.compareTo(Duration.ofNanos(Math.max(0, attempt.remainingNanos()))) < 0
        && (attempt.last() || delay.compareTo(PATIENCE) <= 0);
  }

  private Duration delay(int attempts, Throwable failure) {
    if (failure instanceof ProviderException e && e.retryAfter() != null) {
      return e.retryAfter();
    }
    int doublings = Math.min(attempts - 1, 30);
    long ceiling = Math.min(maxBackoffNanos, backoffNanos << doublings);
    return Duration.ofNanos(random.nextLong(Math.max(1, ceiling < 0 ? maxBackoffNanos : ceiling)));
  }
}
