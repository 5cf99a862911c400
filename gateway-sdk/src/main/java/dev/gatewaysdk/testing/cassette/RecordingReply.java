package dev.gatewaysdk.testing.cassette;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.reply.ReplyEvent;
import org.jspecify.annotations.Nullable;

/** Notes the events of an answer as they pass. */
final class RecordingReply implements Reply {
  private final Reply reply;
  private final Take take;

  RecordingReply(Reply reply, Take take) {
    this.reply = reply;
    this.take = take;
  }

  @Override
  public @Nullable ReplyEvent next() {
    ReplyEvent event;
    try {
      event = reply.next();
    } catch (ProviderException e) {
      take.failed(e);
      throw e;
    }
    if (event == null) {
      take.complete();
    } else {
      take.add(event);
    }
    return event;
  }

  @Override
  public void close() {
    reply.close();
    take.closed();
  }
}
