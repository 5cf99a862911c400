package dev.gatewaysdk.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.LambdaProvider;
import dev.gatewaysdk.audio.AudioChunk;
import dev.gatewaysdk.audio.SpeechStarted;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.StreamTruncatedException;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound has no word for an error: what breaks off must not look like an end. */
class BrokenSpeechTest {
  private static final String BODY = "{\"model\":\"@p/m\",\"input\":\"x\"}";

  private static GatewayClient gateway(RuntimeException failure) {
    return GatewayClient.builder()
        .provider(
            "p",
            LambdaProvider.of(
                new SpeechStarted("audio/wav"), new AudioChunk("RIFF".getBytes(US_ASCII)), failure))
        .build();
  }

  private static RuntimeException failure(boolean foreseen) {
    return foreseen
        ? ProviderException.builder(FailureKind.UNAVAILABLE, "gone").build()
        : new IllegalStateException("inner secret");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void breaksTheConnectionOff(boolean foreseen) throws IOException {
    try (ExpectedErrors errors = new ExpectedErrors();
        GatewayClient gateway = gateway(failure(foreseen));
        GatewayServer server = GatewayServer.builder(gateway).port(0).start();
        RawClient client = new RawClient(server)) {
      client.send(
          "POST /v1/audio/speech HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + "Content-Length: "
              + BODY.length()
              + "\r\n\r\n"
              + BODY);

      String read = client.readAll();

      assertThat(read).contains("200 OK").contains("audio/wav").contains("4\r\nRIFF\r\n");
      assertThat(read).doesNotContain("\r\n0\r\n").doesNotContain("keep-alive");
      if (foreseen) {
        errors.requireNone();
      } else {
        errors.requireOne("inner secret");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void throwsWithoutASocket(boolean foreseen) {
    try (ExpectedErrors errors = new ExpectedErrors();
        GatewayClient gateway = gateway(failure(foreseen))) {
      ServerReply reply =
          GatewayHttp.builder(gateway)
              .build()
              .handle(Surface.request("POST", "/v1/audio/speech", BODY.getBytes(US_ASCII)));

      assertThat(reply.headers()).containsEntry("Content-Type", "audio/wav");
      assertThatThrownBy(reply::text)
          .isInstanceOf(foreseen ? StreamTruncatedException.class : IllegalStateException.class);
      if (foreseen) {
        errors.requireNone();
      } else {
        errors.requireOne("inner secret");
      }
    }
  }
}
