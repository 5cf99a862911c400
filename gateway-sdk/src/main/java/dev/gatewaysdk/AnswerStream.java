package dev.gatewaysdk;

import dev.gatewaysdk.error.StreamTruncatedException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.AnswerStarted;
import dev.gatewaysdk.reply.ReplyCollector;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.reply.UsageReported;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it arrives, of any operation but chat, which has {@link ChatStream}. Read by one
 * thread; {@link #close()} from any.
 *
 * <p>Reading to the end without an exception means that the answer is whole. An answer that breaks
 * off throws {@link StreamTruncatedException}, and {@link #soFar()} has what arrived. Close the
 * stream when done, best with try-with-resources: closing early stops the provider.
 */
public final class AnswerStream<R extends Response> implements Iterable<ReplyEvent>, AutoCloseable {
  private final OpenReply reply;
  private final ReplyCollector<R> collector;
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable TokenUsage usage;
  private @Nullable RawJson rawUsage;
  private boolean iterated;

  AnswerStream(OpenReply reply, ReplyCollector<R> collector) {
    this.reply = reply;
    this.collector = collector;
  }

  /**
   * The next event; waits for it.
   *
   * @return null at the end of the answer
   * @throws StreamTruncatedException if the answer breaks off
   * @throws dev.gatewaysdk.error.CallCancelledException if the stream was closed, the call
   *     cancelled or the thread interrupted
   */
  public @Nullable ReplyEvent next() {
    ReplyEvent event = reply.next(collector::partialText);
    if (event instanceof AnswerStarted started) {
      id = started.id() != null ? started.id() : id;
      model = started.model() != null ? started.model() : model;
    } else if (event instanceof UsageReported reported) {
      usage = reported.usage();
      rawUsage = reported.raw();
    } else if (event != null) {
      collector.add(event);
    }
    return event;
  }

  /** The events that are left. May be called once; the iterator throws as {@link #next()} does. */
  @Override
  public Iterator<ReplyEvent> iterator() {
    if (iterated) {
      throw new IllegalStateException("a stream can be iterated once; soFar() has what was read");
    }
    iterated = true;
    return new PulledEvents<>(this::next);
  }

  /** Reads what is left and gives the whole answer. */
  public R collect() {
    while (next() != null) {
      // The collector has it.
    }
    return soFar();
  }

  /** The answer as far as it was read: usage and cost only at its end. */
  public R soFar() {
    return collector.toResponse(reply.info(id, model, usage, rawUsage));
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
