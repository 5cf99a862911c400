package dev.gatewaysdk.usage;

import static dev.gatewaysdk.usage.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.reply.Cost;
import dev.gatewaysdk.reply.ServedBy;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.testing.ManualClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryUsageTest {
  private final ManualClock clock = new ManualClock(NOON);
  private final InMemoryUsage usage = new InMemoryUsage(clock);

  @Test
  void addsUpEveryFigureOfACall() {
    usage.record(Records.of("ann")); // 10 in, 5 out, 2 ms, 1 micro-USD.
    usage.record(
        Records.call("r2", Caller.user("ann"))
            .usage(new TokenUsage(100, 40, 0, 20, 5, 121, false), new Cost(7, false))
            .time(NOON.toEpochMilli(), 4_000_000, -1)
            .outcome(CallRecord.Status.TRUNCATED, 502, FailureKind.UNAVAILABLE)
            .build());

    UsageTotals ann = usage.by(Dimension.USER).all().get("ann");

    assertThat(ann)
        .isEqualTo(
            new UsageTotals(2, 1, 110, 25, 136, new BigDecimal("0.000001000007"), 0, 6_000_000));
    assertThat(ann.errorRate()).isEqualTo(0.5);
    assertThat(ann.meanDuration()).isEqualTo(Duration.ofMillis(3));
  }

  @Test
  void countsByEachDimension() {
    Caller caller = Caller.builder().user("ann").project("churn").build();
    usage.record(
        Records.call("r", caller)
            .endpoint("faq")
            .target(new ServedBy("claude", "opus"), null)
            .build());

    assertThat(usage.by(Dimension.USER).all()).containsOnlyKeys("ann");
    assertThat(usage.by(Dimension.PROJECT).all()).containsOnlyKeys("churn");
    assertThat(usage.by(Dimension.ENDPOINT).all()).containsOnlyKeys("faq");
    assertThat(usage.by(Dimension.PROVIDER).all()).containsOnlyKeys("claude");
    assertThat(usage.by(Dimension.MODEL).all()).containsOnlyKeys("opus");
  }

  @Test
  void countsCallsWithoutAValueUnderNone() {
    usage.record(Records.call("r", Caller.anonymous()).endpoint(null).target(null, null).build());

    for (Dimension dimension : Dimension.values()) {
      assertThat(usage.by(dimension).all()).containsOnlyKeys("(none)");
    }
  }

  @Test
  void countsAnUnknownCostInsteadOfTakingItForZero() {
    usage.record(Records.call("r", Caller.user("ann")).usage(TokenUsage.of(1, 1), null).build());
    usage.record(Records.call("s", Caller.user("ann")).usage(null, null).build());

    UsageTotals total = usage.total();

    assertThat(total.cost()).isEqualByComparingTo("0");
    assertThat(total.callsWithoutCost()).isEqualTo(2);
    assertThat(total.totalTokens()).isEqualTo(2);
  }

  @Test
  void takesACallThatNoProviderWasAskedForAsFree() {
    usage.record(
        Records.call("r", Caller.user("ann"))
            .target(null, null)
            .usage(null, null)
            .attempts(0)
            .outcome(CallRecord.Status.REFUSED, 429, null)
            .build());

    assertThat(usage.total().callsWithoutCost()).isZero();
    assertThat(usage.total().failedCalls()).isEqualTo(1);
  }

  @Test
  void hasNoTotalsBeforeTheFirstCall() {
    assertThat(usage.total()).isEqualTo(UsageTotals.NONE);
    assertThat(usage.total().errorRate()).isZero();
    assertThat(usage.total().meanDuration()).isZero();
    assertThat(usage.by(Dimension.USER).all()).isEmpty();
    assertThat(usage.reachesBackTo()).isEqualTo(NOON);
  }

  @Test
  void putsTheDearestFirstThenTheBusiestThenByName() {
    usage.record(Records.call("1", Caller.user("cheap")).usage(null, new Cost(1, false)).build());
    usage.record(Records.call("2", Caller.user("dear")).usage(null, new Cost(9, false)).build());
    for (String user : List.of("zoe", "bob", "zoe", "abe")) {
      usage.record(Records.call("3", Caller.user(user)).usage(null, null).build());
    }

    assertThat(usage.by(Dimension.USER).all().keySet())
        .containsExactly("dear", "cheap", "zoe", "abe", "bob");
  }

  @Test
  void givesSnapshotsThatNobodyCanChange() {
    usage.record(Records.of("ann"));
    Map<String, UsageTotals> before = usage.by(Dimension.USER).all();
    usage.record(Records.of("ann"));

    assertThat(before.get("ann").calls()).isEqualTo(1);
    assertThatThrownBy(before::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void countsTheWholeHourThatSinceLiesIn() {
    call(NOON.minusMillis(1), "before");
    call(NOON, "first");
    call(NOON.plus(Duration.ofHours(1)).minusMillis(1), "last");
    call(NOON.plus(Duration.ofHours(1)), "after");

    assertThat(users(NOON.plus(Duration.ofMinutes(59)))).containsOnlyKeys("first", "last", "after");
    assertThat(users(NOON.plus(Duration.ofHours(1)))).containsOnlyKeys("after");
    assertThat(users(NOON.plus(Duration.ofHours(2)))).isEmpty();
    assertThat(users(Instant.MIN)).containsOnlyKeys("before", "first", "last", "after");
    assertThat(users(Instant.MAX)).isEmpty();
  }

  @Test
  void countsByTheBeginningOfACallEvenIfItEndsInALaterHour() {
    call(NOON.plus(Duration.ofHours(1)), "punctual");
    call(NOON, "late");

    assertThat(users(NOON.plus(Duration.ofHours(1)))).containsOnlyKeys("punctual");
    assertThat(users(NOON)).containsOnlyKeys("late", "punctual");
  }

  @Test
  void keepsHoursApartFor31DaysAndTheirSumForEver() {
    call(NOON, "old");
    clock.advance(Duration.ofDays(31));
    call(clock.now(), "new");

    assertThat(usage.hours()).isEqualTo(2);
    assertThat(users(NOON)).containsOnlyKeys("old", "new");

    clock.advance(Duration.ofHours(1));
    call(clock.now(), "newer");

    assertThat(usage.hours()).isEqualTo(2);
    assertThat(usage.reachesBackTo()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    assertThat(users(NOON.plus(Duration.ofHours(1)))).containsOnlyKeys("new", "newer");
    assertThat(users(NOON)).containsOnlyKeys("old", "new", "newer");
    assertThat(usage.by(Dimension.USER).all()).containsOnlyKeys("old", "new", "newer");
    assertThat(usage.total().calls()).isEqualTo(3);
  }

  @Test
  void keepsAtMost745HoursHoweverLongItRuns() {
    for (int i = 0; i < 3000; i++) {
      call(clock.now(), "ann");
      clock.advance(Duration.ofHours(1));
    }

    assertThat(usage.hours()).isEqualTo(31 * 24 + 1);
    assertThat(usage.total().calls()).isEqualTo(3000);
    assertThat(usage.by(Dimension.USER).all().get("ann").inputTokens()).isEqualTo(30_000);
  }

  @Test
  void countsTheCallsOfAnIdleMonthOnce() {
    call(NOON, "ann");
    clock.advance(Duration.ofDays(400));
    call(NOON.plus(Duration.ofHours(1)), "late"); // Began an hour after ann's, and took a year.
    call(clock.now(), "ann");
    call(NOON, "ann");

    assertThat(usage.total().calls()).isEqualTo(4);
    assertThat(usage.by(Dimension.USER).all().get("ann").calls()).isEqualTo(3);
  }

  private void call(Instant when, String user) {
    usage.record(Records.at(when, "r", Caller.user(user)).build());
  }

  private Map<String, UsageTotals> users(Instant since) {
    return usage.by(Dimension.USER).since(since);
  }

  @Test
  void addsUpTenThousandCallsOf64Threads() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 64; t++) {
      int thread = t;
      threads.add(
          new Thread(
              () -> {
                for (int i = thread; i < 10_000; i += 64) {
                  Instant when = NOON.plus(Duration.ofMinutes(i % 180));
                  call(when, "user" + i % 7);
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    UsageTotals total = usage.total();
    assertThat(total)
        .isEqualTo(
            new UsageTotals(
                10_000,
                0,
                100_000,
                50_000,
                150_000,
                new BigDecimal("0.010000000000"),
                0,
                20_000_000_000L));
    for (Dimension dimension : Dimension.values()) {
      assertThat(usage.by(dimension).all().values().stream().reduce(UsageTotals::plus))
          .contains(total);
    }
    assertThat(usage.by(Dimension.USER).all()).hasSize(7);
    assertThat(
            users(NOON.plus(Duration.ofHours(2))).values().stream()
                .mapToLong(UsageTotals::calls)
                .sum())
        .isEqualTo(3300);
  }
}
