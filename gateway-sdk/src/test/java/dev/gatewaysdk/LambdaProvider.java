package dev.gatewaysdk;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.TokenUsage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A provider that answers as a function of the attempt, and counts what becomes of its replies. */
public final class LambdaProvider implements Provider {
  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger closes = new AtomicInteger();
  private final Function<Attempt, List<?>> script;
  private final int credentials;

  /** The items are events, to be given, and exceptions, to be thrown. */
  public LambdaProvider(Function<Attempt, List<?>> script) {
    this(1, script);
  }

  /** With that many keys. */
  LambdaProvider(int credentials, Function<Attempt, List<?>> script) {
    this.credentials = credentials;
    this.script = script;
  }

  public static LambdaProvider of(Object... items) {
    return new LambdaProvider(attempt -> List.of(items));
  }

  /** A whole answer in that many text events. */
  public static List<ReplyEvent> answer(String... texts) {
    List<ReplyEvent> events = new ArrayList<>();
    events.add(new ChatEvent.Started("id-1", "model-1"));
    for (String text : texts) {
      events.add(new ChatEvent.TextDelta(0, text));
    }
    events.add(new ChatEvent.Finished(0, FinishReason.STOP, "stop", null));
    events.add(new ChatEvent.UsageReported(TokenUsage.of(10, 5), RawJson.parse("{}")));
    return events;
  }

  @Override
  public String type() {
    return "lambda";
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public int credentials() {
    return credentials;
  }

  @Override
  public Reply open(Attempt attempt) {
    opened.incrementAndGet();
    Iterator<?> items = script.apply(attempt).iterator();
    return new Reply() {
      @Override
      public @Nullable ReplyEvent next() {
        if (!items.hasNext()) {
          return null;
        }
        Object item = items.next();
        if (item instanceof RuntimeException e) {
          throw e;
        }
        if (item instanceof Error e) {
          throw e;
        }
        return (ReplyEvent) item;
      }

      @Override
      public void close() {
        closes.incrementAndGet();
      }
    };
  }
}
