package dev.gatewaysdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.StreamTruncatedException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ServedBy;
import dev.gatewaysdk.testing.FakeProvider;
import dev.gatewaysdk.testing.ManualClock;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On the caller's thread, so that nothing but an early failure has to be waited for. */
class GatewayStreamingChatModelTest {
  private final FakeProvider fake = new FakeProvider();
  private final FakeProvider spare = new FakeProvider();
  private final GatewayClient gateway =
      GatewayClient.builder()
          .provider("fake", fake)
          .provider("spare", spare)
          .endpoint(
              Endpoint.builder("chat")
                  .target("fake", "m")
                  .fallback("spare", "n")
                  .retry(Retry.NONE)
                  .build())
          .executor(Runnable::run)
          .clock(new ManualClock())
          .build();
  private final GatewayStreamingChatModel model =
      GatewayStreamingChatModel.builder(gateway, "chat").build();
  private final RecordingHandler handler = new RecordingHandler();

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void tellsOfTextAsItComes() {
    fake.otherwise().stream("Hel", "lo");

    model.chat("Hi", handler);

    assertThat(handler.told).containsExactly("text Hel", "text lo", "complete");
    assertThat(handler.response.aiMessage().text()).isEqualTo("Hello");
    assertThat(((GatewayChatResponseMetadata) handler.response.metadata()).target())
        .isEqualTo(new ServedBy("fake", "m"));
    assertThat(handler.response.tokenUsage().totalTokenCount()).isEqualTo(15);
  }

  @Test
  void tellsOfThinkingAndKeepsItsSeal() {
    ProviderState seal = ProviderState.of("anthropic", "seal");
    fake.otherwise().reasoning("Hm", seal).reply("ok");

    model.chat("Hi", handler);

    assertThat(handler.told).containsExactly("thinking Hm", "text ok", "complete");
    assertThat(handler.response.aiMessage().thinking()).isEqualTo("Hm");
    assertThat(GatewayMessages.of(handler.response.aiMessage()).parts())
        .containsExactly(new ContentPart.Reasoning("Hm", seal), new ContentPart.Text("ok"));
  }

  @Test
  void tellsOfAToolCallAsSoonAsItIsWhole() {
    fake.otherwise().reply("So").toolCall("a", "{\"x\":\"}\"}").toolCall("b", "{}");

    model.chat("Hi", handler);

    assertThat(handler.told)
        .containsExactly(
            "text So",
            "partial 0 call_1 {\"x\"",
            "partial 0 call_1 :\"}\"}",
            "call 0 a {\"x\":\"}\"}",
            "partial 1 call_2 {",
            "partial 1 call_2 }",
            "call 1 b {}",
            "complete");
    assertThat(handler.response.aiMessage().toolExecutionRequests()).hasSize(2);
  }

  @Test
  void tellsOfACallWithoutArgumentsOnce() {
    fake.otherwise().toolCall("now", "");

    model.chat("Hi", handler);

    assertThat(handler.told).containsExactly("call 0 now {}", "complete");
  }

  @Test
  void keepsInterleavedCallsApart() {
    fake.otherwise().toolCall("a", "{\"x\":[1]}").toolCall("b", "{\"y\":2}").interleaved();

    model.chat("Hi", handler);

    assertThat(handler.told)
        .containsOnlyOnce("call 0 a {\"x\":[1]}", "call 1 b {\"y\":2}")
        .endsWith("complete");
    assertThat(handler.told.indexOf("call 0 a {\"x\":[1]}"))
        .isGreaterThan(handler.told.indexOf("partial 0 call_1 [1]}"));
  }

  @Test
  void passesOnWhatLangChain4jHasNoNameFor() {
    fake.otherwise()
        .block(new ContentPart.ProviderBlock("anthropic", "search", RawJson.parse("{}")))
        .reply("ok");

    model.chat("Hi", handler);

    assertThat(handler.told).containsExactly("raw BlockAdded", "text ok", "complete");
  }

  @Test
  void keepsToTheFirstOfSeveralChoices() {
    fake.otherwise().choices("one", "two");

    model.chat("Hi", handler);

    assertThat(handler.told).containsExactly("text one", "complete");
  }

  @Test
  void goesOnAfterACallbackThatFails() {
    fake.otherwise().reasoning("Hm").stream("a", "b").toolCall("t", "{}");
    RecordingHandler failing =
        new RecordingHandler(
            what -> {
              throw new IllegalStateException(what);
            });

    model.chat("Hi", failing);

    assertThat(failing.told)
        .containsExactly(
            "thinking Hm",
            "error IllegalStateException",
            "text a",
            "error IllegalStateException",
            "text b",
            "error IllegalStateException",
            "partial 0 call_1 {",
            "error IllegalStateException",
            "partial 0 call_1 }",
            "error IllegalStateException",
            "call 0 t {}",
            "error IllegalStateException",
            "complete",
            "error IllegalStateException");
  }

  @Test
  void failsOverBeforeTheFirstToken() {
    fake.otherwise().cutAfter(0); // It has accepted the call, and begun to answer.
    spare.otherwise().reply("Here");

    model.chat("Hi", handler);

    assertThat(handler.told).containsExactly("text Here", "complete");
    assertThat(((GatewayChatResponseMetadata) handler.response.metadata()).attempts()).hasSize(2);
  }

  @Test
  void doesNotFailOverAfterTheFirstToken() {
    fake.otherwise().stream("a", "b", "c").cutAfter(1);
    spare.otherwise().reply("Here");

    model.chat("Hi", handler);

    assertThat(handler.told).containsExactly("text a", "error InternalServerException");
    assertThat(handler.errors.get(0)).hasCauseInstanceOf(StreamTruncatedException.class);
    assertThat(spare.attempts()).isZero();
  }

  @Test
  void tellsOfAFailureThatNobodyCouldMend() {
    fake.otherwise().rateLimited(Duration.ofSeconds(1));
    spare.otherwise().authenticationFailed();

    model.chat("Hi", handler);

    assertThat(handler.await().told).containsExactly("error AuthenticationException");
  }

  @Test
  void throwsNothingForAWrongRequest() {
    model.chat(
        ChatRequest.builder()
            .messages(List.of(UserMessage.from("Hi")))
            .parameters(ChatRequestParameters.builder().temperature(9.0).build())
            .build(),
        handler);

    assertThat(handler.told).containsExactly("error InvalidRequestException");
  }

  @Test
  void tellsOfARefusal() {
    fake.otherwise().refusal("No");

    model.chat("Hi", handler);

    assertThat(handler.told).containsExactly("error ContentFilteredException");
  }

  @Test
  void saysNothingAfterItWasCancelled() {
    fake.otherwise().stream("a", "b", "c");
    RecordingHandler[] self = new RecordingHandler[1];
    self[0] = new RecordingHandler(what -> self[0].handle.cancel());

    model.chat("Hi", self[0]);

    assertThat(self[0].told).containsExactly("text a");
    assertThat(self[0].handle.isCancelled()).isTrue();
    assertThat(fake.cancellations()).isEqualTo(1);
    self[0].handle.cancel();
  }

  @Test
  void passesAnErrorOfACallbackOnAndEndsTheCall() {
    fake.otherwise().stream("a", "b");
    RecordingHandler[] self = new RecordingHandler[1];
    self[0] =
        new RecordingHandler(
            what -> {
              if (what.startsWith("text")) {
                throw new StackOverflowError();
              }
            });

    model.chat("Hi", self[0]);

    assertThat(self[0].told).containsExactly("text a", "error StackOverflowError");
    assertThat(fake.cancellations()).isEqualTo(1);
  }

  @Test
  void waitsForACallbackBeforeItTellsOfAnEndFromElsewhere() {
    StreamedAnswer[] stream = new StreamedAnswer[1];
    RecordingHandler[] self = new RecordingHandler[1];
    self[0] =
        new RecordingHandler(
            what -> {
              if (what.startsWith("text")) {
                stream[0].end(null, new IllegalStateException("late"));
                self[0].told.add("callback over");
              }
            });
    stream[0] = new HandlerStream(self[0]);

    stream[0].accept(new ChatEvent.TextDelta(0, "a"));

    assertThat(self[0].told)
        .containsExactly("text a", "callback over", "error IllegalStateException");
    assertThatThrownBy(() -> stream[0].accept(new ChatEvent.TextDelta(0, "b")))
        .isInstanceOf(CancellationException.class);
    assertThat(self[0].told).hasSize(3);
  }
}
