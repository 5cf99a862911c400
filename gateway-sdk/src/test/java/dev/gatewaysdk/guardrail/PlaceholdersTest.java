package dev.gatewaysdk.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

  @Test
  void numbersEachTypeInTheOrderOfAsking() {
    Placeholders placeholders = new Placeholders();

    assertThat(placeholders.of("EMAIL", "a")).isEqualTo("[EMAIL_1]");
    assertThat(placeholders.of("EMAIL", "b")).isEqualTo("[EMAIL_2]");
    assertThat(placeholders.of("CREDIT_CARD", "a")).isEqualTo("[CREDIT_CARD_1]");
    assertThat(placeholders.of("EMAIL", "a")).isEqualTo("[EMAIL_1]");
  }

  @Test
  void showsNothingOfWhatItHides() {
    Placeholders placeholders = new Placeholders();
    placeholders.of("EMAIL", "ann@example.com");

    assertThat(placeholders).hasToString("Placeholders({EMAIL=1})");
    assertThat(Verdict.masked("my words", List.of(new Finding("EMAIL", 0, 2))).toString())
        .doesNotContain("words");
  }

  @Test
  void countsFindingsByType() {
    assertThat(
            Finding.countByType(
                List.of(
                    new Finding("EMAIL", 0, 1),
                    new Finding("CREDIT_CARD", 1, 2),
                    new Finding("EMAIL", 2, 3))))
        .isEqualTo(Map.of("CREDIT_CARD", 1, "EMAIL", 2));
  }

  @Test
  void refusesRangesThatAreNone() {
    assertThatThrownBy(() -> new Finding("EMAIL", 2, 2)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> new Finding("EMAIL", -1, 2)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> new Finding(" ", 1, 2)).isInstanceOf(RuntimeException.class);
  }
}
