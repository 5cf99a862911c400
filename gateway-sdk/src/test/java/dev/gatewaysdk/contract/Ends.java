package dev.gatewaysdk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatewaysdk.call.Cancellation;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The ways in which a reply ends, each as an application would bring it about. */
final class Ends {
  private static final ChatRequest HELLO =
      (ChatRequest) SmallRequests.of(Operation.CHAT, "model-1");

  private Ends() {}

  /** Reads some of a stream that does not go on, and then closes it. */
  static void closedEarlyAndTwice(Provider provider, String model) {
    Reply reply = provider.open(SmallRequests.attempt(HELLO, true, model));
    readToContent(reply);

    reply.close();
    reply.close();

    assertGivesNothing(reply);
  }

  /** Waits for more of a stream that does not go on, and is cancelled from another thread. */
  static void cancelledWhileReading(Provider provider, String model) throws Exception {
    Cancellation cancellation = new Cancellation();
    CountDownLatch waiting = new CountDownLatch(1);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () ->
                thrown.complete(
                    catchThrowable(() -> read(provider, model, cancellation, waiting))));
    reader.setDaemon(true);
    reader.start();
    assertThat(waiting.await(10, TimeUnit.SECONDS)).as("content has come").isTrue();

    cancellation.cancel();

    assertThat(thrown.get(5, TimeUnit.SECONDS)).isInstanceOf(CallCancelledException.class);
  }

  private static void read(
      Provider provider, String model, Cancellation cancellation, CountDownLatch waiting) {
    Attempt attempt = SmallRequests.attempt(HELLO, true, model, cancellation);
    try (Reply reply = provider.open(attempt)) {
      readToContent(reply);
      waiting.countDown();
      while (reply.next() != null) {
        continue;
      }
    }
  }

  /** Is cancelled before it begins. */
  static void cancelledBefore(Provider provider, String model) {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();

    assertThatThrownBy(
            () -> provider.open(SmallRequests.attempt(HELLO, true, model, cancellation)).close())
        .isInstanceOf(CallCancelledException.class);
  }

  /** Reads a whole stream, asks on, and closes it. */
  static void readToTheEndAndFurther(Provider provider, String model) {
    Reply reply = provider.open(SmallRequests.attempt(HELLO, true, model));
    while (reply.next() != null) {
      continue;
    }

    assertThat(reply.next()).isNull();
    assertThat(reply.next()).isNull();
    reply.close();
    reply.close();
    assertGivesNothing(reply);
  }

  private static void readToContent(Reply reply) {
    ReplyEvent event = reply.next();
    while (event != null && !event.content()) {
      event = reply.next();
    }
    assertThat(event).as("content that has come before the stream's end").isNotNull();
  }

  private static void assertGivesNothing(Reply closed) {
    try {
      assertThat(closed.next()).isNull();
    } catch (GatewayException e) {
      // As well: it was closed.
    }
  }
}
