package dev.gatewaysdk.server;

import dev.gatewaysdk.ChatStream;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An answer as it arrives, as the events of OpenAI's {@code chat.completion.chunk}. */
final class CompletionChunks implements ReplyChunks {
  private final ChatStream stream;
  private final ChatQuestion question;
  private final ChunkWriter writer;
  private final Consumer<Throwable> unexpected;
  private boolean ended;

  /**
   * @param unexpected told of what is no failure that anybody foresaw
   */
  CompletionChunks(
      ChatStream stream, ChatQuestion question, long created, Consumer<Throwable> unexpected) {
    this.stream = stream;
    this.question = question;
    this.unexpected = unexpected;
    this.writer = new ChunkWriter(stream, question, created);
  }

  @Override
  public byte @Nullable [] next() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    while (!ended && out.size() == 0) {
      try {
        pull(out);
      } catch (GatewayException e) {
        fail(out, ErrorTable.of(e));
      } catch (RuntimeException | Error e) {
        unexpected.accept(e);
        fail(out, ErrorTable.unexpected());
      }
    }
    return out.size() == 0 ? null : out.toByteArray();
  }

  private void pull(ByteArrayOutputStream out) {
    ChatEvent event = stream.next();
    if (event != null) {
      writer.write(event, out);
      return;
    }
    ended = true;
    ChatResponse response = stream.soFar();
    writer.end(out);
    TokenUsage usage = response.usage();
    if (question.includeUsage() && usage != null) {
      writer.usage(usage, response.rawUsage(), out);
    }
    out.writeBytes(Sse.DONE);
  }

  /** An error is the last event; without the word of the end, nobody takes it for one. */
  private void fail(ByteArrayOutputStream out, HttpError error) {
    ended = true;
    Sse.event(out, error.body());
    stream.close();
  }

  @Override
  public void close() {
    stream.close();
  }
}
