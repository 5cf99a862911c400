package dev.gatewaysdk.benchmarks;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.TokenUsage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers every call with the same prebuilt events: no I/O, and one small object a call. What a
 * call costs beyond it is the pipeline.
 */
final class InMemoryProvider implements Provider {
  private static final Set<Capability> CAPABILITIES =
      Capability.set(operation -> operation == Operation.CHAT, Set.of(Capability.STREAMING));

  private final ReplyEvent[] events;

  private InMemoryProvider(ReplyEvent... events) {
    this.events = events;
  }

  /** The events of a unary answer: the text comes in one piece. */
  static InMemoryProvider unary() {
    return streaming(1);
  }

  /** The events of an answer whose text comes in that many pieces. */
  static InMemoryProvider streaming(int deltas) {
    ReplyEvent[] events = new ReplyEvent[deltas + 3];
    events[0] = new ChatEvent.Started("chatcmpl-1", "gpt-4o-2024-08-06");
    for (int i = 1; i <= deltas; i++) {
      events[i] = new ChatEvent.TextDelta(0, " word");
    }
    events[deltas + 1] = new ChatEvent.Finished(0, FinishReason.STOP, "stop", null);
    events[deltas + 2] =
        new ChatEvent.UsageReported(
            TokenUsage.of(150, deltas),
            RawJson.parse("{\"prompt_tokens\":150,\"completion_tokens\":" + deltas + "}"));
    return new InMemoryProvider(events);
  }

  @Override
  public String type() {
    return "openai"; // So that there is a price, and the cost is part of the measurement.
  }

  @Override
  public Set<Capability> capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Reply open(Attempt attempt) {
    return new Replay(events);
  }

  private static final class Replay implements Reply {
    private final ReplyEvent[] events;
    private int next;

    Replay(ReplyEvent[] events) {
      this.events = events;
    }

    @Override
    public @Nullable ReplyEvent next() {
      return next < events.length ? events[next++] : null;
    }

    @Override
    public void close() {}
  }
}
