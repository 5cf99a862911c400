package dev.gatewaysdk.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DurationsTest {
  @Test
  void readsEveryUnit() {
    assertThat(Durations.parse("200ms")).isEqualTo(Duration.ofMillis(200));
    assertThat(Durations.parse("5s")).isEqualTo(Duration.ofSeconds(5));
    assertThat(Durations.parse("10m")).isEqualTo(Duration.ofMinutes(10));
    assertThat(Durations.parse("2h")).isEqualTo(Duration.ofHours(2));
    assertThat(Durations.parse("180d")).isEqualTo(Duration.ofDays(180));
    assertThat(Durations.parse("999999999d")).isEqualTo(Duration.ofDays(999_999_999));
  }

  @Test
  void refusesEverythingElse() {
    for (String other :
        List.of("", "5", "s", "5 s", "-5s", "+5s", "1.5s", "5S", "PT5S", "1m30s", "1000000000d")) {
      assertThat(Durations.parse(other)).as(other).isNull();
    }
  }

  @Test
  void showsTheLargestUnitThatDivides() {
    assertThat(Durations.format(Duration.ofMillis(1_500))).isEqualTo("1500ms");
    assertThat(Durations.format(Duration.ofSeconds(90))).isEqualTo("90s");
    assertThat(Durations.format(Duration.ofMinutes(90))).isEqualTo("90m");
    assertThat(Durations.format(Duration.ofHours(24))).isEqualTo("24h");
  }
}
