package dev.gatewaysdk.server;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.time.GatewayClock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Begins to answer and then goes on, or says nothing more, for as long as it is not stopped; notes
 * when each call was. What the user said is the name of the call.
 */
final class HeldProvider implements Provider {
  final AtomicInteger open = new AtomicInteger();
  final AtomicInteger opened = new AtomicInteger();
  final Map<String, Long> closedNanos = new ConcurrentHashMap<>();
  private final @Nullable String endless;

  /**
   * @param endless what it says again and again; null to fall silent after the first word
   */
  HeldProvider(@Nullable String endless) {
    this.endless = endless;
  }

  @Override
  public String type() {
    return "held";
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public Reply open(Attempt attempt) {
    String name = ((ChatRequest) attempt.request()).messages().get(0).text();
    Held held = new Held(name);
    open.incrementAndGet();
    opened.incrementAndGet();
    attempt.cancellation().onCancel(held::close);
    return held;
  }

  private final class Held implements Reply {
    private final String name;
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean begun;

    Held(String name) {
      this.name = name;
    }

    @Override
    public @Nullable ReplyEvent next() {
      if (!begun && !name.startsWith("silent")) {
        begun = true;
        return new ChatEvent.TextDelta(0, "Hello");
      }
      if (endless != null && closed.getCount() > 0) {
        return new ChatEvent.TextDelta(0, endless);
      }
      try {
        if (!closed.await(60, TimeUnit.SECONDS)) {
          throw new AssertionError("nobody has stopped the call " + name);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new CallCancelledException("stopped", null, true);
    }

    @Override
    public void close() {
      if (closedNanos.putIfAbsent(name, GatewayClock.system().nanoTime()) == null) {
        open.decrementAndGet();
      }
      closed.countDown();
    }
  }
}
