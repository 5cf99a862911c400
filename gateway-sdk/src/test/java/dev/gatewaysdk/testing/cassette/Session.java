package dev.gatewaysdk.testing.cassette;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.target.Target;
import dev.gatewaysdk.target.TargetRef;
import dev.gatewaysdk.testing.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Asks providers without the pipeline around them. */
final class Session {
  private Session() {}

  /** A provider that goes on when the recording around it is closed. */
  static Provider keptOpen(Provider provider) {
    return new Provider() {
      @Override
      public String type() {
        return provider.type();
      }

      @Override
      public Set<Capability> capabilities() {
        return provider.capabilities();
      }

      @Override
      public Reply open(Attempt attempt) {
        return provider.open(attempt);
      }
    };
  }

  static ChatRequest request(String text) {
    return ChatRequest.builder("support").user(text).build();
  }

  static Attempt attempt(ChatRequest request) {
    ManualClock clock = new ManualClock();
    Call call = new Call("call-1", request, Caller.anonymous(), true, clock.nanoTime());
    Target target = Target.of(new TargetRef("p", "gpt-4o"), null);
    return new Attempt(call, target, Timeouts.DEFAULTS, clock, true, false);
  }

  static List<ChatEvent> ask(Provider provider, ChatRequest request) {
    return events(provider.open(attempt(request)));
  }

  static List<ChatEvent> ask(Provider provider, String text) {
    return ask(provider, request(text));
  }

  static List<ChatEvent> events(Reply reply) {
    List<ChatEvent> events = new ArrayList<>();
    try (reply) {
      for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
        events.add((ChatEvent) event);
      }
    }
    return events;
  }

  static String text(List<ChatEvent> events) {
    StringBuilder text = new StringBuilder();
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.TextDelta delta) {
        text.append(delta.text());
      }
    }
    return text.toString();
  }
}
