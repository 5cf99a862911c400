package dev.gatewaysdk.internal.stream;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.reply.ReplyEvent;
import org.jspecify.annotations.Nullable;

/** A reply that has shown its first content: no other target can take over any more. */
public final class CommittedReply implements Reply {
  private final HeldEvents held;
  private final Reply rest;
  private final String target;

  private CommittedReply(HeldEvents held, Reply rest, String target) {
    this.held = held;
    this.rest = rest;
    this.target = target;
  }

  /**
   * Waits for the first content of a reply.
   *
   * @param target as messages about a later failure name it
   * @throws dev.gatewaysdk.error.GatewayException if the reply fails before it; the reply is not
   *     closed
   */
  public static Reply of(Reply reply, String target) {
    return new CommittedReply(HeldEvents.pull(reply), reply, target);
  }

  @Override
  public @Nullable ReplyEvent next() {
    ReplyEvent event = held.next();
    if (event != null || held.ended()) {
      return event;
    }
    try {
      return rest.next();
    } catch (ProviderException e) {
      throw e.toBuilder().target(target).build();
    }
  }

  @Override
  public void close() {
    rest.close();
  }
}
