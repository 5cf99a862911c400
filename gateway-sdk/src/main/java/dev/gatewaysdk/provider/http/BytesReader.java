package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.reply.ReplyEvent;
import java.util.function.Consumer;

/** Turns a reply that is not JSON into events. One instance reads one reply. */
public interface BytesReader {
  /**
   * Reads the next piece, as it came from the socket.
   *
   * @param bytes at least one; belongs to the reader from now on
   */
  void chunk(byte[] bytes, Consumer<? super ReplyEvent> out);

  /** The reply is complete. May throw a {@code ProviderException} if it makes no sense. */
  void end(Consumer<? super ReplyEvent> out);
}
