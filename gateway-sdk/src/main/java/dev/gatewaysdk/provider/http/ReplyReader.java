package dev.gatewaysdk.provider.http;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Turns a provider's JSON into events. One instance reads one reply, and may keep what it needs
 * between the events of a stream; not for use by several threads.
 *
 * <p>A method reads exactly one JSON value. It throws {@link
 * dev.gatewaysdk.error.ProviderException} if that value reports an error; request id and the
 * removal of secrets are seen to outside. What Moshi throws on JSON of another shape may pass.
 */
public interface ReplyReader {
  /** Reads a whole reply, and emits the events that its stream would have had, in large pieces. */
  void whole(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException;

  /** Reads the data of one event of a stream. */
  void event(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException;

  /** The stream said {@code [DONE]}; nothing by default. */
  default void sentinel(Consumer<? super ReplyEvent> out) {}

  /**
   * The stream's bytes have come to a clean end; nothing by default. A reader whose wire has no
   * terminal event finishes here, if all that it waited for was there.
   */
  default void endOfStream(Consumer<? super ReplyEvent> out) {}

  /** Whether the stream's terminal event was read; a stream that stops before it is cut off. */
  boolean ended();
}
