package dev.gatewaysdk.limit;

/** Where counts are kept. The built-in one keeps them in this JVM. Thread-safe. */
public interface LimitStore {
  /**
   * The counter of one limit of one endpoint; the same counts each time it is asked for, also after
   * the endpoint was changed.
   */
  Counter counter(String endpoint, Limit limit);

  /** The counts of one limit. Thread-safe, exact under any number of threads. */
  interface Counter {
    /**
     * Takes one call from the window of that key.
     *
     * @return 0 if it was taken; else nanoseconds until one can be, and nothing is taken
     */
    long take(String key);

    /**
     * Gives back a call that was taken but never happened. Once its window is over this does
     * nothing, or the next window would let one call too many pass.
     *
     * @param ageNanos how long ago it was taken
     */
    void giveBack(String key, long ageNanos);
  }
}
