package dev.gatewaysdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.TestReporter;

/** What holds for every provider that speaks OpenAI's wire. */
public final class OpenAiWireConformance {
  private static final Map<String, Function<ChatResponse, Object>> OTHERS =
      Map.of("citations", OpenAiWireConformance::citations);
  private static final String NOWHERE = "https://models.example.com/v1";

  private final String recorded;
  private final BiFunction<String, HttpOptions, Provider> provider;

  /**
   * @param recorded whose recordings
   * @param provider makes the adapter for a base URL
   */
  public OpenAiWireConformance(
      String recorded, BiFunction<String, HttpOptions, Provider> provider) {
    this.recorded = recorded;
    this.provider = provider;
  }

  /** Every recording of these operations, or of their failures, agrees with all that is known. */
  public void agrees(TestReporter reporter, String... operations) {
    agrees(reporter, Recordings.of(recorded, operations));
  }

  /** Every one of these agrees with all that is known. */
  public void agrees(TestReporter reporter, List<Recording> recordings) {
    try (Replays replays =
        new Replays(url -> provider.apply(url, HttpOptions.defaults()), OTHERS)) {
      Map<String, List<String>> disagreements = replays.disagreements(recordings);

      reporter.publishEntry(recorded, Replays.summary(recordings, disagreements));
      assertThat(disagreements).isEmpty();
    }
  }

  /** Every stream says the same, in whatever pieces it comes. */
  public void readsStreamsInAnyPieces() {
    CannedHttp http = new CannedHttp();
    try (Provider canned = provider.apply(NOWHERE, http.options())) {
      SplitReplays replays = new SplitReplays(http, canned);

      for (Recording recording : Recordings.of(recorded, "chat_stream", "completion_stream")) {
        assertThat(replays.differences(recording)).isEmpty();
      }
    }
  }

  private static Object citations(ChatResponse response) {
    return response.choices().get(0).message().parts().stream()
        .filter(part -> part instanceof ProviderBlock block && block.type().equals("annotations"))
        .mapToLong(part -> ((List<?>) ((ProviderBlock) part).json().toJava()).size())
        .sum();
  }
}
