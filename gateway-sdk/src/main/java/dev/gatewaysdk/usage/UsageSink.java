package dev.gatewaysdk.usage;

/**
 * Takes the record of every call, once, when the call has ended. Thread-safe.
 *
 * <p>Called on the thread that ended the call, so it should be quick. What it throws is logged and
 * does not disturb the call.
 */
public interface UsageSink extends AutoCloseable {
  /** Takes a record. */
  void record(CallRecord record);

  /** Writes out what is held back; called once, when the gateway closes. */
  @Override
  default void close() {}
}
