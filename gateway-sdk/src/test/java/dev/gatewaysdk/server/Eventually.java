package dev.gatewaysdk.server;

import dev.gatewaysdk.time.GatewayClock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads and sockets bring about. */
final class Eventually {
  private Eventually() {}

  /** Fails if it is not so within 10 s. */
  static void assertThat(BooleanSupplier condition, String what) {
    assertThat(condition, what, Duration.ofSeconds(10));
  }

  static void assertThat(BooleanSupplier condition, String what, Duration atMost) {
    long start = GatewayClock.system().nanoTime();
    while (!condition.getAsBoolean()) {
      if (GatewayClock.system().nanoTime() - start > atMost.toNanos()) {
        throw new AssertionError("not within " + atMost + ": " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }
}
