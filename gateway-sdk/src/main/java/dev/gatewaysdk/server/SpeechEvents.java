package dev.gatewaysdk.server;

import dev.gatewaysdk.AnswerStream;
import dev.gatewaysdk.audio.AudioChunk;
import dev.gatewaysdk.audio.SpeechResponse;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sound as it comes, as OpenAI's events, which can say that something failed. */
final class SpeechEvents extends EventChunks {
  private final AnswerStream<SpeechResponse> stream;

  SpeechEvents(AnswerStream<SpeechResponse> stream, Consumer<Throwable> unexpected) {
    super(stream::close, unexpected);
    this.stream = stream;
  }

  @Override
  boolean pull(ByteArrayOutputStream out) {
    ReplyEvent event = stream.next();
    if (event == null) {
      Sse.event(out, done(stream.soFar().usage()));
      return false;
    }
    if (event instanceof AudioChunk chunk && chunk.bytes().length > 0) {
      String audio = Base64.getEncoder().encodeToString(chunk.bytes());
      JsonBody body =
          json -> {
            json.beginObject().name("type").value("speech.audio.delta");
            json.name("audio").value(audio).endObject();
          };
      Sse.event(out, body);
    }
    return true;
  }

  /**
   * @param usage null if the provider did not report it, as most do not
   */
  private static JsonBody done(@Nullable TokenUsage usage) {
    return json -> {
      json.beginObject().name("type").value("speech.audio.done");
      if (usage != null) {
        json.name("usage").beginObject().name("input_tokens").value(usage.inputTokens());
        json.name("output_tokens").value(usage.outputTokens());
        json.name("total_tokens").value(usage.totalTokens()).endObject();
      }
      json.endObject();
    };
  }
}
