package dev.gatewaysdk.docs.parrot;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.ReplyReader;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one answer: the event of a stream is a whole answer's object with fewer fields. */
final class ParrotReader implements ReplyReader {
  private boolean started;
  private boolean ended;

  @Override
  public void whole(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    event(json, out);
    if (!ended) {
      throw new JsonDataException("an answer without its end");
    }
  }

  @Override
  public void event(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    String id = null;
    String model = null;
    String said = null;
    String why = null;
    RawJson tokens = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "id" -> id = WireJson.text(json);
        case "model" -> model = WireJson.text(json);
        case "said" -> said = WireJson.text(json);
        case "why" -> why = WireJson.text(json);
        case "tokens" -> tokens = WireJson.raw(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (!started && id != null) {
      started = true;
      out.accept(new ChatEvent.Started(id, model));
    }
    if (said != null) {
      out.accept(new ChatEvent.TextDelta(0, said));
    }
    if (why != null) {
      ended = true;
      out.accept(new ChatEvent.Finished(0, reason(why), why, null));
    }
    if (tokens != null) {
      out.accept(new ChatEvent.UsageReported(usage(tokens.toMap()), tokens));
    }
  }

  private static FinishReason reason(String why) {
    return switch (why) {
      case "done" -> FinishReason.STOP;
      case "long" -> FinishReason.LENGTH;
      default -> FinishReason.OTHER;
    };
  }

  private static TokenUsage usage(Map<String, @Nullable Object> tokens) {
    return TokenUsage.of(count(tokens.get("read")), count(tokens.get("written")));
  }

  private static long count(@Nullable Object value) {
    return value instanceof Number number ? Math.max(0, number.longValue()) : 0;
  }

  @Override
  public boolean ended() {
    return ended;
  }
}
