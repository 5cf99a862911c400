package dev.gatewaysdk.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.secret.Secret;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a provider is let in with. */
class BedrockCredentialsTest {
  private static final String ANSWER =
      "{\"output\":{\"message\":{\"content\":[{\"text\":\"Hi\"}]}},\"stopReason\":\"end_turn\"}";
  private static final Supplier<AwsCredentials> FIRST =
      AwsCredentials.from(Secret.of("FIRST"), Secret.of("secret-1"), null);
  private static final Supplier<AwsCredentials> SECOND =
      AwsCredentials.from(Secret.of("SECOND"), Secret.of("secret-2"), Secret.of("token-2"));

  private final MockWebServer server = NoDelayServer.create();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private BedrockProvider.Builder builder() {
    return BedrockProvider.builder("eu-west-1").baseUrl(server.url("/").toString());
  }

  private static GatewayClient gateway(BedrockProvider provider) {
    return GatewayClient.builder().provider("aws", provider).retry(Retry.NONE).build();
  }

  private void enqueue(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  private String authorization() throws InterruptedException {
    return String.valueOf(server.takeRequest().getHeaders().get("Authorization"));
  }

  @Test
  void spreadsCallsOverSeveralCredentialsAndLeavesOutOneThatIsRefused() throws Exception {
    enqueue(200, ANSWER);
    enqueue(403, "{\"__type\":\"ExpiredTokenException\",\"message\":\"expired\"}");
    enqueue(200, ANSWER);
    enqueue(200, ANSWER);

    try (GatewayClient gateway = gateway(builder().credentials(List.of(FIRST, SECOND)).build())) {
      for (int i = 0; i < 3; i++) {
        gateway.chat("@aws/amazon.nova-lite-v1:0", "Hi");
      }
    }

    assertThat(authorization()).contains("Credential=FIRST/");
    assertThat(authorization()).contains("Credential=SECOND/");
    assertThat(authorization()).contains("Credential=FIRST/");
    assertThat(authorization()).contains("Credential=FIRST/");
  }

  @Test
  void sendsAnApiKeyAsBearerTokenAndSignsNothing() throws Exception {
    enqueue(200, ANSWER);
    enqueue(200, "{\"modelSummaries\":[]}");
    enqueue(200, "{\"inferenceProfileSummaries\":[]}");

    try (GatewayClient gateway =
        gateway(builder().apiKey(Secret.of("bedrock-api-key-1")).build())) {
      gateway.chat("@aws/amazon.nova-lite-v1:0", "Hi");
      gateway.call(ListModelsRequest.of("aws"), Caller.anonymous());
    }

    var sent = server.takeRequest();
    assertThat(sent.getHeaders().get("Authorization")).isEqualTo("Bearer bedrock-api-key-1");
    assertThat(sent.getHeaders().get("x-amz-date")).isNull();
    assertThat(authorization()).isEqualTo("Bearer bedrock-api-key-1");
  }

  @Test
  void countsApiKeys() {
    try (BedrockProvider provider =
        builder().apiKeys(List.of(Secret.of("a"), Secret.of("b"))).build()) {
      assertThat(provider.credentials()).isEqualTo(2);
    }
    try (BedrockProvider provider = builder().credentials(FIRST).build()) {
      assertThat(provider.credentials()).isEqualTo(1);
    }
  }

  @Test
  void takesOneKindOfCredentialsOnly() {
    assertThatThrownBy(() -> builder().apiKey(Secret.of("a")).credentials(FIRST).build())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("given twice");
    assertThatThrownBy(
            () ->
                builder()
                    .apiKey(Secret.of("a"))
                    .credentials(Secret.of("a"), Secret.of("b"))
                    .build())
        .hasMessageContaining("given twice");
    assertThatThrownBy(() -> builder().credentials(List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("allowed: 1 to 1000");
  }
}
