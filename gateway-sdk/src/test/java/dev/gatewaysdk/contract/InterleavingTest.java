package dev.gatewaysdk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InterleavingTest {
  private static final List<String> FRAMES = List.of("start", "0a", "0b", "1a", "1b", "2a", "end");

  private final Interleaving interleaving =
      new Interleaving(
          FRAMES, frame -> Character.isDigit(frame.charAt(0)) ? frame.charAt(0) - '0' : null);

  @Test
  void reachesEveryOrderInWhichNoCallOvertakesItself() {
    Random random = new Random(1);
    Set<List<String>> orders = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      List<String> order = interleaving.shuffled(random);
      assertThat(order).hasSameElementsAs(FRAMES).startsWith("start", "0a").endsWith("end");
      assertThat(order).containsSubsequence("0a", "0b").containsSubsequence("1a", "1b");
      assertThat(order).containsSubsequence("0a", "1a", "2a");
      orders.add(order);
    }

    assertThat(orders).hasSize(8);
  }

  @Test
  void countsTheCallsThatCanBeInterleaved() {
    assertThat(interleaving.calls()).isEqualTo(2);
  }
}
