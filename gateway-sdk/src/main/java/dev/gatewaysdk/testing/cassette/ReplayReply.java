package dev.gatewaysdk.testing.cassette;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.reply.ReplyEvent;
import org.jspecify.annotations.Nullable;

/** Plays a recorded answer, piece by piece. */
final class ReplayReply implements Reply {
  private final String cassette;
  private final Interaction interaction;
  private int next;
  private volatile boolean closed;

  ReplayReply(String cassette, Interaction interaction) {
    this.cassette = cassette;
    this.interaction = interaction;
  }

  @Override
  public @Nullable ReplyEvent next() {
    if (next < interaction.events().size()) {
      if (closed) {
        throw new CallCancelledException("the reply was closed before its end", null, true);
      }
      return interaction.events().get(next++);
    }
    ProviderException failure = interaction.failure();
    if (failure != null) {
      throw failure.toBuilder().build();
    }
    if (interaction.closed()) {
      throw new AssertionError(
          cassette
              + ":"
              + interaction.line()
              + ": the recording of this answer ends here, because its reader closed it; record"
              + " anew");
    }
    return null;
  }

  @Override
  public void close() {
    closed = true;
  }
}
