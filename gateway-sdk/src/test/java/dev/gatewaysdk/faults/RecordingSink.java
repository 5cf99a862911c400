package dev.gatewaysdk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.usage.CallRecord;
import dev.gatewaysdk.usage.UsageSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the records of calls. */
final class RecordingSink implements UsageSink {
  private final List<CallRecord> records = new CopyOnWriteArrayList<>();

  @Override
  public void record(CallRecord record) {
    records.add(record);
  }

  /** The record of the only call there was. */
  CallRecord only() {
    assertThat(records).hasSize(1);
    return records.get(0);
  }
}
