package dev.gatewaysdk.langchain4j;

import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteResponse;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A streamed answer for a subscriber. It is read as it comes, whatever the demand, so that no
 * provider loses patience; what nobody has asked for yet waits.
 */
final class PublishedStream extends StreamedAnswer implements Subscription {
  static final int CAPACITY = 8192;

  private final Subscriber<? super ChatModelStreamingEvent> subscriber;
  private final AtomicLong demand = new AtomicLong();
  private final AtomicInteger work = new AtomicInteger(); // Whoever makes it 1 delivers.
  private final Queue<ChatModelStreamingEvent> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waitingCount = new AtomicInteger();
  private volatile boolean ended;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable Throwable misuse;
  private boolean done; // Of whoever delivers.

  private PublishedStream(Subscriber<? super ChatModelStreamingEvent> subscriber) {
    this.subscriber = subscriber;
  }

  static void start(
      GatewayCalls calls,
      ChatRequest request,
      Subscriber<? super ChatModelStreamingEvent> subscriber) {
    PublishedStream stream = new PublishedStream(Objects.requireNonNull(subscriber, "subscriber"));
    subscriber.onSubscribe(stream);
    if (!stream.isCancelled()) {
      calls.stream(request, stream);
    }
  }

  @Override
  void next(ChatModelStreamingEvent event) {
    if (work.compareAndSet(0, 1)) {
      if (waiting.isEmpty() && demand.get() > 0) { // Nearly always: no need to queue it.
        deliver(event);
      } else {
        enqueue(event);
      }
      drain(1);
    } else {
      enqueue(event);
      drain();
    }
  }

  private void enqueue(ChatModelStreamingEvent event) {
    if (waitingCount.get() >= CAPACITY && !(event instanceof CompleteResponse)) {
      misused(
          new NonRetriableException(
              CAPACITY + " events wait and the subscriber asks for none: request more of them"));
      return;
    }
    waitingCount.incrementAndGet();
    waiting.add(event);
  }

  @Override
  void complete(ChatResponse response) {
    next(new CompleteResponse(response));
    ended = true;
    drain();
  }

  @Override
  void fail(Throwable failure) {
    this.failure = failure;
    ended = true;
    drain();
  }

  @Override
  public void request(long n) {
    if (n <= 0) {
      misused(new IllegalArgumentException("a subscriber must request at least 1, not " + n));
    } else {
      demand.accumulateAndGet(n, (now, more) -> now + more < 0 ? Long.MAX_VALUE : now + more);
    }
    drain();
  }

  private void misused(RuntimeException e) {
    if (misuse == null) {
      misuse = e;
    }
    cancel();
  }

  private void drain() {
    if (work.getAndIncrement() == 0) {
      drain(1);
    }
  }

  private void drain(int seen) {
    int missed = seen;
    do {
      deliverWaiting();
      missed = work.addAndGet(-missed);
    } while (missed != 0);
  }

  private void deliverWaiting() {
    while (!done && !isCancelled() && demand.get() > 0) {
      ChatModelStreamingEvent event = waiting.poll();
      if (event == null) {
        break;
      }
      waitingCount.decrementAndGet();
      deliver(event);
    }
    Throwable wrong = misuse;
    if (wrong != null) {
      finish(() -> subscriber.onError(wrong));
    } else if (isCancelled()) {
      finish(() -> {});
    } else if (ended && waiting.isEmpty()) {
      Throwable why = failure;
      finish(why == null ? subscriber::onComplete : () -> subscriber.onError(why));
    }
  }

  private void deliver(ChatModelStreamingEvent event) {
    if (done || isCancelled()) {
      return;
    }
    if (demand.get() != Long.MAX_VALUE) {
      demand.decrementAndGet();
    }
    try {
      subscriber.onNext(event);
    } catch (Throwable e) { // It broke its contract, and is told nothing more.
      cancel();
    }
  }

  private void finish(Runnable signal) {
    if (done) {
      return;
    }
    done = true;
    waiting.clear();
    try {
      signal.run();
    } catch (RuntimeException e) { // As above.
      cancel();
    }
  }
}
