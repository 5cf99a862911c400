package dev.gatewaysdk.internal;

import dev.gatewaysdk.usage.CallRecord;
import dev.gatewaysdk.usage.UsageSink;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each record to every sink; a sink that throws disturbs neither the call nor the others. */
final class Sinks implements Consumer<CallRecord> {
  private static final Logger log = LoggerFactory.getLogger(Sinks.class);

  private final UsageSink[] sinks;

  Sinks(List<UsageSink> sinks) {
    this.sinks = sinks.toArray(UsageSink[]::new);
  }

  @Override
  public void accept(CallRecord record) {
    for (UsageSink sink : sinks) {
      try {
        sink.record(record);
      } catch (RuntimeException | LinkageError | AssertionError e) {
        log.error("usage sink {} lost the record of {}", sink, record.requestId(), e);
      }
    }
  }
}
