package dev.gatewaysdk.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.endpoint.Breaker;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.internal.resilience.CircuitBreaker.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The breaker does what a naive one does, which keeps every try and looks at all of them. */
class CircuitBreakerProperties {
  private static final long SECOND = 1_000_000_000L;

  enum Act {
    SUCCEED,
    FAIL,
    LIMITED,
    CANCEL
  }

  /** A try after some time. */
  record Step(Act act, long afterMillis) {}

  @Property(tries = 500)
  void behavesLikeTheNaiveOne(
      @ForAll("steps") @Size(max = 200) List<Step> steps,
      @ForAll @DoubleRange(min = 0.05, max = 1) double ratio,
      @ForAll @IntRange(min = 1, max = 12) int minimumCalls,
      @ForAll @IntRange(min = 1, max = 8) int openSeconds,
      @ForAll long start) {
    Breaker settings =
        new Breaker(ratio, Duration.ofSeconds(10), minimumCalls, Duration.ofSeconds(openSeconds));
    CircuitBreaker breaker = new CircuitBreaker("p/m", settings);
    Naive naive = new Naive(settings);
    long now = start / 2; // So that it does not overflow while time goes by.
    for (Step step : steps) {
      now += step.afterMillis * 1_000_000;
      Permit permit = acquire(breaker, now);

      assertThat(permit != null).isEqualTo(naive.allows(now));
      if (permit != null) {
        act(breaker, permit, step.act, now);
        naive.act(step.act, now);
      }
      assertThat(breaker.isClosed()).isEqualTo(naive.closed);
      assertThat(breaker.blockedNanos(now)).isEqualTo(naive.closed ? 0 : naive.blocked(now));
    }
  }

  private static void act(CircuitBreaker breaker, Permit permit, Act act, long now) {
    switch (act) {
      case SUCCEED -> breaker.end(breaker.answered(permit), null, now);
      case FAIL -> breaker.end(permit, failure(FailureKind.OVERLOADED), now);
      case LIMITED -> breaker.end(permit, failure(FailureKind.RATE_LIMITED), now);
      case CANCEL -> breaker.giveBack(permit, now);
    }
  }

  private static @Nullable Permit acquire(CircuitBreaker breaker, long now) {
    try {
      return breaker.acquire(now);
    } catch (BreakerOpenException e) {
      return null;
    }
  }

  private static ProviderException failure(FailureKind kind) {
    return new ProviderException(kind, 500, "for the test", null);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Act> acts = Arbitraries.of(Act.SUCCEED, Act.FAIL, Act.FAIL, Act.LIMITED, Act.CANCEL);
    Arbitrary<Long> waits =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(8, Arbitraries.longs().between(0, 300)),
            net.jqwik.api.Tuple.of(1, Arbitraries.longs().between(300, 30_000)));
    return Combinators.combine(acts, waits).as(Step::new).list();
  }

  /** Every closed try by its second of the window, one try at a time. */
  private static final class Naive {
    private record Try(long second, boolean failed) {}

    private final Breaker settings;
    private final List<Try> tries = new ArrayList<>();
    private boolean closed = true;
    private long until;

    Naive(Breaker settings) {
      this.settings = settings;
    }

    boolean allows(long now) {
      return closed || now - until >= 0;
    }

    long blocked(long now) {
      return Math.max(0, until - now);
    }

    void act(Act act, long now) {
      if (act == Act.CANCEL) {
        return;
      }
      if (!closed) {
        if (act == Act.FAIL) {
          until = now + settings.open().toNanos();
          return;
        }
        closed = true;
        tries.clear();
        if (act == Act.LIMITED) {
          return; // It has proven life, and that is all.
        }
      }
      long second = Math.floorDiv(now, SECOND);
      tries.add(new Try(second, act == Act.FAIL));
      tries.removeIf(t -> t.second <= second - 10);
      long failures = tries.stream().filter(Try::failed).count();
      if (failures > 0
          && tries.size() >= settings.minimumCalls()
          && failures >= settings.failureRatio() * tries.size()) {
        closed = false;
        until = now + settings.open().toNanos();
      }
    }
  }
}
