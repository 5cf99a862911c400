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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
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
  void givesBackTheRoomOfANameThatAnotherThreadAddedMeanwhile() {
    UsageRoom plenty = new UsageRoom(10, () -> false);
    AtomicReference<UsageHour> hour = new AtomicReference<>();
    AtomicReference<UsageRoom> room = new AtomicReference<>();
    AtomicBoolean made = new AtomicBoolean();
    room.set(
        new UsageRoom(
            0,
            () -> { // The other thread: while this one makes room for two, it adds the name.
              if (made.getAndSet(true)) {
                return false;
              }
              room.get().giveBack();
              room.get().giveBack();
              hour.get().add(Records.of("ann"));
              return true;
            }));
    hour.set(new UsageHour(0, List.of(room.get(), plenty, plenty, plenty, plenty)));

    hour.get().add(Records.of("ann"));

    hour.get().forEach(Dimension.USER, (name, used) -> assertThat(used.calls()).isEqualTo(2));
    hour.get().add(Records.of("bob"));
    List<String> users = new ArrayList<>();
    hour.get().forEach(Dimension.USER, (name, used) -> users.add(name));
    assertThat(users).containsExactlyInAnyOrder("ann", "bob");
  }

  private void call(String user) {
    usage.record(Records.at(clock.now(), "r", Caller.user(user)).build());
  }
}
