package dev.gatewaysdk.server;

import org.jspecify.annotations.Nullable;

/** A reply's body as it comes into being: pulled, piece by piece, by one thread. */
public interface ReplyChunks extends AutoCloseable {
  /**
   * The next piece; waits for it. What fails after the status has been sent is told in a piece
   * where the body has a form for that, as events have.
   *
   * @return null at the end, and ever after
   * @throws dev.gatewaysdk.error.GatewayException if it breaks off and has no form for that, as
   *     sound: break the connection off, so that nobody takes it for the end
   */
  byte @Nullable [] next();

  /** What may be written while nothing comes; empty if that would change the body. */
  default byte[] silence() {
    return new byte[0];
  }

  /** Ends the reply; one that was not read out stops the provider. Idempotent, from any thread. */
  @Override
  void close();
}
