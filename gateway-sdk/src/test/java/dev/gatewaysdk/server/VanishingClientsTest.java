package dev.gatewaysdk.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.proof.Proof;
import dev.gatewaysdk.proof.Stalls;
import dev.gatewaysdk.time.GatewayClock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that are slow or vanish leave nothing behind. */
@Timeout(120)
class VanishingClientsTest {
  private static final int AT_A_TIME = 100;

  private final HeldProvider held = new HeldProvider(null);
  private final HeldProvider endless = new HeldProvider("x".repeat(10_000));
  private GatewayClient gateway;
  private GatewayServer server;

  @BeforeEach
  void start() {
    gateway =
        GatewayClient.builder()
            .provider("held", held)
            .provider("endless", endless)
            .endpoint(Endpoint.builder("held").target("held", "m").build())
            .endpoint(Endpoint.builder("endless").target("endless", "m").build())
            .build();
  }

  /**
   * @param patience for headers, bodies and writing
   */
  private void listen(Duration patience) {
    ServerLimits limits =
        new ServerLimits(2 * AT_A_TIME, patience, patience, patience, Duration.ofMillis(300));
    server =
        GatewayServer.builder(gateway).port(0).limits(limits).drain(Duration.ofSeconds(1)).start();
  }

  @AfterEach
  void stop() {
    server.close();
    gateway.close();
  }

  private interface Client {
    void act(RawClient client, int number) throws IOException;
  }

  /** Five ways to be a bad client; each leaves its connection open on its own side. */
  private static final List<Client> BAD =
      List.of(
          (client, number) -> client.send("POST /v1/chat/comp"), // Slow headers.
          (client, number) -> client.send(RawClient.post(5000) + "\r\n{\"model\":"), // Slow body.
          (client, number) -> {
            String body =
                "{\"model\":\"endless\",\"stream\":true,\"messages\":"
                    + "[{\"role\":\"user\",\"content\":\"%d\"}]}";
            String named = body.formatted(number);
            client.send(RawClient.post(named.length()) + "\r\n" + named); // Reads nothing of it.
          },
          (client, number) -> {
            client.ask("reset-" + number, true).readUntil("Hello");
            client.reset();
          },
          (client, number) -> {
            client.ask("gone-" + number, true);
            client.close(); // Before the answer.
          });

  @Test
  void leaveNoThreadAndNoConnectionBehind() throws Exception {
    listen(Duration.ofMillis(300));
    long sockets = sockets();
    List<RawClient> clients = new ArrayList<>();

    for (int i = 0; i < Proof.count(100, 1000); i++) {
      RawClient client = new RawClient(server);
      clients.add(client);
      try {
        BAD.get(i % BAD.size()).act(client, i);
      } catch (IOException e) {
        // The server may have been quicker to hang up.
      }
      if (clients.size() % AT_A_TIME == 0) {
        settle();
      }
    }
    settle();
    for (RawClient client : clients) {
      client.close();
    }

    if (sockets >= 0) {
      Eventually.assertThat(() -> sockets() <= sockets, "no socket is left");
    }
    server.close();
    Eventually.assertThat(() -> threads() == 0, "no thread is left");
    assertThat(held.opened.get() + endless.opened.get()).isPositive();
  }

  /** While the clients keep their side open. */
  private void settle() {
    Eventually.assertThat(() -> server.requests() == 0, "no request is under way");
    Eventually.assertThat(
        () -> held.open.get() + endless.open.get() == 0, "no provider is still asked");
  }

  @Test
  void areSeenByTheProviderWithinASecond() throws Exception {
    listen(Duration.ofSeconds(10));
    int count = Proof.count(100, 1000);
    Map<String, Long> hungUp = new HashMap<>();
    Stalls stalls = new Stalls();
    for (int from = 0; from < count; from += AT_A_TIME) {
      List<RawClient> clients = new ArrayList<>();
      for (int i = from; i < from + AT_A_TIME; i++) {
        clients.add(new RawClient(server).ask("stream-" + i, true));
      }
      for (RawClient client : clients) {
        client.readUntil("Hello");
      }
      for (int i = 0; i < AT_A_TIME; i++) {
        hungUp.put("stream-" + (from + i), GatewayClock.system().nanoTime());
        clients.get(i).close();
      }
      Eventually.assertThat(() -> held.open.get() == 0, "every stream was stopped");
    }

    stalls.close();
    assertThat(hungUp).hasSize(count);
    hungUp.forEach(
        (name, nanos) ->
            assertThat(stalls.nanosBetween(nanos, held.closedNanos.get(name)))
                .as(name)
                .isLessThan(TimeUnit.SECONDS.toNanos(1)));
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("gateway-http"))
            .count()
        + Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("gateway-stream"))
            .count();
  }

  /** How many sockets this process has open; -1 where that cannot be seen. */
  private static long sockets() {
    File[] open = new File("/proc/self/fd").listFiles();
    if (open == null) {
      return -1;
    }
    long sockets = 0;
    for (File file : open) {
      try {
        if (Files.readSymbolicLink(Path.of(file.getPath())).toString().startsWith("socket:")) {
          sockets++;
        }
      } catch (IOException e) {
        // Closed since it was listed.
      }
    }
    return sockets;
  }
}
