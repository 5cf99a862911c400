package dev.gatewaysdk.internal.stream;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The events before the first content, held back so that a failure that follows them is still free
 * to retry. At most 64 events and 256 Ki characters; beyond that the reply is taken as committed.
 */
final class HeldEvents {
  private static final int MAX_EVENTS = 64;
  private static final int MAX_LENGTH = 256 * 1024;

  private @Nullable ReplyEvent[] events = new ReplyEvent[2]; // A start and a content, mostly.
  private int size;
  private int given;
  private boolean ended;

  /** Pulls up to the first content, the end of the reply, or what may be held. */
  static HeldEvents pull(Reply reply) {
    HeldEvents held = new HeldEvents();
    int length = 0;
    while (held.size < MAX_EVENTS && length < MAX_LENGTH) {
      ReplyEvent event = reply.next();
      if (event == null) {
        held.ended = true;
        break;
      }
      held.add(event);
      length += event.length();
      if (event.content()) {
        break;
      }
    }
    return held;
  }

  /** The next held event; null if all were given. */
  @Nullable ReplyEvent next() {
    return given < size ? events[given++] : null;
  }

  /** Whether the reply has ended with the last held event. */
  boolean ended() {
    return ended;
  }

  private void add(ReplyEvent event) {
    if (size == events.length) {
      events = Arrays.copyOf(events, Math.min(MAX_EVENTS, size * 4));
    }
    events[size++] = event;
  }
}
