package dev.gatewaysdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.StreamTruncatedException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.reply.UsageReported;
import dev.gatewaysdk.testing.RecordingUsageSink;
import dev.gatewaysdk.usage.CallRecord;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider that somebody else wrote gives events of which no answer can be made. */
class BrokenEventsTest {
  private final RecordingUsageSink sink = new RecordingUsageSink();

  static Stream<ReplyEvent> broken() {
    return Stream.of(
        new ChatEvent.AudioDelta(0, null, "canary!", "", null),
        new ChatEvent.AudioDelta(0, null, "A", "", null),
        new ChatEvent.TextDelta(1024, "Hi"),
        new ChatEvent.TextDelta(-1, "Hi"),
        new ChatEvent.Finished(5000, FinishReason.STOP, null, null),
        new ChatEvent.ToolCallDelta(0, -1, "id", "f", "{}", ToolCall.Type.FUNCTION),
        new UsageReported(TokenUsage.of(1, 1), RawJson.parse("{}")));
  }

  private GatewayClient gateway(LambdaProvider broken) {
    return GatewayClient.builder()
        .provider("p", broken)
        .provider("other", new LambdaProvider(attempt -> LambdaProvider.answer("Hello")))
        .endpoint(Endpoint.builder("e").target("p", "m").fallback("other", "m").build())
        .retry(Retry.NONE)
        .usageSink(sink)
        .build();
  }

  @ParameterizedTest
  @MethodSource("broken")
  void areAMalformedReplySoThatTheNextTargetIsAsked(ReplyEvent event) {
    LambdaProvider provider = LambdaProvider.of(event);
    try (GatewayClient gateway = gateway(provider)) {
      ProviderException e =
          catchThrowableOfType(ProviderException.class, () -> gateway.chat("@p/m", "Hi"));

      assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY);
      assertThat(e.getMessage()).startsWith("p/m: ").doesNotContain("canary");
      assertThat(sink.last().status()).isEqualTo(CallRecord.Status.ERROR);
      assertThat(provider.closes).hasValue(1);
      assertThat(gateway.chat("e", "Hi")).isEqualTo("Hello");
    }
  }

  @ParameterizedTest
  @MethodSource("broken")
  void breakAnAnswerOffThatHasBegun(ReplyEvent event) {
    LambdaProvider provider = LambdaProvider.of(new ChatEvent.TextDelta(0, "So far"), event);
    try (GatewayClient gateway = gateway(provider);
        ChatStream stream = gateway.stream(ChatRequest.builder("e").user("Hi").build())) {
      assertThat(stream.next()).isEqualTo(new ChatEvent.TextDelta(0, "So far"));
      StreamTruncatedException e =
          catchThrowableOfType(StreamTruncatedException.class, stream::next);

      assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY);
      assertThat(e.partialText()).isEqualTo("So far");
      assertThat(sink.last().status()).isEqualTo(CallRecord.Status.TRUNCATED);
      assertThat(provider.closes).hasPositiveValue();
    }
  }

  @Test
  void completionsMayHaveMoreChoicesThanChats() {
    LambdaProvider provider =
        new LambdaProvider(
            attempt ->
                List.of(new ChatEvent.TextDelta(Integer.parseInt(attempt.target().model()), "Hi")));
    try (GatewayClient gateway = gateway(provider)) {
      assertThat(gateway.complete(CompletionRequest.builder("@p/2000").prompt("Hi").build()))
          .isNotNull();
      assertThat(
              catchThrowableOfType(
                      ProviderException.class,
                      () ->
                          gateway.complete(
                              CompletionRequest.builder("@p/65536").prompt("Hi").build()))
                  .kind())
          .isEqualTo(FailureKind.MALFORMED_REPLY);
    }
  }
}
