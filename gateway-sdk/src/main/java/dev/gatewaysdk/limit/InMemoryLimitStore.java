package dev.gatewaysdk.limit;

import dev.gatewaysdk.time.GatewayClock;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts in this JVM only, with Bucket4j. Forgets windows that have ended beyond 100,000 keys a
 * limit.
 */
public final class InMemoryLimitStore implements LimitStore {
  private static final int MAX_KEYS = 100_000;

  /** Time that does not pass, so that a bucket never refills: the next window has a new one. */
  private static final TimeMeter STANDING =
      new TimeMeter() {
        @Override
        public long currentTimeNanos() {
          return 0;
        }

        @Override
        public boolean isWallClockBased() {
          return false;
        }
      };

  private final GatewayClock clock;
  private final Map<CounterId, Counter> counters = new ConcurrentHashMap<>();

  private record CounterId(String endpoint, Limit limit) {}

  /**
   * @param clock its monotonic time for seconds, minutes and hours; its wall time for days
   */
  public InMemoryLimitStore(GatewayClock clock) {
    this.clock = clock;
  }

  @Override
  public Counter counter(String endpoint, Limit limit) {
    return counters.computeIfAbsent(new CounterId(endpoint, limit), id -> new Buckets(limit));
  }

  /** The counts of one limit, a bucket for each key and window; a window never refills. */
  private final class Buckets implements Counter {
    private final Limit limit;
    private final boolean daily;
    private final long lengthNanos;
    private final Map<String, Counted> buckets = new ConcurrentHashMap<>();

    /** The count of a key in the window that ends at that time. */
    private record Counted(Bucket bucket, long endNanos) {}

    Buckets(Limit limit) {
      this.limit = limit;
      this.daily = limit.window() == Limit.Window.DAY;
      this.lengthNanos = limit.window().length().toNanos();
    }

    @Override
    public long take(String key) {
      long now = now();
      Counted counted = buckets.get(key);
      if (counted == null || hasEnded(counted, now)) {
        counted = begin(key, now);
      }
      return counted.bucket.tryConsume(1) ? 0 : Math.max(1, counted.endNanos - now);
    }

    @Override
    public void giveBack(String key, long ageNanos) {
      long now = now();
      Counted counted = buckets.get(key);
      if (counted != null && now - ageNanos - (counted.endNanos - lengthNanos) >= 0) {
        counted.bucket.addTokens(1);
      }
    }

    /** A window of its own begins for the key, unless another thread was quicker. */
    private Counted begin(String key, long now) {
      if (buckets.size() >= MAX_KEYS) {
        buckets.values().removeIf(old -> hasEnded(old, now));
      }
      return buckets.compute(
          key,
          (k, old) -> old == null || hasEnded(old, now) ? new Counted(bucket(), end(now)) : old);
    }

    private long now() {
      return daily ? TimeUnit.MILLISECONDS.toNanos(clock.epochMillis()) : clock.nanoTime();
    }

    private long end(long now) {
      return daily ? now - now % lengthNanos + lengthNanos : now + lengthNanos;
    }

    private static boolean hasEnded(Counted counted, long now) {
      return now - counted.endNanos >= 0;
    }

    private Bucket bucket() {
      Bandwidth never =
          Bandwidth.builder()
              .capacity(limit.calls())
              .refillIntervally(limit.calls(), Duration.ofDays(1))
              .build();
      return Bucket.builder().addLimit(never).withCustomTimePrecision(STANDING).build();
    }
  }
}
