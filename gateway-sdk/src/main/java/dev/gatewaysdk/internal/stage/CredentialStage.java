package dev.gatewaysdk.internal.stage;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.internal.resilience.CredentialPool;
import dev.gatewaysdk.pipeline.AttemptHandler;
import dev.gatewaysdk.pipeline.AttemptInterceptor;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.time.GatewayClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Spreads a provider's tries over its keys. A key that is refused, out of quota or rate-limited is
 * benched by itself, and the next one is asked at once; only when none is left has the target
 * failed. Only folded in where a provider has several keys.
 */
public final class CredentialStage implements AttemptInterceptor {
  private final CredentialPool pool;

  public CredentialStage(CredentialPool pool) {
    this.pool = pool;
  }

  @Override
  public Reply intercept(Attempt attempt, AttemptHandler next) {
    GatewayClock clock = attempt.clock();
    List<ProviderException> failed = new ArrayList<>();
    int key = pool.nextFree(clock);
    if (key < 0) {
      key = pool.soonest(clock.nanoTime()); // Whether to wait for it was decided before.
    }
    while (true) {
      try {
        return next.handle(attempt.withCredential(key));
      } catch (ProviderException e) {
        boolean benched = pool.failed(key, e, clock.nanoTime());
        key = benched && failed.size() + 1 < pool.size() ? pool.nextFree(clock) : -1;
        if (key < 0 || attempt.remainingNanos() <= 0) {
          throw benched ? allBenched(attempt, e, failed) : e.toBuilder().earlier(failed).build();
        }
        failed.add(e);
      }
    }
  }

  /** The key that is free first decides: how it failed is how the target did. */
  private ProviderException allBenched(
      Attempt attempt, ProviderException last, List<ProviderException> before) {
    long now = attempt.clock().nanoTime();
    int soonest = pool.soonest(now);
    ProviderException reason = pool.bench(soonest).reason();
    if (reason == null) {
      return last.toBuilder().earlier(before).build();
    }
    List<ProviderException> earlier = new ArrayList<>(before);
    earlier.add(last);
    boolean askedNow = earlier.remove(reason);
    ProviderException.Builder builder =
        askedNow ? reason.toBuilder() : notAsked(attempt, soonest, reason);
    return builder
        .earlier(earlier)
        .retryAfter(remaining(reason, pool.bench(soonest).nanos(now)))
        .build();
  }

  private ProviderException.Builder notAsked(Attempt attempt, int key, ProviderException reason) {
    return ProviderException.builder(
            reason.kind(), pool.name(key) + " is not asked, because it failed earlier")
        .target(attempt.target().name())
        .notSent();
  }

  private static @Nullable Duration remaining(ProviderException reason, long nanos) {
    return reason.retryAfter() == null ? null : Duration.ofNanos(nanos);
  }
}
