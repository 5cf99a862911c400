package dev.gatewaysdk.server;

import dev.gatewaysdk.AnswerStream;
import dev.gatewaysdk.audio.SpokenSegment;
import dev.gatewaysdk.audio.TranscriptionResponse;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** A transcript as it arrives, as OpenAI's events; from most providers in one piece. */
final class TranscriptChunks extends EventChunks {
  private static final String SPEAKER = "speaker";

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
    } else if (event instanceof SpokenSegment segment && segment.extras().containsKey(SPEAKER)) {
      Sse.event(out, spoken(segment));
    }
    return true;
  }

  /** Only transcripts that tell speakers apart have these events. */
  private static JsonBody spoken(SpokenSegment segment) {
    return json -> {
      json.beginObject();
      if (!segment.extras().containsKey("type")) {
        json.name("type").value("transcript.text.segment");
      }
      TranscriptWriter.segmentFields(json, segment);
      json.endObject();
    };
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
