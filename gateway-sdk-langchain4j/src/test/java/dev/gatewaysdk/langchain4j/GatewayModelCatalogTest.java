package dev.gatewaysdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.catalog.ListModelsResponse;
import dev.gatewaysdk.catalog.ListedModel;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.reply.ResponseInfo;
import dev.gatewaysdk.testing.FakeProvider;
import dev.gatewaysdk.testing.RecordingUsageSink;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.catalog.ModelDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayModelCatalogTest {
  private final FakeProvider fake = new FakeProvider();
  private final FakeProvider broken = new FakeProvider();
  private final RecordingUsageSink records = new RecordingUsageSink();
  private final GatewayClient gateway =
      GatewayClient.builder()
          .provider("fake", fake)
          .provider("broken", broken)
          .endpoint(Endpoint.builder("e").target("fake", "m").build())
          .usageSink(records)
          .build();

  @Test
  void listsEndpointsAndTheModelsOfProvidersThatAnswer() {
    fake.respond(
        ListModelsRequest.class,
        request ->
            new ListModelsResponse(
                List.of(new ListedModel("m", "maker", 1_700_000_000L)), ResponseInfo.NONE));
    broken.respond(
        ListModelsRequest.class,
        request -> {
          throw ProviderException.builder(FailureKind.AUTHENTICATION, "who").status(401).build();
        });
    GatewayModelCatalog catalog =
        GatewayModelCatalog.builder(gateway).caller(Caller.user("ann")).build();

    List<ModelDescription> models = catalog.listModels();

    assertThat(models).extracting(ModelDescription::name).containsExactly("e", "@fake/m");
    assertThat(models).extracting(ModelDescription::provider).containsOnly(ModelProvider.OTHER);
    assertThat(models.get(1).owner()).isEqualTo("maker");
    assertThat(models.get(1).createdAt()).isEqualTo(Instant.ofEpochSecond(1_700_000_000L));
    assertThat(catalog.provider()).isEqualTo(ModelProvider.OTHER);
    assertThat(records.records()).extracting(record -> record.caller().user()).containsOnly("ann");
    gateway.close();
  }

  @Test
  void failsAsLangChain4jDoes() {
    GatewayModelCatalog catalog = GatewayModelCatalog.builder(gateway).build();
    gateway.close();

    assertThatExceptionOfType(NonRetriableException.class).isThrownBy(catalog::listModels);
  }

  @Test
  void waitsForSomeTimeAtLeast() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> GatewayModelCatalog.builder(gateway).patience(Duration.ZERO));
    gateway.close();
  }
}
