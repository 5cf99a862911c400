package dev.gatewaysdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.testing.FakeProvider;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import java.util.Arrays;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On the caller's thread, so that nothing but an early failure has to be waited for. */
class PublishedStreamTest {
  private final FakeProvider fake = new FakeProvider();
  private final GatewayClient gateway =
      GatewayClient.builder().provider("fake", fake).executor(Runnable::run).build();
  private final Publisher<ChatModelStreamingEvent> answer =
      GatewayStreamingChatModel.builder(gateway, "@fake/m")
          .build()
          .chat(ChatRequest.builder().messages(UserMessage.from("Hi")).build());

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void asksAnewForEachSubscription() {
    fake.otherwise().stream("a", "b").then().reply("c");
    assertThat(fake.attempts()).isZero();

    assertThat(subscribe(Long.MAX_VALUE).told)
        .containsExactly("text a", "text b", "response", "complete");
    assertThat(subscribe(Long.MAX_VALUE).told).containsExactly("text c", "response", "complete");
  }

  @Test
  void givesNoMoreThanWasAskedFor() {
    fake.otherwise().stream("a", "b");

    RecordingSubscriber subscriber = subscribe(0);
    assertThat(subscriber.told).isEmpty();
    subscriber.subscription.request(1);
    assertThat(subscriber.told).containsExactly("text a");
    subscriber.subscription.request(1);
    assertThat(subscriber.told).containsExactly("text a", "text b");
    subscriber.subscription.request(1);

    assertThat(subscriber.told).containsExactly("text a", "text b", "response", "complete");
  }

  @Test
  void heedsWhoAsksForOneAtATime() {
    fake.otherwise().stream("a", "b", "c");
    RecordingSubscriber subscriber =
        new RecordingSubscriber(1) {
          @Override
          public void onNext(ChatModelStreamingEvent event) {
            super.onNext(event);
            subscription.request(1);
          }
        };

    answer.subscribe(subscriber);

    assertThat(subscriber.told)
        .containsExactly("text a", "text b", "text c", "response", "complete");
  }

  @Test
  void endsAnAnswerThatNobodyTakes() {
    String[] pieces = new String[PublishedStream.CAPACITY + 1];
    Arrays.fill(pieces, "x");
    fake.otherwise().stream(pieces);

    RecordingSubscriber subscriber = subscribe(0);

    assertThat(subscriber.told).containsExactly("error NonRetriableException");
    assertThat(subscriber.error).hasMessageContaining("8192");
    assertThat(fake.cancellations()).isEqualTo(1);
    subscriber.subscription.request(1);
    assertThat(subscriber.told).hasSize(1);
  }

  @Test
  void keepsAllThatFitsTheBuffer() {
    String[] pieces = new String[PublishedStream.CAPACITY];
    Arrays.fill(pieces, "x");
    fake.otherwise().stream(pieces);

    RecordingSubscriber subscriber = subscribe(0);
    subscriber.subscription.request(Long.MAX_VALUE);

    assertThat(subscriber.told).hasSize(pieces.length + 2).endsWith("response", "complete");
  }

  @Test
  void deliversWhatCameBeforeAFailure() {
    fake.otherwise().stream("a", "b", "c").cutAfter(2);

    RecordingSubscriber subscriber = subscribe(1);
    assertThat(subscriber.told).containsExactly("text a");
    subscriber.subscription.request(5);

    assertThat(subscriber.told)
        .containsExactly("text a", "text b", "error InternalServerException");
  }

  @Test
  void tellsOfAFailureWithoutBeingAsked() {
    fake.otherwise().authenticationFailed();

    assertThat(subscribe(0).await().told).containsExactly("error AuthenticationException");
  }

  @Test
  void refusesToBeAskedForNothing() {
    fake.otherwise().stream("a", "b");

    RecordingSubscriber subscriber = subscribe(1);
    subscriber.subscription.request(0);

    assertThat(subscriber.told).containsExactly("text a", "error IllegalArgumentException");
  }

  @Test
  void saysNothingAfterItWasCancelled() {
    fake.otherwise().stream("a", "b", "c");
    RecordingSubscriber subscriber =
        new RecordingSubscriber(Long.MAX_VALUE) {
          @Override
          public void onNext(ChatModelStreamingEvent event) {
            super.onNext(event);
            subscription.cancel();
          }
        };

    answer.subscribe(subscriber);

    assertThat(subscriber.told).containsExactly("text a");
    assertThat(fake.cancellations()).isEqualTo(1);
  }

  @Test
  void asksNobodyIfItIsCancelledAtOnce() {
    RecordingSubscriber subscriber =
        new RecordingSubscriber(0) {
          @Override
          public void onSubscribe(Subscription subscription) {
            subscription.cancel();
          }
        };

    answer.subscribe(subscriber);

    assertThat(fake.attempts()).isZero();
    assertThat(subscriber.told).isEmpty();
  }

  @Test
  void givesUpOnASubscriberThatThrows() {
    fake.otherwise().stream("a", "b", "c");
    RecordingSubscriber subscriber =
        new RecordingSubscriber(Long.MAX_VALUE) {
          @Override
          public void onNext(ChatModelStreamingEvent event) {
            super.onNext(event);
            throw new IllegalStateException("broken");
          }
        };

    answer.subscribe(subscriber);

    assertThat(subscriber.told).containsExactly("text a");
    assertThat(fake.cancellations()).isEqualTo(1);
  }

  @Test
  void wantsASubscriber() {
    assertThatThrownBy(() -> answer.subscribe(null)).isInstanceOf(NullPointerException.class);
  }

  private RecordingSubscriber subscribe(long first) {
    RecordingSubscriber subscriber = new RecordingSubscriber(first);
    answer.subscribe(subscriber);
    return subscriber;
  }
}
