package dev.gatewaysdk.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.conformance.Recording;
import dev.gatewaysdk.conformance.Recordings;
import dev.gatewaysdk.conformance.Replays;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.anthropic.AnthropicProvider;
import dev.gatewaysdk.provider.openai.OpenAiProvider;
import dev.gatewaysdk.secret.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Real traffic through the surface: what OpenAI's protocol can say of an answer arrives, whoever
 * gave it.
 */
class HttpConformanceTest {
  private static final String[] CHAT = {"chat", "chat_stream"};
  private static final String[] OTHERS = {
    "completion", "completion_stream", "embedding", "image", "speech", "transcription", "moderation"
  };

  private GatewayClient gateway;
  private GatewayServer server;

  @AfterEach
  void stop() {
    server.close();
    gateway.close();
  }

  /** A client's adapter that asks the surface, before a gateway that asks the recorded provider. */
  private Provider through(Provider behind) {
    gateway =
        GatewayClient.builder()
            .provider("behind", behind)
            .endpoint(Endpoint.builder("model-1").target("behind", "model-1").build())
            .retry(Retry.NONE)
            .build();
    server = GatewayServer.builder(gateway).port(0).start();
    return openAi(server.url() + "/v1");
  }

  private static OpenAiProvider openAi(String baseUrl) {
    return OpenAiProvider.builder().apiKey(Secret.of("sk-test")).baseUrl(baseUrl).build();
  }

  private static AnthropicProvider anthropic(String baseUrl) {
    String root = baseUrl.substring(0, baseUrl.length() - "/v1".length());
    return AnthropicProvider.builder().apiKey(Secret.of("sk-ant-test")).baseUrl(root).build();
  }

  /**
   * @param unsaid facts that OpenAI's protocol has no place for
   */
  private void agrees(
      String provider,
      Function<String, Provider> behind,
      Set<String> unsaid,
      TestReporter reporter,
      String... operations) {
    List<Recording> recordings =
        Recordings.of(provider, operations).stream()
            .filter(recording -> !recording.operation().equals("error"))
            .filter(recording -> !recording.expected().containsKey("midstream_error"))
            .map(recording -> without(unsaid, recording))
            .toList();
    try (Replays replays = new Replays(url -> through(behind.apply(url)), Map.of())) {
      Map<String, List<String>> disagreements = replays.disagreements(recordings);

      reporter.publishEntry(provider, Replays.summary(recordings, disagreements));
      assertThat(disagreements).isEmpty();
    }
  }

  private static Recording without(Set<String> facts, Recording recording) {
    Map<String, Object> expected = new LinkedHashMap<>(recording.expected());
    expected.keySet().removeAll(facts);
    return new Recording(
        recording.name(),
        recording.operation(),
        recording.failedOperation(),
        recording.status(),
        recording.headers(),
        recording.body(),
        expected);
  }

  @Test
  void passesOnWhatOpenAiSays(TestReporter reporter) {
    agrees("openai", HttpConformanceTest::openAi, Set.of("citations"), reporter, CHAT);
  }

  @Test
  void saysWhatAnthropicSays(TestReporter reporter) {
    // The words for the end are OpenAI's; the rest is in the provider's state.
    Set<String> own = Set.of("finish_reason", "stop_sequence", "server_tools", "citations");
    agrees("anthropic", HttpConformanceTest::anthropic, own, reporter, CHAT);
  }

  @Test
  void passesOnWhatOpenAiSaysOfOtherOperations(TestReporter reporter) {
    // In the short form of a transcript, which is asked for, there is the text alone.
    Set<String> unasked = Set.of("language", "duration", "segments", "words");
    agrees("openai", HttpConformanceTest::openAi, unasked, reporter, OTHERS);
  }
}
