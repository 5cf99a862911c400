package dev.gatewaysdk.testing.cassette;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives events, and then a failure if there is one. */
record Scripted(List<ChatEvent> events, @Nullable ProviderException failure) implements Provider {
  @Override
  public String type() {
    return "openai";
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public Reply open(Attempt attempt) {
    if (events.isEmpty() && failure != null) {
      throw failure;
    }
    Iterator<ChatEvent> left = events.iterator();
    return new Reply() {
      @Override
      public @Nullable ReplyEvent next() {
        if (!left.hasNext() && failure != null) {
          throw failure;
        }
        return left.hasNext() ? left.next() : null;
      }

      @Override
      public void close() {}
    };
  }
}
