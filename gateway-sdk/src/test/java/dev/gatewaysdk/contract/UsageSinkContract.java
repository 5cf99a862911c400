package dev.gatewaysdk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.reply.Cost;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.ServedBy;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.usage.CallRecord;
import dev.gatewaysdk.usage.UsageSink;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every sink of usage records has to keep; a subclass gives one, and what it took. */
public abstract class UsageSinkContract {
  private static final long NOON = 1_772_366_400_000L;

  /** A new sink, which has taken nothing. */
  protected abstract UsageSink sink() throws Exception;

  /** How many records a sink of {@link #sink} has taken, once it is closed. */
  protected abstract long taken(UsageSink sink) throws Exception;

  @Test
  final void takesRecordsOfEveryEndAndOperation() throws Exception {
    UsageSink sink = sink();
    int count = 0;
    for (CallRecord.Status status : CallRecord.Status.values()) {
      for (Operation operation : Operation.values()) {
        sink.record(full("r-" + count++, operation, status));
      }
    }
    sink.close();

    assertThat(taken(sink)).isEqualTo(count);
  }

  /** A call that was refused has no target, no usage and no cost. */
  @Test
  final void takesARecordThatSaysNextToNothing() throws Exception {
    UsageSink sink = sink();
    sink.record(new CallRecord.Builder("r-1", Operation.CHAT, Caller.anonymous()).build());
    sink.close();

    assertThat(taken(sink)).isEqualTo(1);
  }

  @Test
  final void takesEachRecordOfManyThreadsOnce() throws Exception {
    UsageSink sink = sink();
    AtomicInteger ids = new AtomicInteger();

    Crowd.each(
        () -> {
          String id = "r-" + ids.incrementAndGet();
          sink.record(full(id, Operation.CHAT, CallRecord.Status.SUCCESS));
          return id;
        });
    sink.close();

    assertThat(taken(sink)).isEqualTo((long) Crowd.THREADS * Crowd.TIMES);
  }

  @Test
  final void closesWithoutHavingTakenAnything() throws Exception {
    UsageSink sink = sink();
    sink.close();

    assertThat(taken(sink)).isZero();
  }

  private static CallRecord full(String id, Operation operation, CallRecord.Status status) {
    boolean success = status == CallRecord.Status.SUCCESS;
    return new CallRecord.Builder(id, operation, Caller.user("ann"))
        .time(NOON, 2_000_000, 1_000_000)
        .endpoint("support")
        .target(new ServedBy("provider", "model"), "model-2026")
        .outcome(status, success ? 200 : 502, success ? null : FailureKind.UNAVAILABLE)
        .usage(TokenUsage.of(10, 5), new Cost(1_000_000, false))
        .attempts(2)
        .tags(Map.of("team", "platform"))
        .build();
  }
}
