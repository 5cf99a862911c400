package dev.gatewaysdk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.ChatStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.proof.Stalls;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.anthropic.AnthropicProvider;
import dev.gatewaysdk.provider.gemini.GeminiProvider;
import dev.gatewaysdk.provider.openai.OpenAiProvider;
import dev.gatewaysdk.secret.Secret;
import dev.gatewaysdk.testing.RecordingUsageSink;
import dev.gatewaysdk.time.GatewayClock;
import dev.gatewaysdk.usage.CallRecord;
import dev.gatewaysdk.usage.CallRecord.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stream that its caller has done with is stopped at the provider, not only forgotten here. */
class CancelledStreamsTest {
  private static final int STREAMS = 1_000;
  private static final int AT_ONCE = 100;

  private final RecordingUsageSink sink = new RecordingUsageSink();
  private final Stalls stalls = new Stalls();

  @AfterEach
  void stopWatching() {
    stalls.close();
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void theProviderSeesEveryClosedStreamEndWithinASecond(Wire wire) throws Exception {
    try (EndlessStreams provider = new EndlessStreams(wire);
        GatewayClient gateway = gateway(wire, provider)) {
      for (int first = 0; first < STREAMS; first += AT_ONCE) {
        List<ChatStream> streams = new ArrayList<>();
        for (int i = first; i < first + AT_ONCE; i++) {
          streams.add(gateway.stream(request(i)));
        }
        for (int i = first; i < first + AT_ONCE; i++) {
          long closing = GatewayClock.system().nanoTime();
          streams.get(i - first).close();

          assertSeenWithinASecond(provider, i, closing);
        }
      }
    }
    assertEachIsRecordedAsCancelled(STREAMS);
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void theProviderSeesEveryCancelledFutureEndWithinASecond(Wire wire) throws Exception {
    try (EndlessStreams provider = new EndlessStreams(wire);
        GatewayClient gateway = gateway(wire, provider)) {
      for (int first = 0; first < STREAMS; first += AT_ONCE) {
        List<CompletableFuture<?>> futures = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(AT_ONCE);
        for (int i = first; i < first + AT_ONCE; i++) {
          futures.add(
              gateway.streamAsync(
                  request(i), Caller.anonymous(), event -> countText(event, begun)));
        }
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = first; i < first + AT_ONCE; i++) {
          long closing = GatewayClock.system().nanoTime();
          futures.get(i - first).cancel(true);

          assertSeenWithinASecond(provider, i, closing);
        }
      }
    }
    assertEachIsRecordedAsCancelled(STREAMS);
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void theProviderSeesEveryStreamEndWhenTheGatewayIsClosed(Wire wire) throws Exception {
    try (EndlessStreams provider = new EndlessStreams(wire)) {
      GatewayClient gateway = gateway(wire, provider);
      for (int i = 0; i < AT_ONCE; i++) {
        gateway.stream(request(i));
      }

      long closing = GatewayClock.system().nanoTime();
      gateway.close();

      for (int i = 0; i < AT_ONCE; i++) {
        assertSeenWithinASecond(provider, i, closing);
      }
    }
    assertEachIsRecordedAsCancelled(AT_ONCE);
  }

  private void assertSeenWithinASecond(EndlessStreams provider, int stream, long closing)
      throws InterruptedException {
    long seen = provider.endSeenNanos("stream-" + stream);
    assertThat(stalls.nanosBetween(closing, seen))
        .as("nanoseconds until the end of stream %s was seen", stream)
        .isLessThan(TimeUnit.SECONDS.toNanos(1));
  }

  private void assertEachIsRecordedAsCancelled(int count) {
    assertThat(sink.records()).hasSize(count);
    assertThat(sink.records()).extracting(CallRecord::status).containsOnly(Status.CANCELLED);
  }

  private static void countText(ChatEvent event, CountDownLatch begun) {
    if (event instanceof ChatEvent.TextDelta) {
      begun.countDown();
    }
  }

  private static ChatRequest request(int number) {
    return ChatRequest.builder("@provider/model").user("stream-" + number).build();
  }

  private GatewayClient gateway(Wire wire, EndlessStreams streams) throws IOException {
    return GatewayClient.builder()
        .provider("provider", provider(wire, streams.url()))
        .usageSink(sink)
        .closeTimeout(Duration.ZERO)
        .build();
  }

  private static Provider provider(Wire wire, String url) {
    Secret key = Secret.of("sk-test");
    return switch (wire) {
      case OPENAI -> OpenAiProvider.builder().apiKey(key).baseUrl(url).build();
      case ANTHROPIC ->
          AnthropicProvider.builder().apiKey(key).baseUrl(url.replace("/v1", "")).build();
      case GEMINI -> GeminiProvider.builder().apiKey(key).baseUrl(url).build();
    };
  }
}
