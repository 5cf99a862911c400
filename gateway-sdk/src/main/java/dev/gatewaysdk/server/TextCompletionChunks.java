package dev.gatewaysdk.server;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.AnswerStream;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.completion.CompletionResponse;
import dev.gatewaysdk.completion.TokenLogprob;
import dev.gatewaysdk.completion.TokensScored;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.reply.AnswerStarted;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A completion as it arrives, as events of OpenAI's {@code text_completion}. */
final class TextCompletionChunks extends EventChunks {
  private final AnswerStream<CompletionResponse> stream;
  private final TextCompletionWriter writer;
  private final boolean includeUsage;

  TextCompletionChunks(
      AnswerStream<CompletionResponse> stream,
      TextCompletionWriter writer,
      boolean includeUsage,
      Consumer<Throwable> unexpected) {
    super(stream::close, unexpected);
    this.stream = stream;
    this.writer = writer;
    this.includeUsage = includeUsage;
  }

  @Override
  boolean pull(ByteArrayOutputStream out) {
    ReplyEvent event = stream.next();
    if (event == null) {
      end(out);
      return false;
    }
    if (event instanceof AnswerStarted started) {
      writer.started(started);
    } else if (event instanceof ChatEvent.TextDelta delta) {
      if (!delta.text().isEmpty()) {
        chunk(delta.choice(), delta.text(), List.of(), null, out);
      }
    } else if (event instanceof TokensScored scored) {
      chunk(scored.choice(), "", scored.tokens(), null, out);
    } else if (event instanceof ChatEvent.Finished finished) {
      chunk(finished.choice(), "", List.of(), finished, out);
    }
    return true;
  }

  private void end(ByteArrayOutputStream out) {
    CompletionResponse response = stream.soFar();
    TokenUsage usage = response.usage();
    if (includeUsage && usage != null) {
      JsonBody body =
          json -> {
            json.name("choices").beginArray().endArray();
            UsageWriter.write(json.name("usage"), usage, response.rawUsage());
          };
      Sse.event(out, writer.object(body));
    }
    out.writeBytes(Sse.DONE);
  }

  private void chunk(
      int index,
      String text,
      List<TokenLogprob> tokens,
      ChatEvent.@Nullable Finished finished,
      ByteArrayOutputStream out) {
    JsonBody choices =
        json -> {
          json.name("choices").beginArray();
          TextCompletionWriter.choice(json, index, text, tokens);
          finish(json, finished);
          json.endObject().endArray();
          if (includeUsage) {
            json.name("usage").nullValue();
          }
        };
    Sse.event(out, writer.object(choices));
  }

  private static void finish(JsonWriter json, ChatEvent.@Nullable Finished finished)
      throws IOException {
    if (finished == null) {
      json.name("finish_reason").nullValue();
    } else {
      TextCompletionWriter.finish(json, finished.reason(), finished.rawReason());
    }
  }
}
