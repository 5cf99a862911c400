package dev.gatewaysdk.server;

import dev.gatewaysdk.AnswerStream;
import dev.gatewaysdk.audio.TranscriptionResponse;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** A transcript as it arrives, as OpenAI's events; from most providers in one piece. */
final class TranscriptChunks extends EventChunks {
  private final AnswerStream<TranscriptionResponse> stream;

  TranscriptChunks(AnswerStream<TranscriptionResponse> stream, Consumer<Throwable> unexpected) {
    super(stream::close, unexpected);
    this.stream = stream;
  }

  @Override
  boolean pull(ByteArrayOutputStream out) {
    ReplyEvent event = stream.next();
    if (event == null) {
      Sse.event(out, done(stream.soFar()));
      return false;
    }
    if (event instanceof ChatEvent.TextDelta delta) {
      JsonBody body =
          json -> {
            json.beginObject().name("type").value("transcript.text.delta");
            json.name("delta").value(delta.text()).endObject();
          };
      Sse.event(out, body);
    }
    return true;
  }

  private static JsonBody done(TranscriptionResponse response) {
    return json -> {
      json.beginObject().name("type").value("transcript.text.done");
      json.name("text").value(response.text());
      TranscriptWriter.usage(json, response);
      json.endObject();
    };
  }
}
