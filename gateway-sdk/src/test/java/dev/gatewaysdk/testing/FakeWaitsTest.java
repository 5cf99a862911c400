package dev.gatewaysdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.time.GatewayClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Stalls and waits against time-outs (10 s to the first token, 3 s between, 30 s in total). */
class FakeWaitsTest {
  private final ManualClock clock = new ManualClock();
  private final FakeProvider fake = new FakeProvider();
  private final Asking asking = new Asking(fake, clock);

  @Test
  void stallsUntilTheFirstTokenIsOverdue() {
    fake.otherwise().stall();

    for (boolean streamed : List.of(true, false)) {
      assertTimeout(() -> asking.open(streamed, "x"), "first-token");
    }
    assertThat(clock.sleeps()).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(10));
  }

  @Test
  void stallsUntilTheNextTokenIsOverdue() {
    fake.otherwise().stream("Hel", "lo").stall();
    List<ChatEvent> seen = new ArrayList<>();
    Reply reply = asking.open(true, "x");

    ProviderException thrown = FakeFaultsTest.failure(reply, seen);

    assertThat(Asking.content(seen)).hasSize(2);
    assertThat(thrown.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(thrown).hasMessageContaining("between-tokens").hasMessageContaining("3000 ms");
    assertThat(clock.sleeps()).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void stallsNoLongerThanTheWholeCallMayTake() {
    fake.otherwise().stall();
    Attempt attempt = asking.attempt(true, "m", "x", Asking.TIMEOUTS);
    clock.advance(Duration.ofSeconds(28));

    assertTimeout(() -> fake.open(attempt), "total");
    assertThat(clock.sleeps()).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void stallsNotAtAllIfTheTimeOfTheCallIsUp() {
    fake.otherwise().stall();
    Attempt attempt = asking.attempt(true, "m", "x", Asking.TIMEOUTS);
    clock.advance(Duration.ofMinutes(5));

    assertTimeout(() -> fake.open(attempt), "total");
    assertThat(clock.sleeps()).containsExactly(Duration.ZERO);
  }

  @Test
  void countsTheDelayTowardsTheFirstToken() {
    fake.otherwise()
        .cutAfter(0)
        .delay(Duration.ofSeconds(4))
        .then()
        .stall()
        .delay(Duration.ofSeconds(4));

    asking.open(true, "x");
    assertTimeout(() -> asking.open(true, "x"), "first-token");
    assertThat(clock.sleeps())
        .containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(4), Duration.ofSeconds(6));
  }

  @Test
  void timesOutIfADelayIsLongerThanAllowed() {
    fake.otherwise().reply("late").delay(Duration.ofSeconds(11));

    assertTimeout(() -> asking.open(true, "x"), "first-token");
    assertThat(clock.sleeps()).containsExactly(Duration.ofSeconds(10));
  }

  @Test
  void timesOutIfAPauseIsLongerThanAllowed() {
    fake.otherwise().stream("a", "b").pause(Duration.ofSeconds(3));
    List<ChatEvent> seen = new ArrayList<>();

    ProviderException thrown = FakeFaultsTest.failure(asking.open(true, "x"), seen);

    assertThat(thrown.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(Asking.content(seen)).hasSize(1);
  }

  @Test
  void refusesNegativeWaits() {
    assertThatThrownBy(() -> fake.otherwise().delay(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> fake.otherwise().pause(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void endsAStallWhenTheCallIsCancelled() throws InterruptedException {
    fake.otherwise().stall();
    BlockingClock blocking = new BlockingClock();
    Attempt attempt = new Asking(fake, blocking).attempt(true, "m", "x", Asking.TIMEOUTS);

    Ended ended = run(blocking, () -> fake.open(attempt), attempt.cancellation()::cancel);

    assertThat(ended.thrown()).isInstanceOf(CallCancelledException.class);
    assertThat(ended.interrupted()).isFalse();
  }

  @Test
  void endsAStallWhenTheReplyIsClosed() throws InterruptedException {
    fake.otherwise().reply("Hello").stall();
    BlockingClock blocking = new BlockingClock();
    Reply reply = new Asking(fake, blocking).open(true, "x");
    reply.next();
    reply.next();

    Ended ended = run(blocking, reply::next, reply::close);

    assertThat(ended.thrown()).isInstanceOf(CallCancelledException.class);
    assertThat(ended.interrupted()).isFalse();
  }

  @Test
  void endsAStallWhenItsThreadIsInterruptedAndLeavesItInterrupted() throws InterruptedException {
    fake.otherwise().stall();
    BlockingClock blocking = new BlockingClock();
    Asking real = new Asking(fake, blocking);
    AtomicReference<Thread> thread = new AtomicReference<>();

    Ended ended =
        run(
            blocking,
            () -> {
              thread.set(Thread.currentThread());
              real.open(true, "x");
            },
            () -> thread.get().interrupt());

    assertThat(ended.thrown())
        .isInstanceOf(CallCancelledException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(ended.interrupted()).isTrue();
  }

  @Test
  void givesNothingMoreOnceTheCallIsCancelled() {
    fake.otherwise().reply("one two three");
    Attempt attempt = asking.attempt(true, "m", "x", Asking.TIMEOUTS);
    Reply reply = fake.open(attempt);
    reply.next();
    attempt.cancellation().cancel();

    assertThatThrownBy(reply::next).isInstanceOf(CallCancelledException.class);
  }

  @Test
  void leavesNoInterruptBehindIfTheCallIsCancelledAsTheWaitEnds() {
    fake.otherwise().stall();
    AtomicReference<Attempt> attempt = new AtomicReference<>();
    GatewayClock cancelling =
        new GatewayClock() {
          @Override
          public long nanoTime() {
            return 0;
          }

          @Override
          public long epochMillis() {
            return 0;
          }

          @Override
          public void sleep(Duration duration) {
            attempt.get().cancellation().cancel();
          }
        };
    attempt.set(new Asking(fake, cancelling).attempt(true, "m", "x", Asking.TIMEOUTS));

    assertThatThrownBy(() -> fake.open(attempt.get())).isInstanceOf(CallCancelledException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void forgetsItsWakeUpAfterEachWait() {
    fake.otherwise().reply("one two").pause(Duration.ofSeconds(1));
    Attempt attempt = asking.attempt(true, "m", "x", Asking.TIMEOUTS);
    Asking.events(fake.open(attempt));

    attempt.cancellation().cancel();

    assertThat(Thread.interrupted()).isFalse();
  }

  private static void assertTimeout(Runnable call, String which) {
    ProviderException thrown = catchThrowableOfType(ProviderException.class, call::run);
    assertThat(thrown.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(thrown).hasMessageContaining(which);
  }

  private record Ended(Throwable thrown, boolean interrupted) {}

  /** Runs the call on another thread, and the stop once the call waits. */
  private static Ended run(BlockingClock clock, Runnable call, Runnable stop)
      throws InterruptedException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread thread =
        new Thread(
            () -> {
              thrown.set(catchThrowable(call::run));
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    thread.start();
    clock.waiting.await();
    stop.run();
    thread.join();
    return new Ended(thrown.get(), interrupted.get());
  }

  /** A clock on which a wait lasts until the thread is interrupted. */
  private static final class BlockingClock implements GatewayClock {
    final CountDownLatch waiting = new CountDownLatch(1);

    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public long epochMillis() {
      return 0;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      waiting.countDown();
      new CountDownLatch(1).await();
    }
  }
}
