package dev.gatewaysdk.testing;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.reply.ReplyEvent;
import java.time.Duration;
import java.util.List;
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

  /**
   * @param pause between two events of content, however large
   * @param end fails after the last event; null if that is the proper end
   */
  FakeReply(
      List<? extends ReplyEvent> events, Duration pause, Waits waits, @Nullable Runnable end) {
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
      return null;
    }
    try {
      waits.throwIfStopped();
      return play();
    } catch (GatewayException e) {
      failure = e;
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
  }
}
