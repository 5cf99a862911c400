package dev.gatewaysdk.server;

import dev.gatewaysdk.ChatStream;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** An answer as it arrives, as the events of OpenAI's {@code chat.completion.chunk}. */
final class CompletionChunks extends EventChunks {
  private final ChatStream stream;
  private final ChatQuestion question;
  private final ChunkWriter writer;

  /**
   * @param unexpected told of what is no failure that anybody foresaw
   */
  CompletionChunks(
      ChatStream stream, ChatQuestion question, long created, Consumer<Throwable> unexpected) {
    super(stream::close, unexpected);
    this.stream = stream;
    this.question = question;
    this.writer = new ChunkWriter(stream, question, created);
  }

  @Override
  boolean pull(ByteArrayOutputStream out) {
    ChatEvent event = stream.next();
    if (event != null) {
      writer.write(event, out);
      return true;
    }
    ChatResponse response = stream.soFar();
    writer.end(out);
    TokenUsage usage = response.usage();
    if (question.includeUsage() && usage != null) {
      writer.usage(usage, response.rawUsage(), out);
    }
    out.writeBytes(Sse.DONE);
    return false;
  }
}
