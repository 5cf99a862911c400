package dev.gatewaysdk.provider.mistral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.audio.AudioFile;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Attempts;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.secret.Secret;
import java.io.IOException;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;

class MistralProviderTest {
  @Test
  void isWhereItIsUnlessTold() {
    try (MistralProvider provider =
        MistralProvider.builder().apiKeys(List.of(Secret.of("a"), Secret.of("b"))).build()) {
      assertThat(provider)
          .hasToString("MistralProvider(https://api.mistral.ai/v1/chat/completions)");
      assertThat(provider.type()).isEqualTo("mistral");
      assertThat(provider.supports(Operation.CHAT)).isTrue();
      assertThat(provider.credentials()).isEqualTo(2);
    }
  }

  @Test
  void needsAKey() {
    assertThatThrownBy(MistralProvider.builder()::build)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("MISTRAL_API_KEY");
  }

  private static final AudioFile TALK = AudioFile.of(new byte[] {1}, "a.mp3");

  private static MistralProvider at(MockWebServer server) {
    return MistralProvider.builder()
        .apiKey(Secret.of("a-mistral-key"))
        .baseUrl(server.url("/v1").toString())
        .build();
  }

  private static String sent(Attempt attempt) throws IOException, InterruptedException {
    try (MockWebServer server = NoDelayServer.create()) {
      server.start();
      server.enqueue(new MockResponse.Builder().code(400).build());
      try (MistralProvider provider = at(server)) {
        assertThatThrownBy(() -> provider.open(attempt).close())
            .isInstanceOf(ProviderException.class);
      }
      return server.takeRequest().getBody().utf8();
    }
  }

  private static Attempt attempt(OperationRequest request) {
    return Attempts.of(request, false, "mistral", "voxtral");
  }

  @Test
  void asksForATranscriptInItsOwnFields() throws Exception {
    Attempt attempt =
        attempt(
            TranscriptionRequest.builder("e", TALK)
                .prompt("Ruby")
                .format(TranscriptionRequest.Format.VERBOSE_JSON)
                .build());

    assertThat(sent(attempt))
        .contains("name=\"timestamp_granularities\"\r\n\r\nsegment")
        .doesNotContain("response_format", "prompt");
    assertThat(attempt.trail().adjustments())
        .extracting(Adjustment::subject)
        .containsExactly("prompt");
  }

  @Test
  void leavesSubtitlesAndPicturesToJudgeToOtherTargets() {
    OperationRequest subtitles =
        TranscriptionRequest.builder("e", TALK).format(TranscriptionRequest.Format.SRT).build();
    OperationRequest picture = ModerationRequest.builder("e").image("https://a/b.png").build();
    try (MistralProvider provider =
        MistralProvider.builder().apiKey(Secret.of("a-mistral-key")).build()) {
      for (OperationRequest request : List.of(subtitles, picture)) {
        assertThatThrownBy(() -> provider.open(attempt(request)))
            .isInstanceOf(UnsupportedRequestException.class);
      }
    }
  }
}
