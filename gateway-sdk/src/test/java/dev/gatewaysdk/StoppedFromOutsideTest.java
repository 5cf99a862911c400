package dev.gatewaysdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.call.Cancellation;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.error.StreamTruncatedException;
import dev.gatewaysdk.testing.FakeProvider;
import dev.gatewaysdk.testing.RecordingUsageSink;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls whose caller keeps the means to stop them, and failures that know their call. */
@Timeout(10)
class StoppedFromOutsideTest {
  private static final ChatRequest REQUEST = ChatRequest.builder("@fake/m").user("Hi").build();

  private final FakeProvider fake = new FakeProvider();
  private final RecordingUsageSink usage = new RecordingUsageSink();
  private GatewayClient gateway;

  @BeforeEach
  void open() {
    gateway = GatewayClient.builder().provider("fake", fake).usageSink(usage).build();
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void stopsAWholeAnswer() {
    Cancellation cancellation = new Cancellation();
    fake.otherwise()
        .replyWith(
            request -> {
              cancellation.cancel();
              return "too late";
            })
        .delay(Duration.ofMillis(1));

    CallCancelledException e =
        catchThrowableOfType(
            CallCancelledException.class,
            () -> gateway.chat(REQUEST, Caller.anonymous(), cancellation));

    assertThat(e.requestId()).isEqualTo(usage.last().requestId());
  }

  @Test
  void stopsAStreamThatNobodyReads() {
    Cancellation cancellation = new Cancellation();
    fake.otherwise().stream("a", "b").stall();

    ChatStream stream = gateway.stream(REQUEST, Caller.anonymous(), cancellation);
    cancellation.cancel();

    assertThat(usage.last().requestId()).isEqualTo(stream.requestId());
    assertThat(usage.last().statusCode()).isEqualTo(499);
  }

  @Test
  void knowsTheCallThatFailed() {
    fake.otherwise().overloaded();

    GatewayException e = catchThrowableOfType(GatewayException.class, () -> gateway.chat(REQUEST));

    assertThat(e.requestId()).isEqualTo(usage.last().requestId());
  }

  @Test
  void knowsTheCallThatBrokeOff() {
    fake.otherwise().stream("a", "b").overloaded();

    try (ChatStream stream = gateway.stream(REQUEST)) {
      StreamTruncatedException e =
          catchThrowableOfType(StreamTruncatedException.class, stream::collect);

      assertThat(e.requestId()).isEqualTo(stream.requestId());
    }
  }
}
