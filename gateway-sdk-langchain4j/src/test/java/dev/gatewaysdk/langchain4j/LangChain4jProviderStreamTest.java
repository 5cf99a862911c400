package dev.gatewaysdk.langchain4j;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatewaysdk.ChatStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.StreamTruncatedException;
import dev.gatewaysdk.testing.FakeProvider;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.AsyncNotSupportedException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.output.FinishReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LangChain4jProviderStreamTest {
  private static final ChatRequest REQUEST = ChatRequest.builder("e").user("Hello!").build();

  private static GatewayClient gateway(LangChain4jProvider provider, FakeProvider backup) {
    return gateway(provider, backup, Timeouts.DEFAULTS);
  }

  private static GatewayClient gateway(
      LangChain4jProvider provider, FakeProvider backup, Timeouts timeouts) {
    return GatewayClient.builder()
        .provider("lc", provider)
        .provider("backup", backup)
        .endpoint(
            Endpoint.builder("e")
                .target("lc", "llama")
                .fallback("backup", "fake")
                .retry(Retry.NONE)
                .timeouts(timeouts)
                .build())
        .build();
  }

  private static GatewayClient gateway(StreamDouble model) {
    return gateway(LangChain4jProvider.builder(model).build(), new FakeProvider());
  }

  private static List<ChatEvent> events(GatewayClient gateway) {
    List<ChatEvent> events = new ArrayList<>();
    try (ChatStream stream = gateway.stream(REQUEST)) {
      stream.forEach(events::add);
    }
    return events;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void givesEachPieceAsItComes() {
    Semaphore heard = new Semaphore(0);
    StreamDouble model =
        new StreamDouble(
            handler -> {
              handler.onPartialResponse("Hel");
              heard.acquireUninterruptibly(); // Only whoever has pulled the first piece goes on.
              handler.onPartialResponse("lo");
              handler.onCompleteResponse(StreamDouble.whole("Hello"));
            });
    StringBuilder text = new StringBuilder();

    try (GatewayClient gateway = gateway(model);
        ChatStream stream = gateway.stream(REQUEST)) {
      for (ChatEvent event : stream) {
        if (event instanceof ChatEvent.TextDelta delta) {
          text.append(delta.text()).append('|');
          heard.release();
        }
      }
    }

    assertThat(text).hasToString("Hel|lo|");
  }

  @Test
  void aStreamCollectsToTheWholeAnswer() {
    ToolExecutionRequest call =
        ToolExecutionRequest.builder().id("c1").name("forecast").arguments("{\"a\":1}").build();
    var whole =
        dev.langchain4j.model.chat.response.ChatResponse.builder()
            .aiMessage(
                AiMessage.builder()
                    .thinking("Hm. ")
                    .text("Let me see.")
                    .toolExecutionRequests(List.of(call))
                    .build())
            .finishReason(FinishReason.TOOL_EXECUTION)
            .tokenUsage(new dev.langchain4j.model.output.TokenUsage(3, 4))
            .build();
    StreamDouble pieces =
        new StreamDouble(
            handler -> {
              handler.onPartialThinking(new PartialThinking("Hm"));
              handler.onPartialThinking(new PartialThinking(". "));
              handler.onPartialResponse("Let me");
              handler.onPartialResponse(" see.");
              handler.onPartialToolCall(piece("{\"a\""));
              handler.onPartialToolCall(piece(":1}"));
              handler.onCompleteToolCall(new CompleteToolCall(1, call));
              handler.onCompleteResponse(whole);
            });
    StreamDouble callsWhole =
        new StreamDouble(
            handler -> {
              handler.onPartialThinking(new PartialThinking("Hm. "));
              handler.onPartialResponse("Let me see.");
              handler.onCompleteToolCall(new CompleteToolCall(1, call));
              handler.onCompleteResponse(whole);
            });
    StreamDouble endOnly = new StreamDouble(handler -> handler.onCompleteResponse(whole));
    ChatResponse expected;
    try (GatewayClient gateway =
        gateway(
            LangChain4jProvider.builder(ModelDouble.saying(whole)).build(), new FakeProvider())) {
      expected = gateway.chat(REQUEST);
    }

    assertThat(expected.toolCalls()).containsExactly(ToolCall.of("c1", "forecast", "{\"a\":1}"));
    for (StreamDouble model : List.of(pieces, callsWhole, endOnly)) {
      try (GatewayClient gateway = gateway(model);
          ChatStream stream = gateway.stream(REQUEST)) {
        assertThat(stream.collect()).isEqualTo(expected);
      }
      try (GatewayClient gateway = gateway(model)) {
        assertThat(gateway.chat(REQUEST)).as("not streamed").isEqualTo(expected);
      }
    }
  }

  @Test
  void keepsCallsApartWhosePiecesMix() {
    StreamDouble model =
        new StreamDouble(
            handler -> {
              handler.onPartialToolCall(piece(1, "{\"b\""));
              handler.onPartialToolCall(piece(0, "{\"a\""));
              handler.onPartialToolCall(piece(1, ":2}"));
              handler.onPartialToolCall(piece(0, ":1}"));
              handler.onCompleteResponse(
                  dev.langchain4j.model.chat.response.ChatResponse.builder()
                      .aiMessage(AiMessage.from(call(0, "{\"a\":1}"), call(1, "{\"b\":2}")))
                      .build());
            });

    List<ChatEvent.ToolCallDelta> pieces = new ArrayList<>();
    try (GatewayClient gateway = gateway(model)) {
      for (ChatEvent event : events(gateway)) {
        if (event instanceof ChatEvent.ToolCallDelta delta) {
          pieces.add(delta);
        }
      }
    }

    assertThat(pieces).extracting(ChatEvent.ToolCallDelta::index).containsExactly(0, 1, 0, 1);
    assertThat(pieces)
        .as("said once for each call")
        .extracting(ChatEvent.ToolCallDelta::id)
        .containsExactly("c1", "c0", null, null);
    assertThat(pieces)
        .extracting(ChatEvent.ToolCallDelta::arguments)
        .containsExactly("{\"b\"", "{\"a\"", ":2}", ":1}");
  }

  private static ToolExecutionRequest call(int index, String arguments) {
    return ToolExecutionRequest.builder()
        .id("c" + index)
        .name("forecast")
        .arguments(arguments)
        .build();
  }

  private static PartialToolCall piece(String arguments) {
    return piece(1, arguments);
  }

  private static PartialToolCall piece(int index, String arguments) {
    return PartialToolCall.builder()
        .index(index)
        .id("c" + index)
        .name("forecast")
        .partialArguments(arguments)
        .build();
  }

  @Test
  void streamsAModelThatDoesNotInOnePiece() {
    ModelDouble model = ModelDouble.saying("Hello");
    try (GatewayClient gateway =
        gateway(LangChain4jProvider.builder(model).build(), new FakeProvider())) {
      assertThat(events(gateway)).contains(new ChatEvent.TextDelta(0, "Hello"));
    }
  }

  @Test
  void asksTheModelThatFitsTheCall() {
    ModelDouble whole = ModelDouble.saying("whole");
    StreamDouble pieces =
        new StreamDouble(handler -> handler.onCompleteResponse(StreamDouble.whole("streamed")));
    try (GatewayClient gateway =
        gateway(LangChain4jProvider.builder(whole, pieces).build(), new FakeProvider())) {
      assertThat(gateway.chat("e", "Hello!")).isEqualTo("whole");
      try (ChatStream stream = gateway.stream(REQUEST)) {
        assertThat(stream.collect().text()).isEqualTo("streamed");
      }
    }
  }

  @Test
  void aModelThatSaysMuchAtOnceWaitsForWhoeverPulls() {
    StreamDouble model =
        new StreamDouble(
            handler -> {
              for (int i = 0; i < 5_000; i++) {
                handler.onPartialResponse("x");
              }
              handler.onCompleteResponse(StreamDouble.whole("x".repeat(5_000)));
            });
    try (GatewayClient gateway = gateway(model);
        ChatStream stream = gateway.stream(REQUEST)) {
      assertThat(stream.collect().text()).hasSize(5_000);
    }
  }

  @Test
  void closingEarlyStopsTheModelAndFreesItsThread() {
    CountDownLatch done = new CountDownLatch(1);
    AtomicReference<StreamDouble> self = new AtomicReference<>();
    StreamDouble model =
        new StreamDouble(
            handler -> {
              for (int i = 0; i < 5_000; i++) {
                self.get().say(handler, "x");
              }
              done.countDown();
            });
    self.set(model);

    try (GatewayClient gateway = gateway(model)) {
      gateway.stream(REQUEST).close();

      await(model.cancelled);
      await(done);
    }
  }

  @Test
  void stopsAModelThatShowsItsHandleOnlyAfterTheEnd() {
    CountDownLatch closed = new CountDownLatch(1);
    AtomicReference<StreamDouble> self = new AtomicReference<>();
    StreamDouble model =
        new StreamDouble(
            handler ->
                new Thread(
                        () -> {
                          handler.onPartialResponse("first");
                          await(closed);
                          self.get().say(handler, "too late");
                        })
                    .start());
    self.set(model);

    try (GatewayClient gateway = gateway(model)) {
      gateway.stream(REQUEST).close();
      assertThat(model.isCancelled()).isFalse();
      closed.countDown();

      await(model.cancelled);
    }
  }

  @Test
  void cancellingTheFutureInterruptsAModelThatBlocks() {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    ModelDouble model =
        new ModelDouble(
            request -> {
              asked.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return StreamDouble.whole("never heard");
            });
    try (GatewayClient gateway =
        gateway(LangChain4jProvider.builder(model).build(), new FakeProvider())) {
      CompletableFuture<ChatResponse> answer =
          gateway.chatAsync(REQUEST, dev.gatewaysdk.call.Caller.anonymous());
      await(asked);
      answer.cancel(true);

      await(interrupted);
    }
  }

  @Test
  void cancellingTheFutureCancelsThatOfAModelThatHasOne() {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    ChatModel model =
        new AsyncDouble(
            () -> {
              CompletableFuture<dev.langchain4j.model.chat.response.ChatResponse> never =
                  new CompletableFuture<>();
              never.whenComplete((answer, failure) -> cancelled.countDown());
              asked.countDown();
              return never;
            });
    try (GatewayClient gateway =
        gateway(LangChain4jProvider.builder(model).build(), new FakeProvider())) {
      CompletableFuture<ChatResponse> answer =
          gateway.chatAsync(REQUEST, dev.gatewaysdk.call.Caller.anonymous());
      await(asked);
      answer.cancel(true);

      await(cancelled);
    }
  }

  @Test
  void asksAModelByItsFutureIfItHasOne() {
    ChatModel answering =
        new AsyncDouble(() -> CompletableFuture.completedFuture(StreamDouble.whole("Hello")));
    ChatModel failing =
        new AsyncDouble(() -> CompletableFuture.failedFuture(new InternalServerException("down")));
    ChatModel proxy =
        new AsyncDouble(() -> CompletableFuture.failedFuture(new AsyncNotSupportedException("no")));

    assertThat(chat(answering)).isEqualTo("Hello");
    assertThat(chat(failing)).isEqualTo("from the backup");
    assertThat(chat(proxy)).isEqualTo("on this thread");
  }

  private static String chat(ChatModel model) {
    FakeProvider backup = new FakeProvider();
    backup.otherwise().reply("from the backup");
    try (GatewayClient gateway = gateway(LangChain4jProvider.builder(model).build(), backup)) {
      return gateway.chat(REQUEST).text();
    }
  }

  private record AsyncDouble(
      Supplier<CompletableFuture<dev.langchain4j.model.chat.response.ChatResponse>> answer)
      implements ChatModel {
    @Override
    public dev.langchain4j.model.chat.response.ChatResponse doChat(
        dev.langchain4j.model.chat.request.ChatRequest request) {
      return StreamDouble.whole("on this thread");
    }

    @Override
    public CompletableFuture<dev.langchain4j.model.chat.response.ChatResponse> doChatAsync(
        dev.langchain4j.model.chat.request.ChatRequest request) {
      return answer.get();
    }
  }

  @Test
  void aResponseWithoutAMessageIsAFailure() {
    FakeProvider backup = new FakeProvider();
    backup.otherwise().reply("from the backup");
    StreamDouble model = new StreamDouble(handler -> handler.onCompleteResponse(null));
    try (GatewayClient gateway = gateway(LangChain4jProvider.builder(model).build(), backup)) {
      assertThat(gateway.chat("e", "Hello!")).isEqualTo("from the backup");
    }
  }

  @Test
  void anInterruptedCallerEndsAsCancelled() {
    StreamDouble model = new StreamDouble(handler -> {});
    try (GatewayClient gateway = gateway(model)) {
      Thread.currentThread().interrupt();

      assertThatExceptionOfType(CallCancelledException.class)
          .isThrownBy(() -> gateway.chat(REQUEST));
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aModelThatNeverCallsBackEndsWithTheTimeOut() {
    FakeProvider backup = new FakeProvider();
    backup.otherwise().reply("from the backup");
    StreamDouble model = new StreamDouble(handler -> {});
    Timeouts timeouts = Timeouts.DEFAULTS.withFirstToken(Duration.ofMillis(30));
    try (GatewayClient gateway =
        gateway(LangChain4jProvider.builder(model).build(), backup, timeouts)) {
      ChatResponse answer = gateway.chat(REQUEST);

      assertThat(answer.text()).isEqualTo("from the backup");
      assertThat(answer.attempts().get(0).toString()).contains("TIMEOUT");
    }
  }

  @Test
  void aModelMayThinkLongerBeforeItsFirstTokenThanBetweenTwo() {
    ModelDouble model =
        new ModelDouble(
            request -> {
              LockSupport.parkNanos(Duration.ofMillis(60).toNanos());
              return StreamDouble.whole("Hello");
            });
    Timeouts timeouts = Timeouts.DEFAULTS.withBetweenTokens(Duration.ofMillis(10));
    try (GatewayClient gateway =
        gateway(LangChain4jProvider.builder(model).build(), new FakeProvider(), timeouts)) {
      assertThat(gateway.chat("e", "Hello!")).isEqualTo("Hello");
    }
  }

  @Test
  void aModelThatFallsSilentEndsWithTheTimeOutBetweenTokens() {
    AtomicReference<StreamDouble> self = new AtomicReference<>();
    StreamDouble model = new StreamDouble(handler -> self.get().say(handler, "Hel"));
    self.set(model);
    Timeouts timeouts = Timeouts.DEFAULTS.withBetweenTokens(Duration.ofMillis(30));
    try (GatewayClient gateway =
        gateway(LangChain4jProvider.builder(model).build(), new FakeProvider(), timeouts)) {
      assertThatExceptionOfType(StreamTruncatedException.class)
          .isThrownBy(() -> events(gateway))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.TIMEOUT))
          .satisfies(e -> assertThat(e.partialText()).isEqualTo("Hel"))
          .withMessageContaining("between-tokens time-out of 30 ms");
      await(model.cancelled);
    }
  }

  @Test
  void fallsBackOnAnErrorBeforeTheFirstToken() {
    FakeProvider backup = new FakeProvider();
    backup.otherwise().reply("from the backup");
    StreamDouble model =
        new StreamDouble(
            handler ->
                new Thread(() -> handler.onError(new InternalServerException("down"))).start());
    try (GatewayClient gateway = gateway(LangChain4jProvider.builder(model).build(), backup);
        ChatStream stream = gateway.stream(REQUEST)) {
      assertThat(stream.collect().text()).isEqualTo("from the backup");
    }
  }

  @Test
  void fallsBackIfTheModelThrowsInsteadOfCallingBack() {
    FakeProvider backup = new FakeProvider();
    backup.otherwise().reply("from the backup");
    StreamDouble model =
        new StreamDouble(
            handler -> {
              throw new IllegalStateException("a secret prompt");
            });
    try (GatewayClient gateway = gateway(LangChain4jProvider.builder(model).build(), backup);
        ChatStream stream = gateway.stream(REQUEST)) {
      assertThat(stream.collect().text()).isEqualTo("from the backup");
    }
  }

  @Test
  void anErrorAfterTheFirstTokenIsNeverANormalEnd() {
    StreamDouble model =
        new StreamDouble(
            handler -> {
              handler.onPartialResponse("Hel");
              handler.onError(new InternalServerException("down"));
              handler.onCompleteResponse(StreamDouble.whole("Hello"));
            });
    try (GatewayClient gateway = gateway(model)) {
      assertThatExceptionOfType(StreamTruncatedException.class)
          .isThrownBy(() -> events(gateway))
          .satisfies(e -> assertThat(e.partialText()).isEqualTo("Hel"));
    }
  }

  @Test
  void heedsNothingAfterTheEnd() {
    CountDownLatch late = new CountDownLatch(1);
    StreamDouble model =
        new StreamDouble(
            handler -> {
              handler.onCompleteResponse(StreamDouble.whole("Hello"));
              handler.onPartialResponse(" again");
              handler.onError(new InternalServerException("down"));
              late.countDown();
            });
    try (GatewayClient gateway = gateway(model)) {
      assertThat(gateway.chat(REQUEST).text()).isEqualTo("Hello");
      await(late);
    }
  }

  @Test
  void anExecutorThatIsFullIsSaidToBe() {
    LangChain4jProvider provider =
        LangChain4jProvider.builder(ModelDouble.saying("Hi"))
            .executor(
                task -> {
                  throw new java.util.concurrent.RejectedExecutionException("full");
                })
            .build();
    try (GatewayClient gateway =
        GatewayClient.builder()
            .provider("lc", provider)
            .endpoint(Endpoint.builder("e").target("lc", "llama").retry(Retry.NONE).build())
            .build()) {
      assertThatExceptionOfType(ProviderException.class)
          .isThrownBy(() -> gateway.chat(REQUEST))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.OVERLOADED));
    }
  }
}
