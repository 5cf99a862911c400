package dev.gatewaysdk.provider.http;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a provider's JSON into events. One instance reads one reply, and may keep what it needs
 * between the events of a stream; not for use by several threads.
 *
 * <p>A method reads exactly one JSON value. It throws {@link
 * dev.gatewaysdk.error.ProviderException} if that value reports an error; request id and the
 * removal of secrets are seen to outside. What Moshi throws on JSON of another shape may pass.
 */
public interface ReplyReader {
  /** Called first, for readers that need what only the headers say; nothing by default. */
  default void headers(ReplyHeaders headers) {}

  /** Reads a whole reply, and emits the events that its stream would have had, in large pieces. */
  void whole(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException;

  /**
   * Reads the data of one event of a stream. Of AWS's binary event stream that is an object of the
   * message's headers that are text, such as {@code :event-type}, followed by its {@code payload}.
   */
  void event(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException;

  /** The stream said {@code [DONE]}; nothing by default. */
  default void sentinel(Consumer<? super ReplyEvent> out) {}

  /**
   * The stream's bytes have come to a clean end; nothing by default. A reader whose wire has no
   * terminal event finishes here, if all that it waited for was there.
   */
  default void endOfStream(Consumer<? super ReplyEvent> out) {}

  /**
   * How to read a reply that is not JSON, such as sound; null, the default, if there is none such.
   *
   * @param contentType what the reply says it is; null if it does not say
   */
  default @Nullable BytesReader bytes(@Nullable String contentType) {
    return null;
  }

  /** Whether the stream's terminal event was read; a stream that stops before it is cut off. */
  boolean ended();
}
