package dev.gatewaysdk.routing;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whose turn it is among targets with weights: at each turn every target is owed its weight, the
 * one that is owed most takes the turn and pays the sum of all weights for it. After as many turns
 * as that sum all are even. Thread-safe.
 *
 * <p>This is the smooth weighted balancing that nginx made known (commit 52327e0627f4, 2012).
 */
final class Rotation {
  private final ReentrantLock lock = new ReentrantLock();
  private final long[] weights;
  private final long[] owed;
  private final long sum;

  Rotation(List<RouteTarget> targets) {
    this.weights = targets.stream().mapToLong(RouteTarget::weight).toArray();
    this.owed = new long[weights.length];
    long all = 0;
    for (long weight : weights) {
      all += weight;
    }
    this.sum = all;
  }

  /** The index of the target whose turn it is; of equals the first. */
  int next() {
    lock.lock();
    try {
      int most = 0;
      for (int i = 0; i < weights.length; i++) {
        owed[i] += weights[i];
        if (owed[i] > owed[most]) {
          most = i;
        }
      }
      owed[most] -= sum;
      return most;
    } finally {
      lock.unlock();
    }
  }
}
