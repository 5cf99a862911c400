package dev.gatewaysdk;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatCollector;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.StreamTruncatedException;
import dev.gatewaysdk.target.Target;
import java.util.Iterator;
import java.util.NoSuchElementException;
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
  private final Call call;
  private final Reply reply;
  private final Runnable onEnd;
  private final ChatCollector collector = new ChatCollector();
  private boolean iterated;

  /**
   * @param onEnd run when the stream has ended, maybe more than once
   */
  ChatStream(Call call, Reply reply, Runnable onEnd) {
    this.call = call;
    this.reply = reply;
    this.onEnd = onEnd;
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
    ChatEvent event;
    try {
      event = (ChatEvent) reply.next();
    } catch (ProviderException e) {
      onEnd.run();
      throw e.toBuilder().truncatedAfter(collector.text());
    } catch (Throwable e) {
      onEnd.run();
      throw e;
    }
    if (event == null) {
      onEnd.run();
    } else {
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
    return new Events();
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
    CallTrail trail = call.trail();
    Target target = trail.target();
    return collector
        .toResponse()
        .cost(trail.cost())
        .target(target == null ? null : target.servedBy())
        .requestId(call.id())
        .attempts(trail.attempts())
        .adjustments(trail.adjustments())
        .assessments(trail.assessments())
        .rateLimits(trail::rateLimits)
        .build();
  }

  /** The gateway's id of the call, also in its record. */
  public String requestId() {
    return call.id();
  }

  /** Ends the stream; one that is not read out stops the provider. Idempotent, never throws. */
  @Override
  public void close() {
    reply.close();
    onEnd.run();
  }

  private final class Events implements Iterator<ChatEvent> {
    private @Nullable ChatEvent ahead;
    private boolean ended;

    @Override
    public boolean hasNext() {
      if (ahead == null && !ended) {
        ahead = ChatStream.this.next();
        ended = ahead == null;
      }
      return ahead != null;
    }

    @Override
    public ChatEvent next() {
      ChatEvent event = hasNext() ? ahead : null;
      if (event == null) {
        throw new NoSuchElementException("the answer has ended");
      }
      ahead = null;
      return event;
    }
  }
}
