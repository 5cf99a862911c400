package dev.gatewaysdk.provider.http;

import java.io.IOException;
import okio.Buffer;

/** A stream, cut into its events. */
interface Frames {
  /** The current event as JSON; what is left of it at the next one is dropped. */
  Buffer data();

  /** Whether the current event is the {@code [DONE]} of OpenAI's streams. */
  boolean isDone();

  /** Bytes of an event that the stream broke off in; known after its end. */
  long unfinished();

  /**
   * Moves to the next event; waits for it.
   *
   * @return false at the end of the stream
   */
  boolean next() throws IOException;
}
