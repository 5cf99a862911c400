package dev.gatewaysdk.faults;

import dev.gatewaysdk.time.GatewayClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only where somebody sleeps. */
final class RecordingClock implements GatewayClock {
  private final AtomicLong nanos = new AtomicLong();
  private final List<Duration> sleeps = new CopyOnWriteArrayList<>();

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public long epochMillis() {
    return 1_767_225_600_000L + nanos.get() / 1_000_000; // 2026-01-01T00:00Z
  }

  @Override
  public void sleep(Duration duration) {
    sleeps.add(duration);
    nanos.addAndGet(duration.toNanos());
  }

  List<Duration> sleeps() {
    return sleeps;
  }
}
