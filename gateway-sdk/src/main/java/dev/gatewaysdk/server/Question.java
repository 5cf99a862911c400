package dev.gatewaysdk.server;

import dev.gatewaysdk.AnswerStream;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.Response;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request of any operation but chat as it came over HTTP, and how its answer goes back.
 *
 * @param dropped what of the request has no place in the gateway's own
 * @param whole writes an answer that is there
 * @param arriving writes an answer as it comes; null if it is wanted whole
 */
record Question<R extends Response>(
    RequestFor<R> request,
    List<Adjustment> dropped,
    Whole<R> whole,
    @Nullable Arriving<R> arriving) {

  /** Writes an answer that is there: its type and body. */
  interface Whole<R extends Response> {
    /**
     * @param created seconds since 1970
     */
    ServerReply write(R response, long created);
  }

  /** Writes an answer as it comes: its type and pieces. */
  interface Arriving<R extends Response> {
    /**
     * @param created seconds since 1970
     * @param unexpected told of what is no failure that anybody foresaw
     */
    ServerReply write(AnswerStream<R> stream, long created, Consumer<Throwable> unexpected);
  }
}
