package dev.gatewaysdk.testing;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.chat.ChatCollector;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.target.Target;
import dev.gatewaysdk.target.TargetRef;
import dev.gatewaysdk.time.GatewayClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks a provider without the pipeline around it. */
final class Asking {
  static final Timeouts TIMEOUTS =
      Timeouts.DEFAULTS
          .withTotal(Duration.ofSeconds(30))
          .withFirstToken(Duration.ofSeconds(10))
          .withBetweenTokens(Duration.ofSeconds(3));

  private final FakeProvider provider;
  private final GatewayClock clock;

  Asking(FakeProvider provider, GatewayClock clock) {
    this.provider = provider;
    this.clock = clock;
  }

  Attempt attempt(boolean streamed, String model, String text, Timeouts timeouts) {
    ChatRequest request = ChatRequest.builder("support").user(text).build();
    Call call = new Call("call-1", request, Caller.anonymous(), streamed, clock.nanoTime());
    Target target = Target.of(new TargetRef("fake", model), null);
    return new Attempt(call, target, timeouts, clock, true, false);
  }

  Reply open(boolean streamed, String text) {
    return provider.open(attempt(streamed, "gpt-4o", text, TIMEOUTS));
  }

  /** The whole answer to a text, however it comes. */
  ChatResponse ask(boolean streamed, String text) {
    return collect(open(streamed, text));
  }

  String text(String text) {
    return ask(false, text).text();
  }

  static List<ChatEvent> events(Reply reply) {
    List<ChatEvent> events = new ArrayList<>();
    for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
      events.add((ChatEvent) event);
    }
    return events;
  }

  static List<ChatEvent> content(List<ChatEvent> events) {
    return events.stream().filter(ChatEvent::content).toList();
  }

  static ChatResponse collect(Reply reply) {
    ChatCollector collector = new ChatCollector();
    events(reply).forEach(collector::add);
    return collector.toResponse().build();
  }
}
