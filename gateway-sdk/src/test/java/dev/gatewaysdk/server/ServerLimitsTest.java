package dev.gatewaysdk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.testing.FakeProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may take of the server, over real sockets and with short limits. */
@Timeout(30)
class ServerLimitsTest {
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final ServerLimits PATIENT =
      new ServerLimits(
          16,
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofMillis(20));

  private final HeldProvider held = new HeldProvider(null);
  private final HeldProvider endless = new HeldProvider("x".repeat(10_000));
  private final FakeProvider fake = new FakeProvider();
  private GatewayClient gateway;
  private GatewayServer server;

  private void start(ServerLimits limits) {
    start(limits, Duration.ofMillis(50));
  }

  private void start(ServerLimits limits, Duration drain) {
    fake.otherwise().reply("Hello");
    gateway =
        GatewayClient.builder()
            .provider("held", held)
            .provider("endless", endless)
            .provider("fake", fake)
            .endpoint(Endpoint.builder("held").target("held", "m").build())
            .endpoint(Endpoint.builder("endless").target("endless", "m").build())
            .endpoint(Endpoint.builder("chat").target("fake", "m").build())
            .build();
    server = GatewayServer.builder(gateway).port(0).limits(limits).drain(drain).start();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
      gateway.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"P", "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\n", "GET / HTTP/1.1\r\nA"})
  void hangsUpOnHeadersThatDoNotCome(String part) throws IOException {
    start(PATIENT.withHeaders(SHORT));
    try (RawClient client = new RawClient(server)) {
      assertThat(client.send(part).readAll()).doesNotContain(" 200 ");
    }
  }

  @Test
  void hangsUpOnABodyThatDoesNotCome() throws IOException {
    start(PATIENT.withBody(SHORT));
    try (RawClient client = new RawClient(server)) {
      assertThat(client.send(RawClient.post(1000) + "\r\n{\"model\"").readAll()).isEmpty();
    }
  }

  @Test
  void refusesAtOnceABodyThatIsAnnouncedTooLarge() throws IOException {
    start(PATIENT);
    try (RawClient client = new RawClient(server)) {
      String answer = client.send(RawClient.post(100_000_000) + "\r\n").readUntil("}}");

      assertThat(answer).startsWith("HTTP/1.1 413 ").contains("request_too_large");
    }
  }

  @Test
  void refusesABodyInChunksOnceItIsTooLarge() throws IOException {
    start(PATIENT);
    String chunk = "100000\r\n" + " ".repeat(1 << 20) + "\r\n";
    try (RawClient client = new RawClient(server)) {
      client.send(
          RawClient.post(0).replace("Content-Length: 0", "Transfer-Encoding: chunked") + "\r\n");
      for (int i = 0; i < 33; i++) {
        client.send(chunk);
      }

      assertThat(client.readUntil("}}")).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void refusesBeforeItReadsTheBodyOfWhoHasNoKey() throws IOException {
    start(PATIENT);
    try (RawClient client = new RawClient(server)) {
      String answer =
          client.send(RawClient.post(1000).replace("/v1/", "/v2/") + "\r\n").readUntil("}}");

      assertThat(answer).startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void stopsAProviderWhoseClientReadsNoMore() throws Exception {
    start(PATIENT.withWrite(SHORT));
    try (RawClient client = new RawClient(server)) {
      String body =
          "{\"model\":\"endless\",\"stream\":true,"
              + "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
      client.send(RawClient.post(body.length()) + "\r\n" + body).readUntil("Hello");

      Eventually.assertThat(() -> endless.open.get() == 0, "the provider was stopped");
    }
  }

  @Test
  void showsThatItIsThereWhileTheProviderIsSilent() throws IOException {
    start(PATIENT);
    try (RawClient client = new RawClient(server)) {
      client.ask("a", true).readUntil("Hello");

      assertThat(client.readUntil(": keep-alive\n\n")).doesNotContain("[DONE]");
    }
  }

  /** Streams are written to once a while; of other clients only the kernel knows, on Linux. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @EnabledOnOs(OS.LINUX)
  void stopsAProviderWhoseClientHasHungUpBeforeTheFirstContent(boolean stream) throws Exception {
    start(PATIENT);
    try (RawClient other = new RawClient(server).ask("silent-other", stream);
        RawClient client = new RawClient(server).ask("silent", stream)) {
      Eventually.assertThat(() -> held.open.get() == 2, "both are under way");

      client.close();

      Eventually.assertThat(() -> held.open.get() == 1, "one was stopped");
      assertThat(held.closedNanos).containsOnlyKeys("silent");
    }
  }

  @Test
  void saysThatThereIsNoRoomAndHangsUp() throws IOException {
    start(PATIENT.withRequests(1));
    try (RawClient first = new RawClient(server);
        RawClient second = new RawClient(server)) {
      first.ask("a", true).readUntil("Hello");

      String answer = second.ask("b", true).readAll();

      assertThat(answer)
          .startsWith("HTTP/1.1 503 ")
          .contains("server_saturated")
          .containsIgnoringCase("\r\nRetry-after: 1\r\n")
          .containsIgnoringCase("\r\nConnection: close\r\n");
    }
  }

  @Test
  void answersSeveralRequestsOfOneConnection() throws IOException {
    start(PATIENT);
    try (RawClient client = new RawClient(server)) {
      for (int i = 0; i < 3; i++) {
        client.send("GET /v1/models/none HTTP/1.1\r\nHost: x\r\n\r\n").readUntil("}}");
        client.send("HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n").readUntil("\r\n\r\n");
      }
    }
  }

  @Test
  void streamsToOldClientsToo() throws IOException {
    start(PATIENT);
    String body =
        "{\"model\":\"chat\",\"stream\":true,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
    try (RawClient client = new RawClient(server)) {
      String answer =
          client
              .send(RawClient.post(body.length()).replace("HTTP/1.1", "HTTP/1.0") + "\r\n" + body)
              .readAll();

      assertThat(answer).endsWith("data: [DONE]\n\n");
    }
  }

  @Test
  void finishesWhatIsUnderWayBeforeItCloses() throws Exception {
    fake.whenUser("slow").stream("a", "b", "c").pause(Duration.ofMillis(50));
    start(PATIENT, Duration.ofSeconds(10));
    String body =
        "{\"model\":\"chat\",\"stream\":true,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"slow\"}]}";
    try (RawClient client = new RawClient(server);
        RawClient kept = new RawClient(server)) {
      kept.send("HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n").readUntil("\r\n\r\n");
      client.send(RawClient.post(body.length()) + "\r\n" + body).readUntil("\"a\"");

      CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);

      assertThat(client.readUntil("[DONE]")).contains("\"c\"");
      closing.get(10, TimeUnit.SECONDS);
      server.close(); // Once more, for nothing.
      assertThatThrownBy(() -> new RawClient(server).close()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void refusesNewRequestsWhileItDrains() throws Exception {
    start(PATIENT, Duration.ofSeconds(10));
    try (RawClient client = new RawClient(server);
        RawClient kept = new RawClient(server)) {
      client.ask("a", true).readUntil("Hello");
      kept.send("HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n").readUntil("\r\n\r\n");
      CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
      Eventually.assertThat(() -> server.isDraining(), "the drain has begun");

      String answer = kept.ask("b", false).readAll();

      assertThat(answer)
          .startsWith("HTTP/1.1 503 ")
          .contains("server_shutting_down")
          .containsIgnoringCase("\r\nConnection: close\r\n");
      client.reset();
      closing.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void cancelsWhatTheDrainDidNotWaitFor() throws Exception {
    start(PATIENT, SHORT);
    try (RawClient stream = new RawClient(server);
        RawClient whole = new RawClient(server);
        RawClient waiting = new RawClient(server)) {
      stream.ask("a", true).readUntil("Hello");
      whole.ask("b", false);
      waiting.ask("silent", true);
      Eventually.assertThat(() -> held.open.get() == 3, "all are under way");

      server.close();

      assertThat(held.open).hasValue(0);
      assertThat(stream.readAll()).contains("\"code\":\"cancelled\"").doesNotContain("[DONE]");
      assertThat(whole.readAll()).startsWith("HTTP/1.1 503 ");
      assertThat(waiting.readAll()).startsWith("HTTP/1.1 503 ");
    }
  }

  @Test
  void saysWhatIsWrongWithWhereToListen() {
    start(PATIENT);

    GatewayServer.Builder taken = GatewayServer.builder(gateway).port(server.port());
    assertThatThrownBy(taken::start)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("cannot listen on 127.0.0.1:" + server.port());
    assertThatThrownBy(() -> GatewayServer.builder(gateway).port(70_000))
        .hasMessage("port is 70000; allowed: 0 to 65535");
    assertThatThrownBy(() -> PATIENT.withRequests(0)).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> PATIENT.withWrite(Duration.ZERO)).isInstanceOf(ConfigException.class);
  }
}
