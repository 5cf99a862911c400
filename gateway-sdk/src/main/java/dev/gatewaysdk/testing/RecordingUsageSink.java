package dev.gatewaysdk.testing;

import dev.gatewaysdk.usage.CallRecord;
import dev.gatewaysdk.usage.UsageSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps the record of every call for assertions. Thread-safe.
 *
 * <p>A call's record is there as soon as the call has ended: there is nothing to wait for.
 *
 * <pre>{@code
 * RecordingUsageSink usage = new RecordingUsageSink();
 * // … a call through a gateway that was built with it …
 * assertEquals(CallRecord.Status.SUCCESS, usage.last().status());
 * }</pre>
 */
public final class RecordingUsageSink implements UsageSink {
  private final List<CallRecord> records = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /** Every record so far, in the order in which calls ended; an unmodifiable copy. */
  public List<CallRecord> records() {
    return List.copyOf(records);
  }

  /** The records that ended in that way. */
  public List<CallRecord> records(CallRecord.Status status) {
    return records.stream().filter(record -> record.status() == status).toList();
  }

  /**
   * The record of the call that ended last.
   *
   * @throws AssertionError if no call has ended
   */
  public CallRecord last() {
    List<CallRecord> all = records();
    if (all.isEmpty()) {
      throw new AssertionError("no call has ended, so there is no record");
    }
    return all.get(all.size() - 1);
  }

  /** Forgets all records. */
  public void clear() {
    records.clear();
  }

  /** Whether the gateway has closed it. */
  public boolean closed() {
    return closed;
  }

  @Override
  public void record(CallRecord record) {
    records.add(record);
  }

  @Override
  public void close() {
    closed = true;
  }
}
