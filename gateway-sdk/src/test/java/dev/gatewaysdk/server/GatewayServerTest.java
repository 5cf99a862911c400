package dev.gatewaysdk.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.testing.FakeProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The surface over real sockets. */
class GatewayServerTest {
  private static final String CHAT =
      "{\"model\":\"chat\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]%s}";

  private final FakeProvider fake = new FakeProvider();
  private final HttpClient client = HttpClient.newHttpClient();
  private GatewayClient gateway;
  private GatewayServer server;

  @BeforeEach
  void start() {
    fake.otherwise().reply("Hello there!");
    gateway =
        GatewayClient.builder()
            .provider("fake", fake)
            .endpoint(Endpoint.builder("chat").target("fake", "gpt-4o").build())
            .build();
    server = GatewayServer.builder(gateway).port(0).start();
  }

  @AfterEach
  void stop() {
    server.close();
    gateway.close();
  }

  @Test
  void answersOverASocket() throws Exception {
    HttpResponse<String> response = post(CHAT.formatted(""));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"content\":\"Hello there!\"");
    assertThat(response.headers().firstValue("x-gateway-target")).contains("fake/gpt-4o");
  }

  @Test
  void streamsOverASocket() throws Exception {
    HttpResponse<String> response = post(CHAT.formatted(",\"stream\":true"));

    assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
    assertThat(response.body()).contains("chat.completion.chunk").endsWith("data: [DONE]\n\n");
  }

  @Test
  void saysTheLengthToHead() throws Exception {
    URI models = URI.create(server.url() + "/v1/models");
    HttpRequest head =
        HttpRequest.newBuilder(models).method("HEAD", HttpRequest.BodyPublishers.noBody()).build();
    HttpRequest get = HttpRequest.newBuilder(models).build();

    HttpResponse<String> length = client.send(head, BodyHandlers.ofString());
    HttpResponse<String> body = client.send(get, BodyHandlers.ofString());

    assertThat(length.headers().firstValueAsLong("content-length")).hasValue(body.body().length());
  }

  @Test
  void saysTheLengthToHeadThatIsRefused() throws Exception {
    URI nothing = URI.create(server.url() + "/nothing");
    HttpRequest head =
        HttpRequest.newBuilder(nothing).method("HEAD", HttpRequest.BodyPublishers.noBody()).build();

    HttpResponse<String> length = client.send(head, BodyHandlers.ofString());

    assertThat(length.statusCode()).isEqualTo(404);
    assertThat(length.headers().firstValueAsLong("content-length").orElse(0)).isPositive();
    assertThat(length.body()).isEmpty();
  }

  @Test
  void answersThousandsOfCharactersInAnyLanguage() throws Exception {
    fake.whenUser("long").reply("Zoë 😀 ".repeat(20_000));

    HttpResponse<String> whole = post(CHAT.replace("Hi", "long").formatted(""));
    HttpResponse<String> stream = post(CHAT.replace("Hi", "long").formatted(",\"stream\":true"));

    assertThat(whole.body()).contains("Zoë 😀 ".repeat(20_000).strip());
    assertThat(stream.body()).contains("Zoë").endsWith("data: [DONE]\n\n");
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.url() + "/v1/chat/completions"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
