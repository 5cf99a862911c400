package dev.gatewaysdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.LimitExceededException;
import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.limit.LimitKey;
import dev.gatewaysdk.proof.Proof;
import dev.gatewaysdk.usage.CallRecord;
import dev.gatewaysdk.usage.CallRecord.Status;
import dev.gatewaysdk.usage.Dimension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many calls at once lose nothing and mix nothing up. */
class ConcurrentCallsTest {
  private static final int CALLS = Proof.count(10_000, 200_000);
  private static final int THREADS = 64;

  private final Queue<CallRecord> records = new ConcurrentLinkedQueue<>();

  @Test
  void tenThousandCallsEndInTenThousandRecords() throws Exception {
    LambdaProvider echo =
        new LambdaProvider(
            attempt -> {
              ChatRequest request = (ChatRequest) attempt.request();
              return LambdaProvider.answer(request.messages().get(0).text());
            });
    try (GatewayClient gateway = gateway(echo, CALLS)) {
      List<Future<ChatResponse>> answers = inParallel(gateway);
      for (int i = 0; i < CALLS; i++) {
        assertThat(answers.get(i).get().text()).isEqualTo("question " + i);
      }
      assertThat(gateway.usage().total().calls()).isEqualTo(CALLS);
      assertThat(gateway.usage().total().totalTokens()).isEqualTo(15L * CALLS);
      assertThat(gateway.usage().by(Dimension.USER).all()).hasSize(100);
    }
    Set<String> ids = new HashSet<>();
    records.forEach(record -> ids.add(record.requestId()));
    assertThat(ids).hasSize(CALLS);
    assertThat(records).hasSize(CALLS).allMatch(record -> record.status() == Status.SUCCESS);
  }

  @Test
  void aLimitLetsThroughExactlyWhatItAllows() throws Exception {
    LambdaProvider provider = new LambdaProvider(attempt -> LambdaProvider.answer("ok"));
    AtomicInteger refused = new AtomicInteger();
    try (GatewayClient gateway = gateway(provider, 7)) {
      for (Future<ChatResponse> answer : inParallel(gateway)) {
        try {
          answer.get();
        } catch (ExecutionException e) {
          assertThat(e.getCause()).isInstanceOf(LimitExceededException.class);
          refused.incrementAndGet();
        }
      }
    }
    assertThat(provider.opened).hasValue(7 * 100);
    assertThat(refused).hasValue(CALLS - 700);
    assertThat(records)
        .filteredOn(record -> record.status() == Status.REFUSED)
        .hasSize(CALLS - 700);
  }

  @Test
  void callsSeeOneWholeEndpointWhileItIsReplaced() throws Exception {
    LambdaProvider provider =
        new LambdaProvider(attempt -> LambdaProvider.answer(attempt.target().model()));
    try (GatewayClient gateway = gateway(provider, CALLS)) {
      List<Future<ChatResponse>> answers = inParallel(gateway);
      for (int version = 0; version < 1000; version++) {
        gateway
            .endpoints()
            .put(
                Endpoint.builder("e")
                    .target("p", "model-" + version)
                    .tag("version", "model-" + version)
                    .build());
      }
      for (Future<ChatResponse> answer : answers) {
        assertThat(answer.get().text()).startsWith("m");
      }
    }
    assertThat(records)
        .hasSize(CALLS)
        .allSatisfy(
            record ->
                assertThat(record.tags().getOrDefault("version", "m"))
                    .isEqualTo(record.target().model()));
  }

  private List<Future<ChatResponse>> inParallel(GatewayClient gateway) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    List<Future<ChatResponse>> answers = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      ChatRequest request = ChatRequest.builder("e").user("question " + i).build();
      Caller caller = Caller.user("user-" + i % 100);
      answers.add(pool.submit(() -> gateway.chat(request, caller)));
    }
    pool.shutdown();
    assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    return answers;
  }

  private GatewayClient gateway(LambdaProvider provider, long callsPerUser) {
    return GatewayClient.builder()
        .provider("p", provider)
        .endpoint(
            Endpoint.builder("e")
                .target("p", "m")
                .limit(Limit.calls(callsPerUser).perDay().key(LimitKey.USER))
                .build())
        .usageSink(records::add)
        .build();
  }
}
