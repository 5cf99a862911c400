package dev.gatewaysdk.faults;

import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.limit.LimitStore;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what is taken and given back. */
final class CountingLimitStore implements LimitStore {
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger givenBack = new AtomicInteger();

  @Override
  public Counter counter(String endpoint, Limit limit) {
    return new Counter() {
      @Override
      public long take(String key) {
        taken.incrementAndGet();
        return 0;
      }

      @Override
      public void giveBack(String key, long ageNanos) {
        givenBack.incrementAndGet();
      }
    };
  }

  int taken() {
    return taken.get();
  }

  int givenBack() {
    return givenBack.get();
  }
}
