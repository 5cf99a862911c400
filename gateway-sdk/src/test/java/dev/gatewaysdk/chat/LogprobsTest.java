package dev.gatewaysdk.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.gatewaysdk.json.RawJson;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogprobsTest {
  private static final RawJson A = RawJson.parse("{\"token\":\"a\"}");
  private static final RawJson B = RawJson.parse("{\"token\":\"b\"}");

  private final ChatCollector collector = new ChatCollector();

  @Test
  void thoseOfEachChoiceFollowOneAnotherInTheirOrder() {
    collector.add(new ChatEvent.LogprobsDelta(0, new Logprobs(List.of(A), List.of())));
    collector.add(new ChatEvent.LogprobsDelta(1, new Logprobs(List.of(B), List.of())));
    collector.add(new ChatEvent.LogprobsDelta(0, new Logprobs(List.of(B, A), List.of(B))));

    List<ChatChoice> choices = collector.toResponse().build().choices();

    assertThat(choices.get(0).logprobs()).isEqualTo(new Logprobs(List.of(A, B, A), List.of(B)));
    assertThat(choices.get(1).logprobs()).isEqualTo(new Logprobs(List.of(B), List.of()));
  }

  /** Copying the whole list for each token took minutes for as many. */
  @Test
  void aLongAnswerIsCollectedInTimeThatGrowsWithItsLengthOnly() {
    ChatEvent token = new ChatEvent.LogprobsDelta(0, new Logprobs(List.of(A), List.of()));

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (int i = 0; i < 300_000; i++) {
            collector.add(token);
          }
        });

    Logprobs all = collector.toResponse().build().choices().get(0).logprobs();
    assertThat(all).isNotNull();
    assertThat(all.content()).hasSize(300_000);
  }
}
