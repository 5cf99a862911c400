package dev.gatewaysdk.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.LambdaProvider;
import dev.gatewaysdk.catalog.ListedModel;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gateway's endpoints and the models of its providers, as OpenAI lists models. */
class ModelListTest {
  private final AtomicInteger lists = new AtomicInteger();
  private boolean down;
  private final Surface surface =
      new Surface(
          gateway ->
              gateway.provider(
                  "hub",
                  new LambdaProvider(
                      attempt -> {
                        lists.incrementAndGet();
                        return down
                            ? List.of(
                                ProviderException.builder(FailureKind.UNAVAILABLE, "down").build())
                            : List.of(
                                new ListedModel("meta/llama", "meta", 17L),
                                new ListedModel("plain", null, null));
                      })),
          http -> {});

  @AfterEach
  void close() {
    surface.close();
  }

  private List<Object> ids() {
    List<?> data = (List<?>) Surface.at(surface.get("/v1/models"), "data");
    return data.stream().map(model -> Surface.at(model, "id")).toList();
  }

  @Test
  void listsEndpointsFirst() {
    ServerReply list = surface.get("/v1/models");

    assertThat(ids()).containsExactly("chat", "@fake/fake-model", "@hub/meta/llama", "@hub/plain");
    assertThat(Surface.at(list, "data.2"))
        .hasToString("{id=@hub/meta/llama, object=model, created=17, owned_by=meta}");
    assertThat(Surface.at(list, "data.3.owned_by")).isEqualTo("unknown");
    assertThat(Surface.at(list, "data.3.created")).isInstanceOf(Long.class);
  }

  @Test
  void findsAModelByItsName() {
    assertThat(Surface.at(surface.get("/v1/models/@hub/meta/llama"), "owned_by")).isEqualTo("meta");
    assertThat(Surface.at(surface.get("/v1/models/%40hub%2Fmeta%2Fllama"), "created"))
        .isEqualTo(17L);
    ServerReply unknown = surface.get("/v1/models/@hub/other");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(Surface.at(unknown, "error.code")).isEqualTo("model_not_found");
  }

  @Test
  void findsAnEndpointWithoutAskingAnybody() {
    assertThat(surface.get("/v1/models/chat").status()).isEqualTo(200);
    assertThat(surface.get("/v1/models/none").status()).isEqualTo(404);

    assertThat(lists).hasValue(0);
  }

  @Test
  void asksProvidersOnceAMinute() {
    ids();
    surface.clock.advance(Duration.ofSeconds(59));
    ids();
    assertThat(lists).hasValue(1);

    surface.clock.advance(Duration.ofSeconds(1));
    ids();
    assertThat(lists).hasValue(2);
  }

  @Test
  void knowsANewEndpointAtOnce() {
    ids();
    surface.gateway.endpoints().put(Endpoint.builder("new").target("fake", "m").build());

    assertThat(ids()).contains("new");
    assertThat(lists).hasValue(1);
  }

  @Test
  void leavesOutAProviderThatFailsAndAsksAgainSoon() {
    down = true;
    assertThat(ids()).containsExactly("chat", "@fake/fake-model");

    down = false;
    surface.clock.advance(Duration.ofSeconds(9));
    assertThat(ids()).hasSize(2);
    surface.clock.advance(Duration.ofSeconds(1));
    assertThat(ids()).hasSize(4);
  }
}
