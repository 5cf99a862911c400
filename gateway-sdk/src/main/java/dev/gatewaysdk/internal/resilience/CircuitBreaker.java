package dev.gatewaysdk.internal.resilience;

import dev.gatewaysdk.endpoint.Breaker;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The breaker of one target. Closed, it counts tries; open, it refuses them; after its rest it lets
 * one through as a probe, whose end closes or opens it. Lock-free, and nothing is allocated for a
 * try while it is closed.
 *
 * <p>A try that is let through holds a {@link Permit} until {@link #end} or {@link #giveBack}. One
 * that outlives the state it was let through in no longer counts.
 */
public final class CircuitBreaker {
  private static final Logger log = LoggerFactory.getLogger(CircuitBreaker.class);

  /** About how long a probe takes, for those who ask when the target may be free again. */
  private static final long PROBE_NANOS = Duration.ofSeconds(1).toNanos();

  /** A state of the breaker, and the right to try that it gave. */
  public sealed interface Permit permits Closed, Open, Probing {}

  private static final class Closed implements Permit {
    private final FailureWindow window;
    private volatile boolean failed; // Without a failure there is nothing to add up.

    Closed(FailureWindow window) {
      this.window = window;
    }
  }

  private record Open(long untilNanos, int failures, int tries) implements Permit {}

  private static final class Probing implements Permit {
    private final Open since;

    Probing(Open since) {
      this.since = since;
    }
  }

  private final String target;
  private final Breaker settings;
  private final AtomicReference<Permit> state;

  /**
   * @param target as log lines name it
   */
  public CircuitBreaker(String target, Breaker settings) {
    this.target = target;
    this.settings = settings;
    this.state = new AtomicReference<>(closed());
  }

  /** Whether a try is sure to be let through for now; asks no clock. */
  public boolean isClosed() {
    return state.get() instanceof Closed;
  }

  /** Nanoseconds until a try may be let through; 0 if one may be now. */
  public long blockedNanos(long nowNanos) {
    Permit now = state.get();
    if (now instanceof Open open) {
      return Math.max(0, open.untilNanos - nowNanos);
    }
    return now instanceof Probing ? Math.min(PROBE_NANOS, settings.open().toNanos()) : 0;
  }

  /** Why it is not closed, such as {@code 6 of its last 10 tries failed}. */
  public String reason() {
    Permit now = state.get();
    Open open = now instanceof Probing probing ? probing.since : now instanceof Open o ? o : null;
    return open == null
        ? "it is being tried"
        : open.failures + " of its last " + open.tries + " tries failed";
  }

  /**
   * Lets a try through.
   *
   * @throws BreakerOpenException if it is open, or another call is probing
   */
  public Permit acquire(long nowNanos) {
    Permit now = state.get();
    if (now instanceof Closed) {
      return now;
    }
    if (now instanceof Open open && open.untilNanos - nowNanos <= 0) {
      Probing probe = new Probing(open);
      if (state.compareAndSet(open, probe)) {
        return probe;
      }
    }
    throw BreakerOpenException.INSTANCE;
  }

  /**
   * The target has begun to answer: a probe closes the breaker with that.
   *
   * @return the permit to end the same try with
   */
  public Permit answered(Permit permit) {
    if (!(permit instanceof Probing)) {
      return permit;
    }
    Closed closed = closed();
    if (state.compareAndSet(permit, closed)) {
      log.info("{} answers again, its breaker is closed", target);
      return closed;
    }
    return permit;
  }

  /**
   * The try has ended.
   *
   * @param failure what it failed with; null if it did not
   */
  public void end(Permit permit, @Nullable ProviderException failure, long nowNanos) {
    if (!settings.enabled() || state.get() != permit) {
      return;
    }
    boolean failed = failure != null && counts(failure.kind());
    if (permit instanceof Closed closed) {
      closed.window.add(failed, nowNanos);
      if (failed) {
        closed.failed = true;
      }
      if (closed.failed) {
        openIfDue(closed, nowNanos);
      }
    } else if (!failed) {
      answered(permit);
    } else if (permit instanceof Probing probe) {
      open(probe, probe.since.failures, probe.since.tries, nowNanos);
    }
  }

  /** The try came to nothing that says anything of the target: it was cancelled, say. */
  public void giveBack(Permit permit, long nowNanos) {
    if (permit instanceof Probing probe) {
      state.compareAndSet(probe, new Open(nowNanos, probe.since.failures, probe.since.tries));
    }
  }

  private void openIfDue(Closed closed, long nowNanos) {
    long sums = closed.window.sums(nowNanos);
    int tries = FailureWindow.tries(sums);
    int failures = FailureWindow.failures(sums);
    if (failures > 0
        && tries >= settings.minimumCalls()
        && (double) failures / tries >= settings.failureRatio()) { // 0.28 * 25 is above 7.
      open(closed, failures, tries, nowNanos);
    }
  }

  private void open(Permit from, int failures, int tries, long nowNanos) {
    Duration rest = settings.open();
    if (state.compareAndSet(from, new Open(nowNanos + rest.toNanos(), failures, tries))) {
      log.warn(
          "{} is not asked for {} ms: {} of its last {} tries failed",
          target,
          rest.toMillis(),
          failures,
          tries);
    }
  }

  private Closed closed() {
    return new Closed(new FailureWindow(settings.window().toNanos()));
  }

  /** Rate limits and refusals are signs of life; they are the bench's business. */
  private static boolean counts(FailureKind kind) {
    return switch (kind) {
      case OVERLOADED, UNAVAILABLE, TIMEOUT, MALFORMED_REPLY -> true;
      default -> false;
    };
  }
}
