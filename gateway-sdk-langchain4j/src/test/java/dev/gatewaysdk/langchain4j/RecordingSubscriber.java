package dev.gatewaysdk.langchain4j;

import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.CompleteResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes down what it is told, each thing in a few words. */
class RecordingSubscriber implements Subscriber<ChatModelStreamingEvent> {
  final List<String> told = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final long first;
  volatile @Nullable Subscription subscription;
  volatile @Nullable Throwable error;

  /**
   * @param first how many events to ask for at the start
   */
  RecordingSubscriber(long first) {
    this.first = first;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    if (first > 0) {
      subscription.request(first);
    }
  }

  @Override
  public void onNext(ChatModelStreamingEvent event) {
    if (event instanceof PartialResponse text) {
      told.add("text " + text.text());
    } else {
      told.add(event instanceof CompleteResponse ? "response" : event.getClass().getSimpleName());
    }
  }

  @Override
  public void onError(Throwable error) {
    this.error = error;
    told.add("error " + error.getClass().getSimpleName());
    end.countDown();
  }

  @Override
  public void onComplete() {
    told.add("complete");
    end.countDown();
  }

  RecordingSubscriber await() {
    try {
      if (!end.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("no end after 10 s; so far: " + told);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return this;
  }
}
