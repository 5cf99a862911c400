package dev.gatewaysdk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ChatCollector;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactsTest {
  @Test
  void agreesWithWhatIsThereAndMindsNothingElse() {
    assertThat(differences(Map.of("text", "Hi", "texts", List.of("Hi")))).isEmpty();
  }

  @Test
  void namesEachFactThatDiffers() {
    assertThat(differences(Map.of("text", "Ho"))).containsExactly(".text: expected Ho but was Hi");
    assertThat(differences(Map.of("usage", Map.of("input", 1)))).hasSize(1);
    assertThat(differences(Map.of("texts", List.of("Hi", "Ho")))).hasSize(1);
    assertThat(differences(Map.of("txet", "Hi")))
        .containsExactly(".txet: there is no such fact here");
  }

  @Test
  void anAnswerIsNoError() {
    assertThat(differences(Map.of("error", Map.of("status", 429)))).hasSize(1);
  }

  @Test
  void tellsAFailureByItsWords() {
    ProviderException failure =
        ProviderException.builder(FailureKind.RATE_LIMITED, "slow down")
            .status(429)
            .retryAfter(Duration.ofSeconds(2))
            .build();

    assertThat(
            Facts.differences(
                Map.of("error", Map.of("kind", "rate_limited", "retry_after_ms", 2_000)),
                Facts.of(failure)))
        .isEmpty();
  }

  private static List<String> differences(Map<String, ?> expected) {
    ChatCollector collector = new ChatCollector();
    collector.add(new ChatEvent.TextDelta(0, "Hi"));
    ChatResponse response = collector.toResponse().build();
    return Facts.differences(expected, Facts.of(response));
  }
}
