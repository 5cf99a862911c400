package dev.gatewaysdk.internal.stream;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A reply whose events can be put together. The built-in adapters give no others, but those that
 * users write may: then the provider's answer is broken, so the next target may be asked, and
 * whoever reads the answer meets no exception that says nothing.
 */
record SoundReply(Reply reply, Operation operation) implements Reply {
  private static final int MAX_CHOICES = 1024; // As who puts a chat together has it.
  private static final int MAX_COMPLETIONS = 1 << 16;

  /**
   * {@inheritDoc}
   *
   * @throws ProviderException also if the event cannot be part of an answer
   */
  @Override
  public @Nullable ReplyEvent next() {
    ReplyEvent event = reply.next();
    if (event instanceof ChatEvent chat) {
      require(chat);
    } else if (event != null && operation == Operation.CHAT) {
      throw malformed("an event of another operation than chat");
    }
    return event;
  }

  private void require(ChatEvent event) {
    int choice = choice(event);
    int most = operation == Operation.CHAT ? MAX_CHOICES : MAX_COMPLETIONS;
    if (choice < 0 || choice >= most) {
      throw malformed("choice " + choice + " is not within 0 to " + (most - 1));
    }
    if (event instanceof ChatEvent.ToolCallDelta call && call.index() < 0) {
      throw malformed("tool call " + call.index() + " is below 0");
    }
    if (event instanceof ChatEvent.AudioDelta audio && !isBase64(audio.data())) {
      throw malformed("the sound is not base64");
    }
  }

  private static int choice(ChatEvent event) {
    if (event instanceof ChatEvent.TextDelta e) {
      return e.choice();
    }
    if (event instanceof ChatEvent.ReasoningDelta e) {
      return e.choice();
    }
    if (event instanceof ChatEvent.ToolCallDelta e) {
      return e.choice();
    }
    if (event instanceof ChatEvent.RefusalDelta e) {
      return e.choice();
    }
    if (event instanceof ChatEvent.AudioDelta e) {
      return e.choice();
    }
    if (event instanceof ChatEvent.LogprobsDelta e) {
      return e.choice();
    }
    if (event instanceof ChatEvent.BlockAdded e) {
      return e.choice();
    }
    return event instanceof ChatEvent.Finished e ? e.choice() : 0;
  }

  private static boolean isBase64(String data) {
    try {
      return data.isEmpty() || Base64.getDecoder().decode(data) != null;
    } catch (IllegalArgumentException e) {
      return false; // And e may quote it.
    }
  }

  private static ProviderException malformed(String message) {
    return ProviderException.builder(FailureKind.MALFORMED_REPLY, message).build();
  }

  @Override
  public void close() {
    reply.close();
  }
}
