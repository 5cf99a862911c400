package dev.gatewaysdk.server;

import static dev.gatewaysdk.server.Surface.at;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.audio.AudioFile;
import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.provider.openai.OpenAiProvider;
import dev.gatewaysdk.secret.Secret;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What OpenAI is sure to refuse is refused before it is sent, in Java as over HTTP. */
class BadOperationsTest {
  private static final String TYPES =
      "[flac, m4a, mp3, mp4, mpeg, mpga, oga, ogg, wav, webm]; convert it, or give it the name that"
          + " fits";

  private final MockWebServer server = NoDelayServer.create();
  private GatewayClient gateway;

  /** Asks in Java. */
  private interface Asking {
    Object ask(GatewayClient gateway);
  }

  @BeforeEach
  void start() throws IOException {
    server.start();
    gateway =
        GatewayClient.builder()
            .provider(
                "openai",
                OpenAiProvider.builder()
                    .apiKey(Secret.of("sk-1"))
                    .baseUrl(server.url("/v1").toString())
                    .build())
            .endpoint(Endpoint.builder("all").target("openai", "m").build())
            .build();
  }

  @AfterEach
  void stop() {
    gateway.close();
    server.close();
  }

  static Stream<Arguments> mistakes() {
    String base64 = "data:image/png;base64,iV?O";
    List<String> many = Collections.nCopies(2049, "a");
    return Stream.of(
        form("notes.txt", "text/plain", new byte[1], "its name does not end in a type", TYPES),
        form("talk.amr", "audio/amr", new byte[1], "is of type audio/amr", TYPES),
        form("talk.mp3", "audio/mpeg", new byte[0], "must not be empty"),
        form(
            "talk.mp3",
            "audio/mpeg",
            new byte[(25 << 20) + 1],
            "has 26214401 bytes, but OpenAI takes at most 25 MB (26214400): compress or split it"),
        json(
            gateway -> gateway.moderate(ModerationRequest.builder("all").image(base64).build()),
            "/moderations",
            "\"input\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + base64 + "\"}}]",
            "input",
            "is not base64: another character is at position 24"),
        json(
            gateway -> gateway.embed(EmbeddingRequest.builder("all").build()),
            "/embeddings",
            "\"input\":[]",
            "input",
            "must not be empty"),
        json(
            gateway -> gateway.embed(EmbeddingRequest.builder("all").input("a").input("").build()),
            "/embeddings",
            "\"input\":[\"a\",\"\"]",
            "input[1]",
            "must not be empty: leave it out"),
        json(
            gateway -> gateway.embed(EmbeddingRequest.builder("all").inputs(many).build()),
            "/embeddings",
            "\"input\":[\"" + String.join("\",\"", many) + "\"]",
            "input",
            "has 2049 inputs, but OpenAI takes at most 2048 at once: send them in several requests"),
        json(
            gateway -> gateway.speak(SpeechRequest.builder("all", "Hi").voice("aloy").build()),
            "/audio/speech",
            "\"input\":\"Hi\",\"voice\":\"aloy\"",
            "voice",
            "OpenAI has no voice 'aloy'; did you mean 'alloy'?"),
        json(
            gateway -> gateway.speak(SpeechRequest.builder("all", "Hi").build()),
            "/audio/speech",
            "\"input\":\"Hi\"",
            "voice",
            "is missing, and OpenAI has no default; it has [alloy, "),
        json(
            gateway -> gateway.speak(SpeechRequest.builder("all", "x".repeat(4097)).build()),
            "/audio/speech",
            "\"input\":\"" + "x".repeat(4097) + "\"",
            "input",
            "has 4097 characters, but OpenAI speaks at most 4096 at once: split it"));
  }

  private static Arguments json(
      Asking java, String path, String fields, String parameter, String... says) {
    byte[] body = ("{\"model\":\"all\"," + fields + "}").getBytes(UTF_8);
    ServerRequest http = Surface.request("POST", "/v1" + path, body);
    return arguments(says[0], java, http, parameter, says);
  }

  private static Arguments form(String name, String type, byte[] content, String... says) {
    String head =
        "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nall\r\n--b\r\n"
            + "Content-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
            + "Content-Type: %s\r\n\r\n";
    byte[] body =
        (head.formatted(name, type) + new String(content, ISO_8859_1) + "\r\n--b--\r\n")
            .getBytes(ISO_8859_1);
    ServerRequest http =
        Surface.request(
            "POST",
            "/v1/audio/transcriptions",
            body,
            "Content-Type",
            "multipart/form-data; boundary=b");
    Asking java =
        gateway -> {
          AudioFile file =
              type.startsWith("audio/")
                  ? AudioFile.of(content, name, type)
                  : AudioFile.of(content, name);
          return gateway.transcribe(TranscriptionRequest.builder("all", file).build());
        };
    return arguments(says[0], java, http, "file", says);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void areRefusedBeforeTheyAreSent(
      String name, Asking java, ServerRequest http, String parameter, String[] says) {
    InvalidRequestException e =
        catchThrowableOfType(InvalidRequestException.class, () -> java.ask(gateway));
    ServerReply reply = GatewayHttp.builder(gateway).build().handle(http);

    assertThat(e).isNotNull();
    assertThat(e.parameter()).isEqualTo(parameter);
    assertThat(e.getMessage()).startsWith(parameter + ": ").contains(says);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(at(reply, "error.param")).isEqualTo(parameter);
    assertThat((String) at(reply, "error.message")).startsWith(parameter + ": ").contains(says);
    assertThat(server.getRequestCount()).isZero();
  }
}
