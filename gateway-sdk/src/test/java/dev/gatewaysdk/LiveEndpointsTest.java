package dev.gatewaysdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.ModelNotFoundException;
import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.testing.ManualClock;
import dev.gatewaysdk.testing.RecordingUsageSink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveEndpointsTest {
  private final RecordingUsageSink sink = new RecordingUsageSink();
  private final List<String> order = new ArrayList<>();
  private final GatewayClient gateway =
      GatewayClient.builder()
          .provider("p", new LambdaProvider(a -> LambdaProvider.answer(a.target().model())))
          .endpoint(Endpoint.builder("e").target("p", "m").tag("team", "platform").build())
          .usageSink(sink)
          .clock(new ManualClock())
          .callInterceptor(
              (call, next) -> {
                order.add("call 1");
                return next.handle(call);
              })
          .callInterceptor(
              (call, next) -> {
                order.add("call 2");
                return next.handle(call);
              })
          .attemptInterceptor(
              (attempt, next) -> {
                order.add("attempt");
                return next.handle(attempt);
              })
          .build();

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void anEndpointCanBeAddedReplacedFoundListedAndRemoved() {
    Endpoint added = Endpoint.builder("a").target("p", "m1").build();
    gateway.endpoints().put(added);
    assertThat(gateway.endpoints().find("a")).containsSame(added);
    assertThat(gateway.endpoints().list()).extracting(Endpoint::name).containsExactly("a", "e");
    assertThat(gateway.chat("a", "Hi")).isEqualTo("m1");

    gateway.endpoints().put(Endpoint.builder("a").target("p", "m2").build());
    assertThat(gateway.chat("a", "Hi")).isEqualTo("m2");

    assertThat(gateway.endpoints().remove("a")).isTrue();
    assertThat(gateway.endpoints().remove("a")).isFalse();
    assertThat(gateway.endpoints().find("a")).isEmpty();
    assertThatThrownBy(() -> gateway.chat("a", "Hi")).isInstanceOf(ModelNotFoundException.class);
  }

  @Test
  void aCallUnderWayKeepsTheEndpointItBeganWith() {
    try (ChatStream stream = gateway.stream(ChatRequest.builder("e").user("Hi").build())) {
      gateway.endpoints().remove("e");

      assertThat(stream.collect().text()).isEqualTo("m");
    }
  }

  @Test
  void tagsGoOnTheRecordsOfLaterCalls() {
    gateway.chat("e", "Hi");
    gateway.endpoints().tag("e", "environment", "production");
    gateway.endpoints().untag("e", "team");
    gateway.chat("e", "Hi");

    assertThat(sink.records().get(0).tags()).containsOnlyKeys("team");
    assertThat(sink.records().get(1).tags()).containsEntry("environment", "production").hasSize(1);
    assertThatThrownBy(() -> gateway.endpoints().tag("x", "a", "b"))
        .isInstanceOf(ModelNotFoundException.class);
  }

  @Test
  void aLimitKeepsItsCountWhenItsEndpointIsReplaced() {
    Limit limit = Limit.calls(1).perMinute();
    gateway.endpoints().put(Endpoint.builder("e").target("p", "m").limit(limit).build());
    gateway.chat("e", "Hi");
    gateway.endpoints().put(Endpoint.builder("e").target("p", "m2").limit(limit).build());

    assertThatThrownBy(() -> gateway.chat("e", "Hi"))
        .hasMessage("limit of 1 calls per minute reached for endpoint e; retry in 60 s");
  }

  @Test
  void anEndpointThatCannotWorkIsRefusedAndChangesNothing() {
    assertThatThrownBy(
            () -> gateway.endpoints().put(Endpoint.builder("e").target("pp", "m").build()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("did you mean 'p'?");
    assertThat(gateway.chat("e", "Hi")).isEqualTo("m");
  }

  @Test
  void interceptorsWrapInTheOrderTheyWereAdded() {
    gateway.chat("e", "Hi");

    assertThat(order).containsExactly("call 1", "call 2", "attempt");
  }
}
