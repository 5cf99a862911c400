package dev.gatewaysdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.usage.CallRecord;
import dev.gatewaysdk.usage.CallRecord.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingUsageSinkTest {
  private final RecordingUsageSink sink = new RecordingUsageSink();

  @Test
  void keepsRecordsInOrder() {
    CallRecord first = record(Status.SUCCESS);
    CallRecord second = record(Status.ERROR);
    sink.record(first);
    List<CallRecord> before = sink.records();
    sink.record(second);

    assertThat(before).containsExactly(first);
    assertThat(sink.records()).containsExactly(first, second);
    assertThat(sink.records(Status.ERROR)).containsExactly(second);
    assertThat(sink.last()).isSameAs(second);

    sink.clear();
    assertThat(sink.records()).isEmpty();
  }

  @Test
  void failsIfThereIsNoLastRecord() {
    assertThatThrownBy(sink::last)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no call has ended");
  }

  @Test
  void knowsWhetherItWasClosed() {
    assertThat(sink.closed()).isFalse();
    sink.close();
    assertThat(sink.closed()).isTrue();
  }

  private static CallRecord record(Status status) {
    return new CallRecord.Builder("r", Operation.CHAT, Caller.anonymous())
        .outcome(status, 200, null)
        .build();
  }
}
