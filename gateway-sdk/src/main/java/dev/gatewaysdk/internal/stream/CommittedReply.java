package dev.gatewaysdk.internal.stream;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.internal.resilience.CircuitBreaker;
import dev.gatewaysdk.internal.resilience.CircuitBreaker.Permit;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/** A reply that has shown its first content: no other target can take over any more. */
public final class CommittedReply implements Reply {
  private static final AtomicReferenceFieldUpdater<CommittedReply, @Nullable Permit> PERMIT =
      AtomicReferenceFieldUpdater.newUpdater(CommittedReply.class, Permit.class, "permit");

  private final HeldEvents held;
  private final Reply rest;
  private final Attempt attempt;
  private final CircuitBreaker breaker;

  @SuppressWarnings("UnusedVariable") // Taken by PERMIT, once.
  private volatile @Nullable Permit permit;

  private CommittedReply(
      HeldEvents held, Reply rest, Attempt attempt, CircuitBreaker breaker, Permit permit) {
    this.held = held;
    this.rest = rest;
    this.attempt = attempt;
    this.breaker = breaker;
    this.permit = permit;
  }

  /**
   * Waits for the first content of a reply.
   *
   * @param breaker told when the answer begins, and how it ends
   * @throws dev.gatewaysdk.error.GatewayException if the reply fails before it; the reply is not
   *     closed
   */
  public static Reply of(Reply reply, Attempt attempt, CircuitBreaker breaker, Permit permit) {
    SoundReply sound = new SoundReply(reply, attempt.request().operation());
    HeldEvents held = HeldEvents.pull(sound);
    return new CommittedReply(held, sound, attempt, breaker, breaker.answered(permit));
  }

  @Override
  public @Nullable ReplyEvent next() {
    ReplyEvent event = held.next();
    if (event == null && !held.ended()) {
      event = nextOfRest();
    }
    if (event == null) {
      ended(null);
    }
    return event;
  }

  private @Nullable ReplyEvent nextOfRest() {
    try {
      return rest.next();
    } catch (ProviderException e) {
      ended(e);
      throw e.toBuilder().target(attempt.target().name()).build();
    }
  }

  /** A reply that is not read to its end was none the worse for that. */
  @Override
  public void close() {
    rest.close();
    ended(null);
  }

  private void ended(@Nullable ProviderException failure) {
    Permit last = permit == null ? null : PERMIT.getAndSet(this, null);
    if (last != null) {
      breaker.end(last, failure, attempt.clock().nanoTime());
    }
  }
}
