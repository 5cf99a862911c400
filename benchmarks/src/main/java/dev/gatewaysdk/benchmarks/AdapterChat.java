package dev.gatewaysdk.benchmarks;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.target.Target;
import dev.gatewaysdk.target.TargetRef;
import dev.gatewaysdk.time.GatewayClock;

/** OpenAI's adapter of this library without the pipeline: tells which of the two a cost is in. */
final class AdapterChat implements LoopbackChat {
  private final Target target = Target.of(new TargetRef("primary", Gateways.MODEL), null);
  private final GatewayClock clock = GatewayClock.system();
  private final Provider provider;

  AdapterChat(String baseUrl) {
    provider = GatewayChat.provider(baseUrl);
  }

  @Override
  public int ask() {
    return textOf(false);
  }

  @Override
  public int stream() {
    return textOf(true);
  }

  private int textOf(boolean streamed) {
    Call call =
        new Call("bare", GatewayChat.request(), Gateways.CALLER, streamed, clock.nanoTime());
    StringBuilder text = new StringBuilder();
    try (Reply reply =
        provider.open(new Attempt(call, target, Timeouts.DEFAULTS, clock, true, false))) {
      for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
        if (event instanceof ChatEvent.TextDelta delta) {
          text.append(delta.text());
        }
      }
    }
    return text.length();
  }
}
