package dev.gatewaysdk.internal.resilience;

import dev.gatewaysdk.error.ProviderException;
import java.time.Duration;

/** Which failures bench a target, and for how long. */
public final class BenchTimes {
  private static final long REFUSED_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long LIMITED_KEY_NANOS = Duration.ofSeconds(5).toNanos();
  private static final Duration LONGEST = Duration.ofDays(365);

  private BenchTimes() {}

  /** For how long a failure benches the target that it is the last of; 0 if it does not. */
  public static long benchNanos(ProviderException failure) {
    if (failure.kind().benchesTarget()) {
      return REFUSED_NANOS;
    }
    boolean busy =
        switch (failure.kind()) {
          case RATE_LIMITED, OVERLOADED, UNAVAILABLE -> true;
          default -> false;
        };
    return busy ? askedNanos(failure, 0) : 0;
  }

  /**
   * For how long a failure benches one of several keys, while another may do; 0 if it does not. A
   * key whose limit is used up sits out a while even if it did not say for how long.
   */
  static long keyBenchNanos(ProviderException failure) {
    return switch (failure.kind()) {
      case AUTHENTICATION, QUOTA_EXHAUSTED -> REFUSED_NANOS;
      case RATE_LIMITED -> askedNanos(failure, LIMITED_KEY_NANOS);
      default -> 0;
    };
  }

  private static long askedNanos(ProviderException failure, long otherwise) {
    Duration wait = failure.retryAfter();
    if (wait == null) {
      return otherwise;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : wait.toNanos();
  }
}
