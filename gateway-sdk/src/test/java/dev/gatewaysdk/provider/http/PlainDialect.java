package dev.gatewaysdk.provider.http;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.reply.RateLimits;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.function.Consumer;

/** The smallest wire protocol: {@code {"text": …}} says something, {@code {"end": …}} ends it. */
final class PlainDialect implements HttpDialect {
  @Override
  public String requestIdHeader() {
    return "x-id";
  }

  @Override
  public ProviderException.Builder error(ErrorReply reply) {
    return reply.unreadable();
  }

  @Override
  public RateLimits rateLimits(ReplyHeaders headers, long receivedMillis) {
    return RateLimitHeaders.openAi(headers);
  }

  /** Reads that protocol; {@code {"error": …}} is an error inside a 200. */
  static final class Reader implements ReplyReader {
    private boolean ended;

    @Override
    public void whole(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
      event(json, out);
    }

    @Override
    public void event(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
      json.beginObject();
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "text" -> out.accept(new ChatEvent.TextDelta(0, json.nextString()));
          case "error" ->
              throw ProviderException.builder(FailureKind.OVERLOADED, json.nextString()).build();
          case "end" -> {
            json.skipValue();
            ended = true;
          }
          default -> json.skipValue();
        }
      }
      json.endObject();
    }

    @Override
    public void sentinel(Consumer<? super ReplyEvent> out) {
      ended = true;
    }

    @Override
    public boolean ended() {
      return ended;
    }
  }
}
