package dev.gatewaysdk.server;

import org.jspecify.annotations.Nullable;

/** A reply's body as it comes into being: pulled, piece by piece, by one thread. */
public interface ReplyChunks extends AutoCloseable {
  /**
   * The next piece; waits for it. Never throws: what fails after the status has been sent is told
   * in a piece.
   *
   * @return null at the end, and ever after
   */
  byte @Nullable [] next();

  /** Ends the reply; one that was not read out stops the provider. Idempotent, from any thread. */
  @Override
  void close();
}
