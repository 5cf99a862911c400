package dev.gatewaysdk.internal.resilience;

import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.time.GatewayClock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The keys of one provider, and which of them are benched. Shared by all its targets, because a
 * refused key is refused for every model. Thread-safe.
 */
public final class CredentialPool {
  private final Bench[] keys;
  private final String provider;
  private final AtomicLong turns = new AtomicLong();

  /**
   * @param size at least 1
   */
  public CredentialPool(String provider, int size) {
    this.provider = provider;
    this.keys = new Bench[size];
    for (int i = 0; i < size; i++) {
      keys[i] = new Bench(name(i));
    }
  }

  /** How many keys there are. */
  public int size() {
    return keys.length;
  }

  /** As messages name a key, which never say what it is: {@code key 2 of 3 of openai}. */
  public String name(int key) {
    return "key " + (key + 1) + " of " + keys.length + " of " + provider;
  }

  /** A free key, each in its turn; -1 if all are benched. */
  public int nextFree(GatewayClock clock) {
    int free = 0;
    for (Bench key : keys) {
      free += key.isFree(clock) ? 1 : 0;
    }
    if (free == 0) {
      return -1;
    }
    long turn = Math.floorMod(turns.getAndIncrement(), (long) free);
    int last = -1;
    for (int i = 0; i < keys.length && turn >= 0; i++) {
      if (keys[i].isFree(clock)) {
        last = i;
        turn--;
      }
    }
    return last;
  }

  /** The key that is free first. */
  public int soonest(long nowNanos) {
    int soonest = 0;
    for (int i = 1; i < keys.length; i++) {
      if (keys[i].nanos(nowNanos) < keys[soonest].nanos(nowNanos)) {
        soonest = i;
      }
    }
    return soonest;
  }

  /** Why and for how long a key is benched. */
  public Bench bench(int key) {
    return keys[key];
  }

  /**
   * Benches a key if its failure is a reason to.
   *
   * @return whether it is, so that another key may do
   */
  public boolean failed(int key, ProviderException failure, long nowNanos) {
    long nanos = BenchTimes.keyBenchNanos(failure);
    if (nanos > 0) {
      keys[key].sit(failure, nanos, nowNanos);
    }
    return nanos > 0;
  }
}
