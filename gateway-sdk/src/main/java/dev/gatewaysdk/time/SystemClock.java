package dev.gatewaysdk.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The only place that asks the machine for the time. */
enum SystemClock implements GatewayClock {
  INSTANCE;

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public long epochMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(duration.toNanos());
  }
}
