package dev.gatewaysdk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.limit.LimitKey;
import dev.gatewaysdk.limit.LimitStore;
import dev.gatewaysdk.testing.ManualClock;
import dev.gatewaysdk.time.GatewayClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store of limits has to keep; a subclass makes one. */
public abstract class LimitStoreContract {
  private final ManualClock clock = new ManualClock();
  private final LimitStore store = store(clock);

  /**
   * A new store, in which nothing is counted.
   *
   * @param clock stands still unless the contract advances it: there is nothing to wait for
   */
  protected abstract LimitStore store(GatewayClock clock);

  @ParameterizedTest
  @EnumSource(
      value = Limit.Window.class,
      names = {"SECOND", "MINUTE", "HOUR"})
  final void aWindowStartsWithTheFirstCallAndIsFullAgainAtOnce(Limit.Window window) {
    LimitStore.Counter counter = store.counter("e", Limit.calls(2).per(window));
    clock.advance(Duration.ofMillis(12_345));
    assertThat(counter.take("ann")).isZero();
    clock.advance(window.length().dividedBy(2));
    assertThat(counter.take("ann")).isZero();

    assertThat(counter.take("ann")).isEqualTo(window.length().dividedBy(2).toNanos());

    clock.advance(window.length().dividedBy(2));
    assertThat(counter.take("ann")).isZero();
    assertThat(counter.take("ann")).isZero();
    assertThat(counter.take("ann")).isEqualTo(window.length().toNanos());
  }

  @Test
  final void theNextWindowStartsWithTheNextCall() {
    LimitStore.Counter counter = store.counter("e", Limit.calls(2).perMinute());
    counter.take("ann");
    clock.advance(Duration.ofSeconds(119)); // The first window is long over.
    assertThat(counter.take("ann")).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(counter.take("ann")).isZero();

    assertThat(counter.take("ann")).isEqualTo(Duration.ofSeconds(59).toNanos());
  }

  @Test
  final void aDayStartsAtMidnightUtc() {
    LimitStore.Counter counter = store.counter("e", Limit.calls(1).perDay());
    clock.advance(Duration.ofHours(20));
    assertThat(counter.take("ann")).isZero();

    assertThat(counter.take("ann")).isEqualTo(Duration.ofHours(4).toNanos());

    clock.advance(Duration.ofHours(4));
    assertThat(counter.take("ann")).isZero();
    assertThat(counter.take("ann")).isEqualTo(Duration.ofDays(1).toNanos());
  }

  @Test
  final void aRefusedCallDoesNotCount() {
    LimitStore.Counter counter = store.counter("e", Limit.calls(1).perMinute());
    counter.take("ann");
    for (int i = 0; i < 100; i++) {
      assertThat(counter.take("ann")).isPositive();
    }
    clock.advance(Duration.ofMinutes(1));

    assertThat(counter.take("ann")).isZero();
  }

  @ParameterizedTest
  @EnumSource(Limit.Window.class)
  final void whatIsGivenBackAfterItsWindowDoesNotWidenTheNext(Limit.Window window) {
    LimitStore.Counter counter = store.counter("e", Limit.calls(1).per(window));
    assertThat(counter.take("ann")).isZero();
    clock.advance(window.length());
    assertThat(counter.take("ann")).isZero();

    counter.giveBack("ann", window.length().toNanos());

    assertThat(counter.take("ann")).isPositive();
  }

  @Test
  final void eachKeyHasItsOwnCount() {
    LimitStore.Counter counter = store.counter("e", Limit.calls(1).perMinute());

    assertThat(counter.take("ann")).isZero();
    assertThat(counter.take("ben")).isZero();
    assertThat(counter.take("ann")).isPositive();
  }

  @Test
  final void whatIsGivenBackCanBeTakenAgainButNoMore() {
    LimitStore.Counter counter = store.counter("e", Limit.calls(2).perMinute());
    counter.take("ann");
    counter.giveBack("ann", 0);

    assertThat(counter.take("ann")).isZero();
    assertThat(counter.take("ann")).isZero();
    assertThat(counter.take("ann")).isPositive();
  }

  @Test
  final void aCountOutlivesAChangeOfItsEndpoint() {
    Limit limit = Limit.calls(1).perMinute().key(LimitKey.USER);
    store.counter("e", limit).take("ann");

    assertThat(store.counter("e", Limit.calls(1).perMinute().key(LimitKey.USER)).take("ann"))
        .isPositive();
    assertThat(store.counter("other", limit).take("ann")).isZero();
  }

  @Test
  final void countsExactlyUnderManyThreads() throws Exception {
    LimitStore.Counter counter = store.counter("e", Limit.calls(100).perHour());

    List<Long> waits = Crowd.each(() -> counter.take("ann"));

    assertThat(waits.stream().filter(wait -> wait == 0)).hasSize(100);
    assertThat(waits).allMatch(wait -> wait >= 0);
  }

  @Test
  final void givesBackExactlyUnderManyThreads() throws Exception {
    LimitStore.Counter counter = store.counter("e", Limit.calls(Crowd.THREADS).perHour());

    List<Long> waits =
        Crowd.each(
            () -> {
              long wait = counter.take("ann");
              counter.giveBack("ann", 0);
              return wait;
            });

    assertThat(waits).containsOnly(0L);
    for (int i = 0; i < Crowd.THREADS; i++) {
      assertThat(counter.take("ann")).isZero();
    }
    assertThat(counter.take("ann")).isPositive();
  }
}
