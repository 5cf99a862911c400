package dev.gatewaysdk.provider.cohere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.config.GatewayConfig;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.secret.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

class CohereProviderTest {
  @Test
  void sendsItsKeyToVersionTwo() throws Exception {
    try (MockWebServer server = NoDelayServer.create()) {
      server.start();
      server.enqueue(
          new MockResponse.Builder()
              .addHeader("x-debug-trace-id", "trace-1")
              .body(
                  "{\"id\":\"1\",\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"Hello\"}]},"
                      + "\"finish_reason\":\"COMPLETE\"}")
              .build());
      CohereProvider provider =
          CohereProvider.builder()
              .apiKey(Secret.of("a-cohere-key"))
              .baseUrl(server.url("/").toString())
              .build();
      try (GatewayClient gateway = GatewayClient.builder().provider("co", provider).build()) {
        ChatResponse response =
            gateway.chat(ChatRequest.builder("@co/command-a-03-2025").user("Hi").build());

        RecordedRequest sent = server.takeRequest();
        assertThat(response.text()).isEqualTo("Hello");
        assertThat(sent.getTarget()).isEqualTo("/v2/chat");
        assertThat(sent.getHeaders().get("Authorization")).isEqualTo("Bearer a-cohere-key");
        assertThat(sent.getBody().utf8()).contains("\"model\":\"command-a-03-2025\"");
      }
    }
  }

  @Test
  void takesItsBaseUrlWithAndWithoutTheVersion() {
    CohereProvider.Builder builder = CohereProvider.builder().apiKey(Secret.of("a-cohere-key"));

    assertThat(builder.build()).hasToString("CohereProvider(https://api.cohere.com/v2/chat)");
    assertThat(builder.baseUrl("https://example.com/v2/").build())
        .hasToString("CohereProvider(https://example.com/v2/chat)");
    assertThat(builder.baseUrl("https://example.com/v1").build())
        .hasToString("CohereProvider(https://example.com/v2/chat)");
    assertThatThrownBy(builder.baseUrl("https://api.cohere.ai/compatibility/v1")::build)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("openai-compatible");
  }

  @Test
  void saysWhatItIs() {
    CohereProvider provider =
        CohereProvider.builder()
            .apiKeys(List.of(Secret.of("first-key"), Secret.of("second-key")))
            .build();

    assertThat(provider.type()).isEqualTo("cohere");
    assertThat(provider.credentials()).isEqualTo(2);
    assertThat(provider.supports(Operation.CHAT)).isTrue();
    assertThatThrownBy(() -> CohereProvider.builder().build())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("api-key is missing");
  }

  @Test
  void isConfiguredLikeTheOthers() {
    GatewayConfig config =
        GatewayConfig.parse(
            "providers: {co: {type: cohere, api-key: \"${KEY}\", base-url: \"https://e.com\"}}",
            "gateway.yaml",
            Path.of("."),
            null,
            Map.of("KEY", "a-cohere-key")::get);

    assertThat(config.providers().get("co")).hasToString("CohereProvider(https://e.com/v2/chat)");
  }
}
