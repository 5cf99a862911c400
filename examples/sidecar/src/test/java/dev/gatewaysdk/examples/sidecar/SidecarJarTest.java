package dev.gatewaysdk.examples.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.examples.standin.OpenAiStandIn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("jar")
class SidecarJarTest {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path directory;
  private OpenAiStandIn openAi;

  @BeforeEach
  void start() throws IOException {
    openAi = new OpenAiStandIn();
  }

  @AfterEach
  void stop() {
    openAi.close();
  }

  private Path configuration(String more) throws IOException {
    String yaml =
        """
        providers:
          openai: {type: openai, api-key: "${OPENAI_API_KEY}", base-url: "%s/v1"}
        endpoints:
          assistant: {targets: [{provider: openai, model: gpt-4o}]}
        usage: {jsonl: usage.jsonl}
        """
            .formatted(openAi.address());
    return Files.writeString(directory.resolve("gateway.yaml"), yaml + more);
  }

  private static SidecarProcess sidecar(Path configuration) throws IOException {
    return sidecar("--config", configuration.toString(), "--port", "0");
  }

  private static SidecarProcess sidecar(String... args) throws IOException {
    return SidecarProcess.start(Map.of("OPENAI_API_KEY", OpenAiStandIn.KEY), args);
  }

  private static String sha256(String key) throws NoSuchAlgorithmException {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static HttpRequest.Builder ask(String url, String prompt, boolean streamed) {
    String body =
        "{\"model\":\"assistant\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
            .formatted(streamed, prompt);
    return HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void answersAndStreamsOnceItIsReady() throws IOException, InterruptedException {
    try (SidecarProcess sidecar = sidecar(configuration(""))) {
      String url = sidecar.awaitReady();

      assertThat(url).matches("http://127\\.0\\.0\\.1:[1-9]\\d*");
      assertThat(send(HttpRequest.newBuilder(URI.create(url + "/healthz"))).statusCode())
          .isEqualTo(200);
      assertThat(send(HttpRequest.newBuilder(URI.create(url + "/v1/models"))).body())
          .contains("\"assistant\"");
      HttpResponse<String> answer = send(ask(url, "hello there", false));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"Grüezi 👋\"");
      HttpResponse<String> stream = send(ask(url, "hello there", true));
      assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");
      assertThat(stream.body()).contains("\"Gr\"", "\"üezi\"").endsWith("data: [DONE]\n\n");

      sidecar.terminate();

      assertThat(sidecar.awaitExit()).isZero();
      assertThat(sidecar.output()).isEmpty();
      assertThat(sidecar.errors()).contains("gateway ready", "stopped").doesNotContain("Exception");
      assertThat(Files.readAllLines(directory.resolve("usage.jsonl")))
          .filteredOn(line -> line.contains("\"operation\":\"chat\""))
          .hasSize(2);
    }
  }

  @Test
  void asksForOneOfTheKeys() throws Exception {
    String keys = "keys: [{sha256: \"%s\", user: ann}]\n".formatted(sha256("sk-ann"));
    try (SidecarProcess sidecar = sidecar(configuration(keys))) {
      String url = sidecar.awaitReady();

      HttpResponse<String> refused = send(ask(url, "hello there", false));
      HttpResponse<String> answer =
          send(ask(url, "hello there", false).header("Authorization", "Bearer sk-ann"));

      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body()).contains("\"code\":\"invalid_api_key\"");
      assertThat(answer.statusCode()).isEqualTo(200);
      sidecar.terminate();
      sidecar.awaitExit();
      assertThat(sidecar.errors()).doesNotContain("sk-ann", OpenAiStandIn.KEY);
      assertThat(Files.readString(directory.resolve("usage.jsonl"))).contains("\"ann\"");
    }
  }

  @Test
  void letsARunningStreamEndBeforeItStops() throws IOException, InterruptedException {
    try (SidecarProcess sidecar = sidecar(configuration(""))) {
      String url = sidecar.awaitReady();
      InputStream stream =
          http.send(ask(url, "hold it", true).build(), BodyHandlers.ofInputStream()).body();
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      String line = lines.readLine();
      while (!line.contains("First, ")) {
        line = lines.readLine();
      }

      sidecar.terminate();
      awaitRefusal(url);
      openAi.release();

      assertThat(lines.lines().collect(Collectors.joining("\n")))
          .contains("last.", "\"finish_reason\":\"stop\"")
          .contains("data: [DONE]");
      assertThat(sidecar.awaitExit()).isZero();
      assertThat(Files.readString(directory.resolve("usage.jsonl"))).contains("\"success\"");
    }
  }

  /** Waits until the sidecar takes no more calls. */
  private void awaitRefusal(String url) throws IOException, InterruptedException {
    int status;
    do {
      status = send(HttpRequest.newBuilder(URI.create(url + "/healthz"))).statusCode();
    } while (status == 200);
    assertThat(status).isEqualTo(503);
  }

  @Test
  void saysWhatIsWrongWithTheCommandLine() throws IOException, InterruptedException {
    try (SidecarProcess sidecar = sidecar("--config", "gateway.yaml", "--prot=1")) {
      assertThat(sidecar.awaitExit()).isEqualTo(2);
      assertThat(sidecar.output()).isEmpty();
      assertThat(sidecar.errors()).startsWith("unknown argument: --prot\n").contains("usage: java");
    }
  }

  @Test
  void saysEverythingThatIsWrongWithTheConfiguration() throws IOException, InterruptedException {
    Path wrong =
        Files.writeString(
            directory.resolve("wrong.yaml"),
            """
            providers:
              openai: {type: openia, api-key: "${OPENAI_API_KEY}"}
            endpoints:
              assistant: {targets: [{provider: openai, model: gpt-4o, wieght: 3}]}
            """);
    try (SidecarProcess sidecar = sidecar("--config", wrong.toString())) {
      assertThat(sidecar.awaitExit()).isEqualTo(2);
      assertThat(sidecar.output()).isEmpty();
      assertThat(sidecar.errors())
          .contains("2 problems:", "openia", "wieght", "wrong.yaml:2", "wrong.yaml:4")
          .doesNotContain("\tat ", "Exception", OpenAiStandIn.KEY);
    }
  }

  @Test
  void saysThatTheConfigurationIsNotThere() throws IOException, InterruptedException {
    try (SidecarProcess sidecar = sidecar("--config=no-such.yaml")) {
      assertThat(sidecar.awaitExit()).isEqualTo(2);
      assertThat(sidecar.errors()).contains("no-such.yaml").doesNotContain("\tat ");
    }
  }

  @Test
  void saysThatThePortIsTaken() throws IOException, InterruptedException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SidecarProcess sidecar =
            sidecar("--config", configuration("").toString(), "--port=" + taken.getLocalPort())) {
      assertThat(sidecar.awaitExit()).isEqualTo(1);
      assertThat(sidecar.output()).isEmpty();
      assertThat(sidecar.errors())
          .contains("127.0.0.1:" + taken.getLocalPort())
          .doesNotContain("\tat ");
    }
  }

  @Test
  void printsItsUsageAndVersion() throws IOException, InterruptedException {
    try (SidecarProcess help = sidecar("--help");
        SidecarProcess version = sidecar("--version")) {
      assertThat(help.awaitExit()).isZero();
      assertThat(help.output()).contains("--config FILE", "--port N", "--host H");
      assertThat(version.awaitExit()).isZero();
      assertThat(version.output()).matches("gateway-sidecar \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway.yaml", "local.yaml"})
  void runsTheExamples(String example) throws IOException {
    try (SidecarProcess sidecar =
        SidecarProcess.start(
            Map.of("OPENAI_API_KEY", "sk-1", "ANTHROPIC_API_KEY", "sk-2"),
            "--config",
            example,
            "--port=0")) {
      assertThat(sidecar.awaitReady()).startsWith("http://");
    }
  }
}
