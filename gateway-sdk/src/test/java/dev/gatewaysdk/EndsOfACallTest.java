package dev.gatewaysdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.ClientClosedException;
import dev.gatewaysdk.error.ClientSaturatedException;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.LimitExceededException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.StreamTruncatedException;
import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.usage.CallRecord;
import dev.gatewaysdk.usage.CallRecord.Status;
import dev.gatewaysdk.usage.UsageSink;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However a call ends, it is settled once: one record, its reply closed, nothing left in flight.
 */
class EndsOfACallTest {
  private final List<CallRecord> records = new CopyOnWriteArrayList<>();
  private final ChatRequest request = ChatRequest.builder("e").user("Hi").build();

  @Test
  void aWholeAnswerIsASuccess() {
    LambdaProvider provider = new LambdaProvider(a -> LambdaProvider.answer("Hel", "lo"));
    try (GatewayClient gateway = gateway(provider)) {
      ChatResponse response = gateway.chat(request, Caller.user("ann"));

      assertThat(response.text()).isEqualTo("Hello");
      assertThat(response.usage().totalTokens()).isEqualTo(15);
      assertThat(response.requestId()).isEqualTo(only().requestId());
    }
    assertThat(only().status()).isEqualTo(Status.SUCCESS);
    assertThat(only().statusCode()).isEqualTo(200);
    assertThat(only().caller().user()).isEqualTo("ann");
    assertThat(only().responseModel()).isEqualTo("model-1");
    assertThat(only().firstTokenNanos()).isNotNegative();
    assertThat(provider.closes).hasValueGreaterThan(0);
  }

  @Test
  void anUndeclaredCheckedExceptionOfAnExtensionEndsTheCallToo() {
    IOException undeclared = new IOException("thrown by Kotlin");
    LambdaProvider provider =
        new LambdaProvider(
            a -> {
              throw EndsOfACallTest.<RuntimeException>sneaky(undeclared);
            });
    try (GatewayClient gateway = gateway(provider)) {
      assertThatThrownBy(() -> gateway.chat(request)).isSameAs(undeclared);
    }
    assertThat(only().status()).isEqualTo(Status.ERROR);
  }

  @SuppressWarnings("unchecked") // The cast is what hides the exception from the compiler.
  private static <E extends Throwable> E sneaky(Throwable e) throws E {
    throw (E) e;
  }

  @Test
  void aStreamReadToItsEndIsASuccessHoweverOftenItIsClosed() {
    LambdaProvider provider = new LambdaProvider(a -> LambdaProvider.answer("Hel", "lo"));
    try (GatewayClient gateway = gateway(provider)) {
      ChatStream stream = gateway.stream(request);
      stream.collect();
      stream.close();
      stream.close();

      assertThat(stream.next()).isNull();
    }
    assertThat(only().status()).isEqualTo(Status.SUCCESS);
    assertThat(only().streamed()).isTrue();
  }

  @Test
  void aStreamClosedEarlyIsCancelled() {
    LambdaProvider provider = new LambdaProvider(a -> LambdaProvider.answer("Hel", "lo"));
    try (GatewayClient gateway = gateway(provider)) {
      try (ChatStream stream = gateway.stream(request)) {
        stream.next();
        stream.next();
        assertThat(stream.soFar().text()).isEqualTo("Hel");
      }
    }
    assertThat(only().status()).isEqualTo(Status.CANCELLED);
    assertThat(only().statusCode()).isEqualTo(499);
    assertThat(provider.closes).hasValueGreaterThan(0);
  }

  @Test
  void aStreamThatBreaksOffIsTruncatedAndSaysSo() {
    ProviderException cut = new ProviderException(FailureKind.UNAVAILABLE, 0, "reset", null);
    LambdaProvider provider = LambdaProvider.of(new ChatEvent.TextDelta(0, "Hel"), cut);
    try (GatewayClient gateway = gateway(provider)) {
      ChatStream stream = gateway.stream(request);
      stream.next();

      assertThatThrownBy(stream::next)
          .isInstanceOfSatisfying(
              StreamTruncatedException.class, e -> assertThat(e.partialText()).isEqualTo("Hel"))
          .hasMessageContaining("p/m");
      stream.close();
    }
    assertThat(only().status()).isEqualTo(Status.TRUNCATED);
    assertThat(only().failureKind()).isEqualTo(FailureKind.UNAVAILABLE);
  }

  @Test
  void aFailureBeforeContentIsAnError() {
    ProviderException failure = new ProviderException(FailureKind.INVALID_REQUEST, 400, "no", null);
    LambdaProvider provider = LambdaProvider.of(failure);
    try (GatewayClient gateway = gateway(provider)) {
      assertThatThrownBy(() -> gateway.stream(request)).isInstanceOf(ProviderException.class);
    }
    assertThat(only().status()).isEqualTo(Status.ERROR);
    assertThat(only().statusCode()).isEqualTo(400);
    assertThat(provider.closes).hasValueGreaterThan(0);
  }

  @Test
  void aBugInAnExtensionIsAnErrorAndIsPassedOn() {
    LambdaProvider provider = LambdaProvider.of(new StackOverflowError());
    try (GatewayClient gateway = gateway(provider)) {
      assertThatThrownBy(() -> gateway.chat(request)).isInstanceOf(StackOverflowError.class);
    }
    assertThat(only().status()).isEqualTo(Status.ERROR);
    assertThat(only().statusCode()).isEqualTo(500);
    assertThat(provider.closes).hasValueGreaterThan(0);
  }

  @Test
  void anUnknownEndpointIsRefusedAndRecorded() {
    try (GatewayClient gateway = gateway(LambdaProvider.of())) {
      assertThatThrownBy(() -> gateway.chat("ee", "Hi")).hasMessageContaining("did you mean 'e'?");
    }
    assertThat(only().status()).isEqualTo(Status.REFUSED);
    assertThat(only().statusCode()).isEqualTo(404);
    assertThat(only().endpoint()).isNull();
    assertThat(only().target()).isNull();
  }

  @Test
  void anInterruptedWaitIsCancelledAndKeepsTheInterrupt() {
    ProviderException busy = new ProviderException(FailureKind.OVERLOADED, 529, "busy", null);
    LambdaProvider provider =
        new LambdaProvider(
            attempt -> {
              Thread.currentThread().interrupt();
              return List.of(busy);
            });
    try (GatewayClient gateway = gateway(provider)) {
      assertThatThrownBy(() -> gateway.chat(request)).isInstanceOf(CallCancelledException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(only().status()).isEqualTo(Status.CANCELLED);
    assertThat(only().attempts()).isEqualTo(1);
  }

  @Test
  void cancellingTheFutureEndsTheWaitForARetry() throws Exception {
    ProviderException busy = new ProviderException(FailureKind.OVERLOADED, 529, "busy", null);
    CountDownLatch failed = new CountDownLatch(1);
    LambdaProvider provider =
        new LambdaProvider(
            attempt -> {
              failed.countDown();
              return List.of(busy.toBuilder().retryAfter(Duration.ofMinutes(5)).build());
            });
    CountDownLatch recorded = new CountDownLatch(1);
    try (GatewayClient gateway = gateway(provider, record -> recorded.countDown())) {
      CompletableFuture<ChatResponse> future = gateway.chatAsync(request);
      assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
      future.cancel(true);

      assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
      assertThat(recorded.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(only().status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void aListenerThatThrowsStopsTheCall() {
    LambdaProvider provider = new LambdaProvider(a -> LambdaProvider.answer("Hel", "lo"));
    try (GatewayClient gateway = gateway(provider)) {
      CompletableFuture<ChatResponse> future =
          gateway.streamAsync(
              request,
              Caller.anonymous(),
              event -> {
                throw new IllegalStateException("the user's own");
              });

      assertThatThrownBy(future::get).hasRootCauseMessage("the user's own");
    }
    assertThat(only().status()).isEqualTo(Status.CANCELLED);
    assertThat(provider.closes).hasValueGreaterThan(0);
  }

  @Test
  void closingTheClientTwiceIsFineAndItTakesNoMoreCalls() {
    GatewayClient gateway = gateway(LambdaProvider.of());
    gateway.close();
    gateway.close();

    assertThatThrownBy(() -> gateway.chat(request)).isInstanceOf(ClientClosedException.class);
    assertThat(records).isEmpty();
  }

  @Test
  void anAsynchronousCallAfterCloseFailsItsFuture() {
    GatewayClient gateway = gateway(LambdaProvider.of());
    gateway.close();

    assertThat(gateway.chatAsync(request))
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(ClientClosedException.class);
  }

  @Test
  void aCallForWhichThereIsNoThreadIsRefusedByNameAndRecorded() {
    LambdaProvider provider = LambdaProvider.of();
    GatewayClientBuilder builder = builder(provider);
    builder.executor(
        task -> {
          throw new RejectedExecutionException();
        });
    try (GatewayClient gateway = builder.build()) {
      assertThatThrownBy(() -> gateway.chatAsync(request).join())
          .hasCauseInstanceOf(ClientSaturatedException.class)
          .hasMessageContaining("the executor given to the builder refused the call");
    }
    assertThat(only().status()).isEqualTo(Status.REFUSED);
    assertThat(only().statusCode()).isEqualTo(503);
    assertThat(provider.opened).hasValue(0);
  }

  @Test
  void closingCancelsWhatDoesNotEndInTime() {
    LambdaProvider provider = new LambdaProvider(a -> LambdaProvider.answer("Hel", "lo"));
    GatewayClient gateway = builder(provider).closeTimeout(Duration.ofMillis(1)).build();
    ChatStream forgotten = gateway.stream(request);

    gateway.close();

    assertThat(only().status()).isEqualTo(Status.CANCELLED);
    assertThat(provider.closes).hasValueGreaterThan(0);
    forgotten.close();
    assertThat(records).hasSize(1);
  }

  @Test
  void anInterruptedCloseStillWaitsForTheRecordsOfWhatItCancels() throws Exception {
    List<String> order = new CopyOnWriteArrayList<>();
    CountDownLatch opened = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    CountDownLatch sinkClosed = new CountDownLatch(1);
    LambdaProvider slow =
        new LambdaProvider(
            attempt -> {
              attempt.cancellation().onCancel(cancelled::countDown);
              opened.countDown();
              try {
                cancelled.await();
                sinkClosed.await(100, TimeUnit.MILLISECONDS); // Comes too early, or not at all.
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              throw new CallCancelledException("cancelled", null);
            });
    UsageSink sink =
        new UsageSink() {
          @Override
          public void record(CallRecord record) {
            order.add("record");
          }

          @Override
          public void close() {
            order.add("close");
            sinkClosed.countDown();
          }
        };
    GatewayClient gateway = gateway(slow, sink);
    gateway.chatAsync(request);
    opened.await();

    Thread.currentThread().interrupt();
    gateway.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(order).containsExactly("record", "close");
  }

  @Test
  void closesHoweverLongItMayWait() {
    List<String> closed = new CopyOnWriteArrayList<>();
    UsageSink sink =
        new UsageSink() {
          @Override
          public void record(CallRecord record) {}

          @Override
          public void close() {
            closed.add("sink");
          }
        };

    builder(LambdaProvider.of())
        .usageSink(sink)
        .closeTimeout(ChronoUnit.FOREVER.getDuration())
        .build()
        .close();

    assertThat(closed).containsExactly("sink");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCancelledCallIsGivenBackToItsLimitUnlessItMayBeBilled(boolean sent) {
    LambdaProvider provider =
        new LambdaProvider(
            attempt -> {
              throw new CallCancelledException("cancelled", null, sent);
            });
    Endpoint limited =
        Endpoint.builder("e").target("p", "m").limit(Limit.calls(1).perHour()).build();
    try (GatewayClient gateway = builder(provider).build()) {
      gateway.endpoints().put(limited);
      assertThatThrownBy(() -> gateway.chat(request)).isInstanceOf(CallCancelledException.class);

      assertThatThrownBy(() -> gateway.chat(request))
          .isInstanceOf(sent ? LimitExceededException.class : CallCancelledException.class);
    }
    assertThat(records.get(0).attempts()).isEqualTo(1);
  }

  @Test
  void aCallCancelledBetweenTriesIsNotGivenBackIfOneMayBeBilled() {
    LambdaProvider provider =
        new LambdaProvider(
            attempt -> {
              attempt.cancellation().cancel();
              return List.of(new ProviderException(FailureKind.TIMEOUT, 0, "slow", null));
            });
    Endpoint limited =
        Endpoint.builder("e").target("p", "m").limit(Limit.calls(1).perHour()).build();
    try (GatewayClient gateway = builder(provider).build()) {
      gateway.endpoints().put(limited);
      assertThatThrownBy(() -> gateway.chat(request)).isInstanceOf(CallCancelledException.class);

      assertThatThrownBy(() -> gateway.chat(request)).isInstanceOf(LimitExceededException.class);
    }
  }

  @Test
  void aBackoffBeyondADayIsRefused() {
    assertThatThrownBy(() -> new Retry(3, Duration.ofSeconds(1), ChronoUnit.FOREVER.getDuration()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("max-backoff");
  }

  private GatewayClient gateway(LambdaProvider provider, UsageSink... more) {
    GatewayClientBuilder builder = builder(provider);
    for (UsageSink sink : more) {
      builder.usageSink(sink);
    }
    return builder.build();
  }

  private GatewayClientBuilder builder(LambdaProvider provider) {
    return GatewayClient.builder()
        .provider("p", provider)
        .endpoint(Endpoint.builder("e").target("p", "m").build())
        .retry(Retry.DEFAULTS)
        .usageSink(records::add);
  }

  private CallRecord only() {
    assertThat(records).hasSize(1);
    return records.get(0);
  }
}
