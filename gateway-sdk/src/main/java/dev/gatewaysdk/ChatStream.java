package dev.gatewaysdk;

import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.chat.ChatCollector;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.error.StreamTruncatedException;
import dev.gatewaysdk.target.Target;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A chat answer as it arrives. Read by one thread; {@link #close()} from any.
 *
 * <p>Reading to the end without an exception means that the answer is whole. An answer that breaks
 * off throws {@link StreamTruncatedException}, and {@link #soFar()} has what arrived. Close the
 * stream when done, best with try-with-resources: closing early stops the provider.
 *
 * <pre>{@code
 * try (ChatStream stream = gateway.stream(request, caller)) {
 *   for (ChatEvent event : stream) {
 *     if (event instanceof ChatEvent.TextDelta delta) {
 *       System.out.print(delta.text());
 *     }
 *   }
 * }
 * }</pre>
 */
public final class ChatStream implements Iterable<ChatEvent>, AutoCloseable {
  private final OpenReply reply;
  private final ChatCollector collector = new ChatCollector();
  private boolean iterated;

  ChatStream(OpenReply reply) {
    this.reply = reply;
  }

  /**
   * The next event; waits for it.
   *
   * @return null at the end of the answer
   * @throws StreamTruncatedException if the answer breaks off
   * @throws dev.gatewaysdk.error.CallCancelledException if the stream was closed, the call
   *     cancelled or the thread interrupted
   */
  public @Nullable ChatEvent next() {
    ChatEvent event = (ChatEvent) reply.next(collector::text);
    if (event != null) {
      collector.add(event);
    }
    return event;
  }

  /** The events that are left. May be called once; the iterator throws as {@link #next()} does. */
  @Override
  public Iterator<ChatEvent> iterator() {
    if (iterated) {
      throw new IllegalStateException("a stream can be iterated once; soFar() has what was read");
    }
    iterated = true;
    return new PulledEvents<>(this::next);
  }

  /** Reads what is left and gives the whole answer. */
  public ChatResponse collect() {
    while (next() != null) {
      // The collector has it.
    }
    return soFar();
  }

  /** The answer as far as it was read: usage and cost only at its end. */
  public ChatResponse soFar() {
    CallTrail trail = reply.call().trail();
    Target target = trail.target();
    return collector
        .toResponse()
        .cost(trail.cost())
        .target(target == null ? null : target.servedBy())
        .requestId(reply.call().id())
        .attempts(trail.attempts())
        .adjustments(trail.adjustments())
        .assessments(trail.assessments())
        .rateLimits(trail::rateLimits)
        .build();
  }

  /** The gateway's id of the call, also in its record. */
  public String requestId() {
    return reply.call().id();
  }

  /** Ends the stream; one that is not read out stops the provider. Idempotent, never throws. */
  @Override
  public void close() {
    reply.close();
  }
}
