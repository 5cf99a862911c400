package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.chat.ChatEvent;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.RawStreamingEvent;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One streamed answer: turns the gateway's events into LangChain4j's and ends exactly once.
 *
 * <p>What it calls, it calls one at a time, on one thread of the gateway, and never on the caller's
 * unless the gateway's executor is such. Only a deadline ends the answer from another thread, and
 * then waits for the event that is being delivered.
 */
abstract class StreamedAnswer implements Consumer<ChatEvent>, StreamingHandle {
  private static final int IDLE = 0;
  private static final int DELIVERING = 1;
  private static final int ENDING = 2; // While an event is being delivered.
  private static final int ENDED = 3;

  private final AtomicInteger state = new AtomicInteger(IDLE);
  private final Thread starter = Thread.currentThread();
  private final CompletableFuture<Void> followed = new CompletableFuture<>();
  private boolean attached; // Of the thread that brings the events, as the next two.
  private boolean onStarter;
  private @Nullable StreamedToolCalls toolCalls;
  private volatile boolean stopped;
  private volatile @Nullable CompletableFuture<?> call;
  private volatile @Nullable RuntimeException late;
  private @Nullable Throwable failure; // Written before ENDING, read after.

  /** A piece of the answer. */
  abstract void next(ChatModelStreamingEvent event);

  /** The end of a whole answer. */
  abstract void complete(ChatResponse response);

  /** The end of an answer that failed. */
  abstract void fail(Throwable failure);

  /** Goes on with a call that has begun, maybe ended, and may have been cancelled meanwhile. */
  final void follow(
      CompletableFuture<dev.gatewaysdk.chat.ChatResponse> call, @Nullable Duration limit) {
    this.call = call;
    if (stopped) { // By a callback, before there was something to cancel.
      call.cancel(true);
    }
    Deadline deadline =
        Deadline.in(
            limit,
            () -> {
              late = GatewayCalls.timedOut(limit, null);
              call.cancel(true);
            });
    call.whenComplete(
        (answer, thrown) -> {
          deadline.close();
          if (followed.isDone() || onStarter) {
            end(answer, thrown);
          } else { // It failed before any event, and before this could listen on its thread.
            CompletableFuture.runAsync(() -> end(answer, thrown));
          }
        });
    followed.complete(null);
  }

  @Override
  public final void accept(ChatEvent event) {
    if (!attached) {
      attach();
    }
    if (stopped || !state.compareAndSet(IDLE, DELIVERING)) {
      throw new CancellationException(); // Ends the call, and is for nobody's eyes.
    }
    try {
      translate(event);
    } finally {
      if (!state.compareAndSet(DELIVERING, IDLE)) {
        state.set(ENDED);
        report(failure);
      }
    }
  }

  /** Lets no answer end before somebody listens, who would have to tell of it on his own thread. */
  private void attach() {
    attached = true;
    onStarter = Thread.currentThread() == starter;
    if (!onStarter) {
      followed.join();
    }
  }

  private void translate(ChatEvent event) {
    if (event instanceof ChatEvent.TextDelta e) {
      if (e.choice() == 0 && !e.text().isEmpty()) {
        completeToolCalls(false);
        next(new PartialResponse(e.text()));
      }
    } else if (event instanceof ChatEvent.ToolCallDelta e) {
      if (e.choice() == 0) {
        toolCalls().add(e);
      }
    } else if (event instanceof ChatEvent.ReasoningDelta e) {
      if (e.choice() == 0 && !e.text().isEmpty()) {
        completeToolCalls(false);
        next(new PartialThinking(e.text()));
      }
    } else if (event instanceof ChatEvent.Finished e) {
      if (e.choice() == 0) {
        completeToolCalls(true);
      }
    } else if (event instanceof ChatEvent.BlockAdded || event instanceof ChatEvent.AudioDelta) {
      next(RawStreamingEvent.of(event));
    }
  }

  private StreamedToolCalls toolCalls() {
    if (toolCalls == null) {
      toolCalls = new StreamedToolCalls(this);
    }
    return toolCalls;
  }

  private void completeToolCalls(boolean all) {
    if (toolCalls != null) {
      toolCalls.complete(all);
    }
  }

  /** Ends with an answer, or else with a failure. */
  final void end(dev.gatewaysdk.chat.@Nullable ChatResponse answer, @Nullable Throwable thrown) {
    if (stopped) {
      return;
    }
    if (answer == null) {
      failure = late != null ? late : failureOf(thrown);
      endNowOrAfterTheEvent();
      return;
    }
    if (state.compareAndSet(IDLE, ENDED)) {
      try {
        completeToolCalls(true);
        complete(GatewayAnswers.of(answer));
      } catch (RuntimeException e) {
        report(e);
      }
    }
  }

  private void endNowOrAfterTheEvent() {
    while (state.get() < ENDING) { // Again, if an event came or went in between.
      if (state.compareAndSet(IDLE, ENDED)) {
        report(failure);
      } else if (state.compareAndSet(DELIVERING, ENDING)) {
        return;
      }
    }
  }

  private static Throwable failureOf(@Nullable Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException e ? e.getCause() : thrown;
    return cause instanceof Error ? cause : GatewayFailures.of(cause);
  }

  private void report(@Nullable Throwable failure) {
    if (failure != null && !stopped) {
      fail(failure);
    }
  }

  /** Stops the provider; nothing is called any more. Idempotent; from any thread. */
  @Override
  public void cancel() {
    stopped = true;
    CompletableFuture<?> running = call;
    if (running != null) {
      running.cancel(true);
    }
  }

  @Override
  public boolean isCancelled() {
    return stopped;
  }
}
