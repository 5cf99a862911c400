package dev.gatewaysdk.usage;

import static dev.gatewaysdk.usage.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What totals do when names run out. */
class InMemoryUsageBoundsTest {
  private static final int NAMES = 100; // Of which 60 are for users, and 10 for models.

  private final ManualClock clock = new ManualClock(NOON);
  private final InMemoryUsage usage = new InMemoryUsage(clock, NAMES);

  @Test
  void countsNamesWithoutRoomUnderOther() {
    for (int i = 0; i < 62; i++) {
      call("user" + i);
    }
    call("user0");

    Map<String, UsageTotals> users = usage.by(Dimension.USER).all();
    assertThat(users).hasSize(61).containsKeys("user0", "user59");
    assertThat(users.get("(other)").calls()).isEqualTo(2);
    assertThat(users.get("user0").calls()).isEqualTo(2);
    assertThat(usage.by(Dimension.ENDPOINT).all().get("support").calls()).isEqualTo(63);
    assertThat(usage.total().calls()).isEqualTo(63);
  }

  @Test
  void warnsOnceThatNamesRanOut() {
    Logger logger = (Logger) LoggerFactory.getLogger(InMemoryUsage.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      for (int i = 0; i < 400; i++) {
        call("user" + i);
        clock.advance(Duration.ofMinutes(i % 100 == 0 ? 60 : 0));
      }
    } finally {
      logger.detachAppender(log);
    }

    assertThat(log.list).hasSize(1);
    assertThat(log.list.get(0).getFormattedMessage()).contains("(other)").doesNotContain("user1");
  }

  @Test
  void givesUpTheOldestHoursBeforeItGivesUpNames() {
    for (int hour = 0; hour < 40; hour++) {
      call("user" + 2 * hour);
      call("user" + (2 * hour + 1));
      clock.advance(Duration.ofHours(1));
    }

    assertThat(usage.hours()).isLessThan(40);
    assertThat(usage.reachesBackTo()).isAfter(NOON);
    assertThat(usage.by(Dimension.USER).since(clock.now().minus(Duration.ofHours(1))))
        .containsOnlyKeys("user78", "user79");
    assertThat(usage.by(Dimension.USER).since(usage.reachesBackTo())).doesNotContainKey("(other)");
    assertThat(usage.total().calls()).isEqualTo(80);
  }

  @Test
  void leavesHalfOfTheRoomToThePresent() {
    for (int hour = 0; hour < 200; hour++) {
      call("user" + hour);
      clock.advance(Duration.ofHours(1));
    }

    Map<String, UsageTotals> users = usage.by(Dimension.USER).all();
    assertThat(users.get("(other)").calls()).isGreaterThan(100);
    assertThat(users).hasSizeLessThanOrEqualTo(61).containsKeys("user198", "user199");
    assertThat(users.values().stream().mapToLong(UsageTotals::calls).sum()).isEqualTo(200);
  }

  @Test
  void letsAFloodOfUsersTakeNoRoomFromModels() {
    for (int hour = 0; hour < 50; hour++) {
      for (int i = 0; i < 100; i++) {
        call("user" + hour + "-" + i);
      }
      clock.advance(Duration.ofHours(1));
    }

    assertThat(usage.by(Dimension.MODEL).all()).containsOnlyKeys("gpt-4o");
    assertThat(usage.by(Dimension.MODEL).all().get("gpt-4o").calls()).isEqualTo(5000);
    assertThat(usage.by(Dimension.ENDPOINT).all()).containsOnlyKeys("support");
    assertThat(usage.total().calls()).isEqualTo(5000);
  }

  @Test
  void losesNoRoomWhenThreadsMeetOverANewName() throws InterruptedException {
    for (int round = 0; round < 100; round++) {
      InMemoryUsage shared = new InMemoryUsage(clock, 10); // Room for six users.
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        threads.add(
            new Thread(
                () -> {
                  for (int user = 0; user < 6; user++) {
                    shared.record(Records.of("user" + user));
                  }
                }));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(shared.total().calls()).isEqualTo(24);

      // At once two may have asked for the last room, but then it is free again.
      shared.record(Records.of("user5"));
      assertThat(shared.by(Dimension.USER).all()).containsKeys("user0", "user4", "user5");
    }
  }

  private void call(String user) {
    usage.record(Records.at(clock.now(), "r", Caller.user(user)).build());
  }
}
