package dev.gatewaysdk.usage;

import dev.gatewaysdk.time.GatewayClock;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Running totals in memory, hour by hour, by user, project, endpoint, provider and model.
 *
 * <p>Hours are kept apart for 31 days, with at most 60,000 names of users and 10,000 of each other
 * dimension in all hours together (about 40 MB when full). When names run out, the oldest hours go
 * first: they are known in sum from then on. Names that even then have no room count under {@code
 * (other)}.
 *
 * <p>Thread-safe. Recording takes no lock but when an hour begins or names run out.
 */
public final class InMemoryUsage implements UsageSink, Usage {
  private static final Logger LOG = LoggerFactory.getLogger(InMemoryUsage.class);

  private static final int MAX_NAMES = 100_000;
  private static final long MAX_HOURS = 31 * 24;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long HOUR_SECONDS = 3_600;
  private static final long NO_HOUR = Long.MIN_VALUE;

  private static final Comparator<Map.Entry<String, UsageTotals>> DEAREST_FIRST =
      Comparator.<Map.Entry<String, UsageTotals>, BigDecimal>comparing(
              entry -> entry.getValue().cost(), Comparator.reverseOrder())
          .thenComparing(entry -> entry.getValue().calls(), Comparator.reverseOrder())
          .thenComparing(Map.Entry::getKey);

  private final GatewayClock clock;
  private final List<UsageRoom> rooms;
  private final ConcurrentSkipListMap<Long, UsageHour> hours = new ConcurrentSkipListMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final UsagePast past; // Guarded by lock, as is all that follows.
  private long firstHour;
  private long reachesBackTo;
  private volatile UsageHour current; // Written under the lock.
  private volatile long fullInHour = NO_HOUR; // Written under the lock.
  private boolean warned;

  /** Totals that begin now. */
  public InMemoryUsage(GatewayClock clock) {
    this(clock, MAX_NAMES);
  }

  InMemoryUsage(GatewayClock clock, int maxNames) {
    this.clock = clock;
    this.rooms =
        Arrays.stream(Dimension.values())
            .map(dimension -> new UsageRoom(share(maxNames, dimension), this::makeRoom))
            .toList();
    this.past = new UsagePast(rooms);
    this.firstHour = nowHour();
    this.reachesBackTo = firstHour;
    this.current = new UsageHour(firstHour, rooms);
    hours.put(firstHour, current);
  }

  @Override
  public void record(CallRecord call) {
    long hour = Math.floorDiv(call.timestampMillis(), HOUR_MILLIS);
    UsageHour at = current;
    (at.hour() == hour ? at : hourAt(hour)).add(call);
  }

  @Override
  public UsageQuery by(Dimension dimension) {
    return new UsageQuery() {
      @Override
      public Map<String, UsageTotals> all() {
        return totals(dimension, Long.MIN_VALUE);
      }

      @Override
      public Map<String, UsageTotals> since(Instant from) {
        return totals(dimension, Math.floorDiv(from.getEpochSecond(), HOUR_SECONDS));
      }
    };
  }

  @Override
  public UsageTotals total() {
    // Each call has one endpoint, so that any dimension adds up to all calls.
    return by(Dimension.ENDPOINT).all().values().stream()
        .reduce(UsageTotals.NONE, UsageTotals::plus);
  }

  @Override
  public Instant reachesBackTo() {
    lock.lock();
    try {
      return Instant.ofEpochSecond(reachesBackTo * HOUR_SECONDS);
    } finally {
      lock.unlock();
    }
  }

  /** How many hours are kept apart. */
  int hours() {
    return hours.size();
  }

  private Map<String, UsageTotals> totals(Dimension dimension, long fromHour) {
    Map<String, UsageTotals> sums = new HashMap<>();
    lock.lock();
    try { // Only so that no hour moves to the past meanwhile; recording goes on.
      if (fromHour <= firstHour) {
        past.forEach(dimension, sums::put);
      }
      for (UsageHour hour : hours.tailMap(fromHour).values()) {
        hour.forEach(dimension, (name, used) -> sums.merge(name, used, UsageTotals::plus));
      }
    } finally {
      lock.unlock();
    }
    Map<String, UsageTotals> sorted = new LinkedHashMap<>();
    sums.entrySet().stream()
        .sorted(DEAREST_FIRST)
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return Collections.unmodifiableMap(sorted);
  }

  private UsageHour hourAt(long hour) {
    UsageHour known = hours.get(hour);
    return known != null ? known : newHour(hour);
  }

  private UsageHour newHour(long hour) {
    lock.lock();
    try {
      long oldest = nowHour() - MAX_HOURS;
      while (hours.firstKey() < Math.min(oldest, current.hour())) {
        foldOldest();
      }
      UsageHour fresh = hours.computeIfAbsent(hour, at -> new UsageHour(at, rooms));
      if (hour > current.hour()) {
        current = fresh;
      }
      return fresh;
    } finally {
      lock.unlock();
    }
  }

  /** Spares the current hour and the one before: calls that began then still end. */
  private boolean makeRoom() {
    long now = current.hour();
    if (fullInHour == now) {
      return false; // No need for the lock again: nothing can be given up before the next hour.
    }
    lock.lock();
    try {
      if (hours.firstKey() < now - 1) {
        foldOldest();
        return true;
      }
      fullInHour = now;
      if (!warned) {
        warned = true;
        LOG.warn(
            "More names of users, projects, endpoints, providers or models than usage totals may"
                + " hold: those without room count under {}",
            UsageRoom.OTHER);
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** A call that is added to that hour at this very moment is lost: it began long ago. */
  private void foldOldest() {
    UsageHour oldest = hours.pollFirstEntry().getValue();
    past.add(oldest);
    firstHour = Math.min(firstHour, oldest.hour());
    reachesBackTo = Math.max(reachesBackTo, oldest.hour() + 1);
  }

  /** Users are the ones that are many. */
  private static int share(int maxNames, Dimension dimension) {
    return dimension == Dimension.USER ? maxNames * 6 / 10 : maxNames / 10;
  }

  private long nowHour() {
    return Math.floorDiv(clock.epochMillis(), HOUR_MILLIS);
  }
}
