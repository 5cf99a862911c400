package dev.gatewaysdk.testing;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.reply.ReplyEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Plays the events of an answer. */
final class FakeReply implements Reply {
  private final List<? extends ReplyEvent> events;
  private final Duration pause;
  private final Waits waits;
  private final @Nullable Runnable end;
  private int next;
  private boolean contentSeen;
  private @Nullable GatewayException failure;
  private final Runnable onCancel;
  private final AtomicBoolean over = new AtomicBoolean();

  /**
   * @param pause between two events of content, however large
   * @param end fails after the last event; null if that is the proper end
   * @param onCancel run, at most once, if it is stopped before its end
   */
  FakeReply(
      List<? extends ReplyEvent> events,
      Duration pause,
      Waits waits,
      @Nullable Runnable end,
      Runnable onCancel) {
    this.onCancel = onCancel;
    this.events = events;
    this.pause = pause;
    this.waits = waits;
    this.end = end;
  }

  @Override
  public @Nullable ReplyEvent next() {
    if (failure != null) {
      throw failure;
    }
    if (next == events.size() && end == null) {
      over.set(true);
      return null;
    }
    try {
      waits.throwIfStopped();
      return play();
    } catch (GatewayException e) {
      failure = e;
      if (!over.getAndSet(true) && e instanceof CallCancelledException) {
        onCancel.run();
      }
      throw e;
    }
  }

  private @Nullable ReplyEvent play() {
    if (next == events.size()) {
      if (end != null) {
        end.run();
      }
      return null;
    }
    ReplyEvent event = events.get(next);
    if (event.content()) {
      if (contentSeen) {
        waits.pass(pause);
      }
      contentSeen = true;
      waits.contentSeen();
    }
    next++;
    return event;
  }

  @Override
  public void close() {
    waits.stop();
    if (!over.getAndSet(true)) {
      onCancel.run();
    }
  }
}
