package dev.gatewaysdk.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is measured is without the pauses of the machine, and with everything else. */
class StallsTest {
  private static final long AT = -500; // Clocks may begin anywhere.

  @Test
  void leavesOutWhatOverlapsOnly() {
    try (Stalls stalls = new Stalls()) {
      stalls.note(AT - 400, AT - 300); // Before.
      stalls.note(AT - 50, AT + 100); // Half of it before.
      stalls.note(AT + 300, AT + 400);
      stalls.note(AT + 950, AT + 2_000); // Most of it after.
      stalls.note(AT + 1_500, AT + 1_600); // After.

      assertThat(stalls.nanosBetween(AT, AT + 1_000)).isEqualTo(1_000 - 100 - 100 - 50);
      assertThat(stalls.nanosBetween(AT + 450, AT + 900)).isEqualTo(450);
    }
  }
}
