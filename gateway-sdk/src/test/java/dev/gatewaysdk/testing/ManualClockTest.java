package dev.gatewaysdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualClockTest {
  private final ManualClock clock = new ManualClock();

  @Test
  void standsStillUntilItIsAdvanced() {
    long nanos = clock.nanoTime();
    assertThat(clock.now()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(clock.nanoTime()).isEqualTo(nanos);

    clock.advance(Duration.ofMillis(1500));

    assertThat(clock.nanoTime() - nanos).isEqualTo(1_500_000_000);
    assertThat(clock.epochMillis())
        .isEqualTo(Instant.parse("2026-01-01T00:00:01.500Z").toEpochMilli());
  }

  @Test
  void startsWhereItIsTold() {
    Instant start = Instant.parse("2030-05-06T07:08:09Z");

    assertThat(new ManualClock(start).epochMillis()).isEqualTo(start.toEpochMilli());
  }

  @Test
  void goesOnByAWaitAtOnceAndNotesIt() throws InterruptedException {
    long nanos = clock.nanoTime();

    clock.sleep(Duration.ofHours(2));
    clock.sleep(Duration.ZERO);

    assertThat(clock.nanoTime() - nanos).isEqualTo(Duration.ofHours(2).toNanos());
    assertThat(clock.sleeps()).containsExactly(Duration.ofHours(2), Duration.ZERO);
  }

  @Test
  void neitherAdvancesNorNotesAnInterruptedWait() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> clock.sleep(Duration.ofSeconds(1)))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(clock.sleeps()).isEmpty();
    assertThat(clock.now()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void refusesToRunBack() {
    assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void losesNoWaitOfSeveralThreads() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < 500; i++) {
                  clock.advance(Duration.ofMillis(1));
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(clock.now()).isEqualTo(Instant.parse("2026-01-01T00:00:04Z"));
  }
}
