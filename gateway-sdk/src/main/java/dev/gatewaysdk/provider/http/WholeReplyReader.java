package dev.gatewaysdk.provider.http;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.function.Consumer;

/** Reads the replies of an operation that its provider never streams. */
public interface WholeReplyReader extends ReplyReader {
  @Override
  default void event(JsonReader json, Consumer<? super ReplyEvent> out) {
    throw new JsonDataException("an event, where there is no stream");
  }

  @Override
  default boolean ended() {
    return false;
  }
}
