package dev.gatewaysdk.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.testing.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryLimitStoreTest {
  private final ManualClock clock = new ManualClock();
  private final InMemoryLimitStore store = new InMemoryLimitStore(clock);

  @ParameterizedTest
  @EnumSource(
      value = Limit.Window.class,
      names = {"SECOND", "MINUTE", "HOUR"})
  void aWindowStartsWithTheFirstCallAndIsFullAgainAtOnce(Limit.Window window) {
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
  void theNextWindowStartsWithTheNextCall() {
    LimitStore.Counter counter = store.counter("e", Limit.calls(2).perMinute());
    counter.take("ann");
    clock.advance(Duration.ofSeconds(119)); // The first window is long over.
    assertThat(counter.take("ann")).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(counter.take("ann")).isZero();

    assertThat(counter.take("ann")).isEqualTo(Duration.ofSeconds(59).toNanos());
  }

  @Test
  void aDayStartsAtMidnightUtc() {
    LimitStore.Counter counter = store.counter("e", Limit.calls(1).perDay());
    clock.advance(Duration.ofHours(20));
    assertThat(counter.take("ann")).isZero();

    assertThat(counter.take("ann")).isEqualTo(Duration.ofHours(4).toNanos());

    clock.advance(Duration.ofHours(4));
    assertThat(counter.take("ann")).isZero();
    assertThat(counter.take("ann")).isEqualTo(Duration.ofDays(1).toNanos());
  }

  @Test
  void aRefusedCallDoesNotCount() {
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
  void whatIsGivenBackAfterItsWindowDoesNotWidenTheNext(Limit.Window window) {
    LimitStore.Counter counter = store.counter("e", Limit.calls(1).per(window));
    assertThat(counter.take("ann")).isZero();
    clock.advance(window.length());
    assertThat(counter.take("ann")).isZero();

    counter.giveBack("ann", window.length().toNanos());

    assertThat(counter.take("ann")).isPositive();
  }

  @Test
  void eachKeyHasItsOwnCount() {
    LimitStore.Counter counter = store.counter("e", Limit.calls(1).perMinute());

    assertThat(counter.take("ann")).isZero();
    assertThat(counter.take("ben")).isZero();
    assertThat(counter.take("ann")).isPositive();
  }

  @Test
  void whatIsGivenBackCanBeTakenAgainButNoMore() {
    LimitStore.Counter counter = store.counter("e", Limit.calls(2).perMinute());
    counter.take("ann");
    counter.giveBack("ann", 0);

    assertThat(counter.take("ann")).isZero();
    assertThat(counter.take("ann")).isZero();
    assertThat(counter.take("ann")).isPositive();
  }

  @Test
  void aCountOutlivesAChangeOfItsEndpoint() {
    Limit limit = Limit.calls(1).perMinute().key(LimitKey.USER);
    store.counter("e", limit).take("ann");

    assertThat(store.counter("e", Limit.calls(1).perMinute().key(LimitKey.USER)).take("ann"))
        .isPositive();
    assertThat(store.counter("other", limit).take("ann")).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 1_000_000_001, Long.MAX_VALUE})
  void aLimitOutOfRangeIsRefusedWithItsFigure(long calls) {
    assertThatThrownBy(() -> Limit.calls(calls).perSecond())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("a limit of " + calls + " calls; allowed: 1 to 1000000000");
  }
}
