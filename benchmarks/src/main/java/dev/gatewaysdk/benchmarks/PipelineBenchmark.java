package dev.gatewaysdk.benchmarks;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatCollector;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A unary call through the whole pipeline, on a provider that answers from memory, against that
 * provider alone. The pipeline's cost is {@code limited} less {@code provider}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(2)
public class PipelineBenchmark {

  /** The provider alone: asked, and its answer read out. */
  @Benchmark
  public void provider(Alone alone, Blackhole sink) {
    Reply reply = alone.provider.open(alone.attempt);
    for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
      sink.consume(event);
    }
    reply.close();
  }

  /** The same, and the answer put together, which the caller needs with or without a gateway. */
  @Benchmark
  public ChatResponse providerCollected(Alone alone) {
    Reply reply = alone.provider.open(alone.attempt);
    ChatCollector collector = new ChatCollector();
    for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
      collector.add((ChatEvent) event);
    }
    reply.close();
    return collector.toResponse().build();
  }

  /** Record, resolve, limit, route with a fallback armed, retry, commit, totals. */
  @Benchmark
  public ChatResponse limited(Limited endpoints) {
    return endpoints.callOne();
  }

  /** The same, each call on another endpoint: what is not shared has left the CPU's caches. */
  @Benchmark
  public ChatResponse limitedInTurn(Limited endpoints) {
    return endpoints.callNext();
  }

  /** Without a limit. */
  @Benchmark
  public ChatResponse unlimited(Unlimited endpoints) {
    return endpoints.callOne();
  }

  /** The provider and what it is asked with. */
  @State(Scope.Benchmark)
  public static class Alone {
    private final InMemoryProvider provider = InMemoryProvider.unary();
    private final Attempt attempt = Gateways.attempt(Gateways.request(0), false);
  }

  /** Endpoints with a limit that is never reached. */
  @State(Scope.Benchmark)
  public static class Limited extends Endpoints {
    /** How many are registered. */
    @Param({"1", "100", "10000"})
    public int endpoints;

    /** Registers them. */
    @Setup
    public void open() {
      open(endpoints, true);
    }
  }

  /** Endpoints without a limit. */
  @State(Scope.Benchmark)
  public static class Unlimited extends Endpoints {
    /** Registers a hundred. */
    @Setup
    public void open() {
      open(100, false);
    }
  }

  /** A gateway and requests to each of its endpoints. */
  @State(Scope.Benchmark)
  public abstract static class Endpoints {
    private @Nullable GatewayClient gateway;
    private ChatRequest[] requests = {};
    private ChatRequest one = Gateways.request(0);
    private int next;

    void open(int endpoints, boolean limited) {
      gateway = Gateways.gateway(InMemoryProvider.unary(), endpoints, limited);
      requests = new ChatRequest[endpoints];
      for (int i = 0; i < endpoints; i++) {
        requests[i] = Gateways.request(i);
      }
      one = requests[endpoints / 2];
    }

    ChatResponse callOne() {
      return gateway.chat(one, Gateways.CALLER);
    }

    ChatResponse callNext() {
      next = next + 1 < requests.length ? next + 1 : 0;
      return gateway.chat(requests[next], Gateways.CALLER);
    }

    /** Closes the gateway. */
    @TearDown
    public void close() {
      gateway.close();
    }
  }
}
