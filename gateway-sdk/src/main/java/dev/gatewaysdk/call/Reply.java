package dev.gatewaysdk.call;

import dev.gatewaysdk.reply.ReplyEvent;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way: pulled, event by event, by one thread.
 *
 * <p>It ends in exactly one way: {@link #next()} returns null, or throws, or {@link #close()} comes
 * first. What wraps a reply settles at the first of these, and only then.
 */
public interface Reply extends AutoCloseable {
  /**
   * The next event; waits for it.
   *
   * @return null at the proper end of the answer, and ever after
   * @throws dev.gatewaysdk.error.GatewayException if the answer failed; it does not go on after
   *     that
   */
  @Nullable ReplyEvent next();

  /** Ends the reply and frees its connection. Idempotent, from any thread, never throws. */
  @Override
  void close();
}
