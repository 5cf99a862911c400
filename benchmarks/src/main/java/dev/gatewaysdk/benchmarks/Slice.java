package dev.gatewaysdk.benchmarks;

/**
 * What a client did in a slice of time.
 *
 * @param calls how many ended
 * @param nanos how long it took
 * @param cpuNanos CPU time of the process, garbage collection included, the JIT compiler's threads
 *     not
 * @param compilerNanos CPU time of the JIT compiler's threads
 * @param bytes allocated on the heap
 */
record Slice(long calls, long nanos, long cpuNanos, long compilerNanos, long bytes) {
  /** Whether there was so little left to compile that the code can be taken as warm. */
  boolean warm() {
    return compilerNanos < nanos / 20;
  }

  double cpuMicros() {
    return cpuNanos / 1e3 / calls;
  }

  double bytesPerCall() {
    return (double) bytes / calls;
  }

  double perSecond() {
    return calls * 1e9 / nanos;
  }

  String print() {
    return calls + " " + nanos + " " + cpuNanos + " " + compilerNanos + " " + bytes;
  }

  static Slice parse(String line) {
    String[] fields = line.split(" ");
    return new Slice(
        Long.parseLong(fields[0]),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]),
        Long.parseLong(fields[4]));
  }
}
