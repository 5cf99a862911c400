package dev.gatewaysdk.call;

import java.io.IOException;
import java.time.Duration;

/**
 * Fetches what a request links to, for targets that take pictures and documents by value only.
 * Thread-safe.
 *
 * <p>The links are written by whoever calls the gateway, so an implementation decides where the
 * gateway's machine may connect to on the word of a stranger.
 */
public interface MediaFetcher extends AutoCloseable {
  /**
   * Fetches one link, on the thread of the call.
   *
   * @param url http or https, as the caller wrote it; not checked
   * @param atMost what is left of the call's time; zero if nothing is
   * @param cancellation stops the call, and with it the fetch
   * @throws IOException if there is nothing to be had; its message reaches the caller, so it says
   *     which host and why, and never the link's path or query, which may be secret
   * @throws dev.gatewaysdk.error.CallCancelledException if the call was cancelled
   */
  Media fetch(String url, Duration atMost, Cancellation cancellation) throws IOException;

  /** Frees connections; called once, by the client that owns it. */
  @Override
  default void close() {}
}
