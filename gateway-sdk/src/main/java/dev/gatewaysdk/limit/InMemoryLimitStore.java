package dev.gatewaysdk.limit;

import dev.gatewaysdk.time.GatewayClock;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts in this JVM only, with Bucket4j. Forgets idle keys beyond 100,000 a limit. */
public final class InMemoryLimitStore implements LimitStore {
  private static final int MAX_KEYS = 100_000;

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

  private final class Buckets implements Counter {
    private final Limit limit;
    private final Map<String, Counted> buckets = new ConcurrentHashMap<>();

    /** The count of a key, whose windows begin at that time. */
    private record Counted(Bucket bucket, long sinceNanos) {}

    Buckets(Limit limit) {
      this.limit = limit;
    }

    @Override
    public long take(String key) {
      Bucket bucket = counted(key).bucket;
      while (!bucket.tryConsume(1)) {
        long wait = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
        if (wait > 0) {
          return wait;
        } // Refilled between the two looks.
      }
      return 0;
    }

    @Override
    public void giveBack(String key, long ageNanos) {
      Counted counted = counted(key);
      if (ageNanos <= windowAgeNanos(counted)) {
        counted.bucket.addTokens(1);
      }
    }

    private long windowAgeNanos(Counted counted) {
      return limit.window() == Limit.Window.DAY
          ? TimeUnit.MILLISECONDS.toNanos(clock.epochMillis() % TimeUnit.DAYS.toMillis(1))
          : (clock.nanoTime() - counted.sinceNanos) % limit.window().length().toNanos();
    }

    private Counted counted(String key) {
      Counted counted = buckets.get(key);
      if (counted != null) {
        return counted;
      }
      if (buckets.size() >= MAX_KEYS) {
        // A full bucket is as good as none: its window has passed, or nothing was taken.
        buckets.values().removeIf(idle -> idle.bucket.getAvailableTokens() >= limit.calls());
      }
      return buckets.computeIfAbsent(key, k -> new Counted(newBucket(), clock.nanoTime()));
    }

    private Bucket newBucket() {
      boolean daily = limit.window() == Limit.Window.DAY;
      return Bucket.builder()
          .addLimit(daily ? fromMidnight() : fromFirstCall())
          .withCustomTimePrecision(daily ? new WallTime(clock) : new MonotonicTime(clock))
          .build();
    }

    private Bandwidth fromFirstCall() {
      return Bandwidth.builder()
          .capacity(limit.calls())
          .refillIntervally(limit.calls(), limit.window().length())
          .build();
    }

    private Bandwidth fromMidnight() {
      Instant midnight =
          Instant.ofEpochMilli(clock.epochMillis())
              .truncatedTo(ChronoUnit.DAYS)
              .plus(1, ChronoUnit.DAYS);
      return Bandwidth.builder()
          .capacity(limit.calls())
          .refillIntervallyAligned(limit.calls(), limit.window().length(), midnight)
          .initialTokens(limit.calls())
          .build();
    }
  }

  private record MonotonicTime(GatewayClock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return clock.nanoTime();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  private record WallTime(GatewayClock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return TimeUnit.MILLISECONDS.toNanos(clock.epochMillis());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
