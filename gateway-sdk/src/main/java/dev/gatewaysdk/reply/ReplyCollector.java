package dev.gatewaysdk.reply;

/**
 * Folds the events of an answer into the whole answer. Not for use by several threads.
 *
 * <p>Makes no difference between a streamed answer and a unary one: the same content in other
 * pieces gives an equal response.
 */
public interface ReplyCollector<R extends Response> {
  /** Adds the next event; those that every operation has may be left aside. */
  void add(ReplyEvent event);

  /** The text that has arrived so far, for the error if the rest does not; empty if none. */
  default String partialText() {
    return "";
  }

  /** The answer with all that was added so far. */
  R toResponse(ResponseInfo info);
}
