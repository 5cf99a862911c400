package dev.gatewaysdk.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.contract.GuardrailContract;
import dev.gatewaysdk.contract.LimitKeyContract;
import dev.gatewaysdk.contract.LimitStoreContract;
import dev.gatewaysdk.contract.RoutingStrategyContract;
import dev.gatewaysdk.contract.UsageSinkContract;
import dev.gatewaysdk.docs.parrot.ParrotProvider;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.GuardrailException;
import dev.gatewaysdk.error.LimitExceededException;
import dev.gatewaysdk.guardrail.Finding;
import dev.gatewaysdk.guardrail.Guardrail;
import dev.gatewaysdk.guardrail.Placeholders;
import dev.gatewaysdk.guardrail.Verdict;
import dev.gatewaysdk.limit.InMemoryLimitStore;
import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.limit.LimitKey;
import dev.gatewaysdk.limit.LimitStore;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.routing.RoutePlan;
import dev.gatewaysdk.routing.RouteTarget;
import dev.gatewaysdk.routing.RoutingStrategy;
import dev.gatewaysdk.secret.Secret;
import dev.gatewaysdk.testing.FakeProvider;
import dev.gatewaysdk.time.GatewayClock;
import dev.gatewaysdk.usage.CallRecord;
import dev.gatewaysdk.usage.UsageSink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/extending.md} beside the provider. */
class ExtendingDocTest {
  private final FakeProvider fake = new FakeProvider();

  ExtendingDocTest() {
    fake.otherwise().reply("ok");
  }

  @Test
  void aProviderIsRegisteredByItsName() {
    HttpOptions http = HttpOptions.defaults();
    try (GatewayClient gateway =
        GatewayClient.builder()
            .provider(
                "parrot",
                new ParrotProvider("https://api.parrot.example", Secret.env("PARROT_KEY"), http))
            .provider("backup", fake)
            .endpoint(
                Endpoint.builder("support")
                    .target("parrot", "polly-2")
                    .fallback("backup", "gpt-4o-mini")
                    .build())
            .build()) {
      assertThat(gateway.endpoints().find("support")).isPresent();
    }
  }

  /** Blocks texts that name a project which is nobody's business. */
  record CodeNames(String name, List<String> secret) implements Guardrail {
    @Override
    public Verdict check(String text, Placeholders placeholders) {
      for (String word : secret) {
        int at = text.indexOf(word);
        if (at >= 0) {
          Finding finding = new Finding("CODE_NAME", at, at + word.length());
          return Verdict.blocked("a code name", List.of(finding));
        }
      }
      return Verdict.pass();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @Nested
  class CodeNamesTest extends GuardrailContract {
    @Override
    protected Guardrail guardrail() {
      return new CodeNames("code-names", List.of("Bluebird"));
    }

    @Override
    protected String offence() {
      return "Bluebird";
    }
  }

  @Test
  void aGuardrailBlocksACall() {
    Endpoint endpoint =
        Endpoint.builder("support")
            .target("fake", "gpt-4o")
            .inputGuardrail(new CodeNames("code-names", List.of("Bluebird")))
            .build();

    try (GatewayClient gateway =
        GatewayClient.builder().provider("fake", fake).endpoint(endpoint).build()) {
      assertThat(gateway.chat("support", "Hello")).isEqualTo("ok");
      assertThatThrownBy(() -> gateway.chat("support", "When does Bluebird start?"))
          .isInstanceOf(GuardrailException.class);
    }
  }

  /** Asks the target with the greatest weight first. */
  RoutingStrategy heaviestFirst() {
    return (call, free) -> {
      List<RouteTarget> order = new ArrayList<>(free);
      order.sort(Comparator.comparingInt(RouteTarget::weight).reversed());
      return new RoutePlan(order);
    };
  }

  @Nested
  class HeaviestFirstTest extends RoutingStrategyContract {
    @Override
    protected RoutingStrategy strategy() {
      return heaviestFirst();
    }
  }

  @Test
  void aStrategyOrdersTargets() {
    Endpoint endpoint =
        Endpoint.builder("support")
            .target("fake", "small", 20)
            .target("fake", "large", 80)
            .routing(heaviestFirst())
            .build();

    try (GatewayClient gateway =
        GatewayClient.builder().provider("fake", fake).endpoint(endpoint).build()) {
      gateway.chat("support", "Hello");
    }
    assertThat(fake.models()).containsExactly("large");
  }

  /** Adds up the tokens of all calls. */
  static final class TokenCount implements UsageSink {
    private final LongAdder records = new LongAdder();
    private final LongAdder tokens = new LongAdder();

    @Override
    public void record(CallRecord record) {
      records.increment();
      if (record.usage() != null) {
        tokens.add(record.usage().totalTokens());
      }
    }
  }

  @Nested
  class TokenCountTest extends UsageSinkContract {
    @Override
    protected UsageSink sink() {
      return new TokenCount();
    }

    @Override
    protected long taken(UsageSink sink) {
      return ((TokenCount) sink).records.sum();
    }
  }

  @Test
  void aSinkTakesRecords() {
    TokenCount count = new TokenCount();
    try (GatewayClient gateway =
        GatewayClient.builder().provider("fake", fake).usageSink(count).build()) {
      gateway.chat("@fake/gpt-4o", "Hello");
    }

    assertThat(count.tokens.sum()).isEqualTo(15);
  }

  /** Counts by the department, which is the first half of a project's name. */
  record Department() implements LimitKey {
    @Override
    public String name() {
      return "department";
    }

    @Override
    public String valueOf(Call call) {
      String project = call.caller().project();
      return project == null ? "" : project.split("-", 2)[0];
    }
  }

  @Nested
  class DepartmentTest extends LimitKeyContract {
    @Override
    protected LimitKey key() {
      return new Department();
    }
  }

  @Test
  void aKeySaysWhoseCountACallGoesOn() {
    Endpoint endpoint =
        Endpoint.builder("support")
            .target("fake", "gpt-4o")
            .limit(Limit.calls(1).perMinute().key(new Department()))
            .build();
    ChatRequest request = ChatRequest.builder("support").user("Hello").build();

    try (GatewayClient gateway =
        GatewayClient.builder().provider("fake", fake).endpoint(endpoint).build()) {
      gateway.chat(request, Caller.builder().project("sales-churn").build());

      assertThatThrownBy(
              () -> gateway.chat(request, Caller.builder().project("sales-leads").build()))
          .isInstanceOf(LimitExceededException.class);
    }
  }

  @Nested
  class OwnLimitStoreTest extends LimitStoreContract {
    @Override
    protected LimitStore store(GatewayClock clock) {
      return new InMemoryLimitStore(clock);
    }
  }
}
