package dev.gatewaysdk.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.endpoint.Breaker;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.internal.resilience.CircuitBreaker.Permit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private static final long SECOND = 1_000_000_000L;
  private static final ProviderException FAILURE =
      new ProviderException(FailureKind.UNAVAILABLE, 500, "for the test", null);

  private final CircuitBreaker breaker =
      new CircuitBreaker("p/m", new Breaker(0.5, Duration.ofSeconds(10), 2, Duration.ofSeconds(5)));

  @Test
  void tenThousandRacingTriesAreCountedExactly() {
    FailureWindow window = new FailureWindow(10 * SECOND);

    IntStream.range(0, 10_000).parallel().forEach(i -> window.add(i % 4 == 0, i % 10 * SECOND));

    long sums = window.sums(9 * SECOND);
    assertThat(FailureWindow.tries(sums)).isEqualTo(10_000);
    assertThat(FailureWindow.failures(sums)).isEqualTo(2_500);
  }

  @Test
  void aBucketThatIsFullKeepsItsRatio() {
    FailureWindow window = new FailureWindow(10 * SECOND);

    IntStream.range(0, 200_000).forEach(i -> window.add(i % 2 == 0, 0));

    long sums = window.sums(0);
    assertThat(FailureWindow.tries(sums)).isBetween(30_000, 65_535);
    assertThat(FailureWindow.failures(sums) / (double) FailureWindow.tries(sums))
        .isBetween(0.49, 0.51);
  }

  @Test
  void ofManyThatRaceForTheProbeExactlyOneIsLetThrough() {
    open();
    AtomicInteger through = new AtomicInteger();

    IntStream.range(0, 10_000)
        .parallel()
        .forEach(
            i -> {
              try {
                breaker.acquire(5 * SECOND);
                through.incrementAndGet();
              } catch (BreakerOpenException e) {
                // One of the many.
              }
            });

    assertThat(through).hasValue(1);
  }

  @Test
  void aTryThatBeganBeforeItOpenedNeitherClosesNorOpensIt() {
    Permit early = breaker.acquire(0);
    Permit other = breaker.acquire(0);
    open();
    breaker.end(early, null, SECOND);
    assertThat(breaker.isClosed()).isFalse();

    Permit probe = breaker.acquire(5 * SECOND);
    breaker.end(other, FAILURE, 5 * SECOND);
    breaker.end(breaker.answered(probe), null, 5 * SECOND);
    assertThat(breaker.isClosed()).isTrue();
  }

  @Test
  void aProbeThatComesToNothingGivesItsRightToTheNext() {
    open();
    Permit probe = breaker.acquire(5 * SECOND);
    assertThatThrownBy(() -> breaker.acquire(5 * SECOND)).isInstanceOf(BreakerOpenException.class);

    breaker.giveBack(probe, 6 * SECOND);

    assertThat(breaker.acquire(6 * SECOND)).isNotNull();
  }

  @Test
  void aStreamThatBreaksAfterItsProbeHasClosedTheBreakerCounts() {
    for (int i = 0; i < 2; i++) {
      open();
      Permit probe = breaker.answered(breaker.acquire(5 * SECOND));
      assertThat(breaker.isClosed()).isTrue();
      breaker.end(probe, FAILURE, 6 * SECOND);
      breaker.end(breaker.acquire(6 * SECOND), FAILURE, 6 * SECOND);
      assertThat(breaker.isClosed()).isFalse();
      assertThat(breaker.reason()).isEqualTo("2 of its last 2 tries failed");
      breaker.end(breaker.answered(breaker.acquire(11 * SECOND)), null, 11 * SECOND);
    }
  }

  @Test
  void opensAtExactlyItsRatioHoweverThatIsRounded() {
    CircuitBreaker exact =
        new CircuitBreaker(
            "p/m", new Breaker(0.28, Duration.ofSeconds(10), 25, Duration.ofSeconds(5)));

    for (int i = 0; i < 25; i++) {
      exact.end(exact.acquire(0), i < 7 ? FAILURE : null, 0);
    }

    assertThat(exact.isClosed()).isFalse();
  }

  @Test
  void oneThatIsSwitchedOffNeverOpens() {
    CircuitBreaker off = new CircuitBreaker("p/m", Breaker.NONE);
    for (int i = 0; i < 1_000; i++) {
      off.end(off.acquire(0), FAILURE, 0);
    }
    assertThat(off.isClosed()).isTrue();
  }

  private void open() {
    for (Permit permit : List.of(breaker.acquire(0), breaker.acquire(0))) {
      breaker.end(permit, FAILURE, 0);
    }
    assertThat(breaker.isClosed()).isFalse();
  }
}
