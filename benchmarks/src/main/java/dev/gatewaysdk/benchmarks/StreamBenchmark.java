package dev.gatewaysdk.benchmarks;

import dev.gatewaysdk.ChatStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A streamed answer of 200 pieces of text through the whole pipeline, on a provider that answers
 * from memory, against that provider alone; an operation is one piece. The pipeline's cost is
 * {@code gateway} less {@code provider}, the call's share included.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(StreamBenchmark.DELTAS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(2)
@State(Scope.Benchmark)
public class StreamBenchmark {
  static final int DELTAS = 200;

  private final InMemoryProvider provider = InMemoryProvider.streaming(DELTAS);
  private final ChatRequest request = Gateways.request(0);
  private final Attempt attempt = Gateways.attempt(request, true);
  private final GatewayClient gateway = Gateways.gateway(provider, 1, true);

  /** The provider alone. */
  @Benchmark
  public void provider(Blackhole sink) {
    Reply reply = provider.open(attempt);
    for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
      sink.consume(event);
    }
    reply.close();
  }

  /** Through the gateway, which also keeps the answer so far. */
  @Benchmark
  public void gateway(Blackhole sink) {
    try (ChatStream stream = gateway.stream(request, Gateways.CALLER)) {
      for (ChatEvent event = stream.next(); event != null; event = stream.next()) {
        sink.consume(event);
      }
    }
  }

  /** Closes the gateway. */
  @TearDown
  public void close() {
    gateway.close();
  }
}
