package dev.gatewaysdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.config.GatewayConfig;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.secret.Secret;
import dev.gatewaysdk.server.GatewayHttp;
import dev.gatewaysdk.server.GatewayServer;
import dev.gatewaysdk.server.HttpKey;
import dev.gatewaysdk.server.ServerLimits;
import dev.gatewaysdk.server.ServerReply;
import dev.gatewaysdk.server.ServerRequest;
import dev.gatewaysdk.testing.FakeProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The examples of {@code docs/http.md}. */
class HttpDocTest {
  private static final Logger log = LoggerFactory.getLogger(HttpDocTest.class);
  private static final Path PAGE = Path.of("..", "docs", "http.md");

  private static String yaml() throws IOException {
    Matcher matcher = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(Files.readString(PAGE));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  @Test
  void servesWhatTheExampleSays(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("gateway.yaml");
    Files.writeString(file, yaml().replace("${OPENAI_API_KEY}", "not-asked"));

    GatewayConfig config = GatewayConfig.load(file, null);
    try (GatewayClient gateway = GatewayClient.builder().config(config).build();
        GatewayServer server = GatewayServer.builder(gateway).config(config).port(0).start()) {
      log.info("listening on {}", server.url());
      serve(server);
    }
  }

  private static void serve(GatewayServer server) throws IOException, InterruptedException {
    assertThat(status(server, "Bearer secret")).isEqualTo(200);
    assertThat(status(server, "Bearer other")).isEqualTo(401);
  }

  private static int status(GatewayServer server, String authorization)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/v1/models"))
            .header("Authorization", authorization)
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void setsUpKeysAndLimitsInCode() {
    try (GatewayClient gateway = gateway()) {
      GatewayServer.Builder careful =
          GatewayServer.builder(gateway)
              .limits(ServerLimits.DEFAULTS.withRequests(64).withBody(Duration.ofSeconds(10)))
              .drain(Duration.ofSeconds(20));
      careful.port(0).start().close();
    }
  }

  @SuppressWarnings("unused") // TEAM_KEY is in nobody's environment.
  private static GatewayServer.Builder withKey(GatewayClient gateway) {
    GatewayServer.Builder builder =
        GatewayServer.builder(gateway)
            .keys(List.of(HttpKey.of(Secret.env("TEAM_KEY"), Caller.user("ann@corp.com"))));
    return builder;
  }

  @Test
  void listsEveryFailureOfATarget() throws IOException {
    String page = Files.readString(PAGE);

    for (FailureKind kind : FailureKind.values()) {
      ProviderException e = ProviderException.builder(kind, "x").build();
      assertThat(page).contains("| " + e.statusCode() + " | `" + e.code() + "` |");
    }
  }

  @Test
  void needsNoSocket() {
    try (GatewayClient gateway = gateway()) {
      GatewayHttp http = GatewayHttp.builder(gateway).build();

      ServerReply reply =
          http.handle(new ServerRequest("GET", "/v1/models", Map.of(), new byte[0]));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.text()).contains("production-llm");
    }
  }

  private static GatewayClient gateway() {
    return GatewayClient.builder()
        .provider("fake", new FakeProvider())
        .endpoint(Endpoint.builder("production-llm").target("fake", "gpt-4o").build())
        .build();
  }
}
