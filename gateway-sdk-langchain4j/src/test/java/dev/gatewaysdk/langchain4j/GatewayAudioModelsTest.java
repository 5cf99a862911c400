package dev.gatewaysdk.langchain4j;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.testing.FakeProvider;
import dev.gatewaysdk.testing.RecordingUsageSink;
import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.audio.AudioTranscriptionRequest;
import dev.langchain4j.model.audio.TextToSpeechRequest;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayAudioModelsTest {
  private final FakeProvider fake = new FakeProvider();
  private final RecordingUsageSink records = new RecordingUsageSink();
  private final GatewayClient gateway =
      GatewayClient.builder()
          .provider("fake", fake)
          .endpoint(Endpoint.builder("e").target("fake", "ears").build())
          .usageSink(records)
          .build();
  private final GatewayAudioTranscriptionModel ears =
      GatewayAudioTranscriptionModel.builder(gateway, "e").build();
  private final GatewayTextToSpeechModel voice =
      GatewayTextToSpeechModel.builder(gateway, "e").build();

  @AfterEach
  void close() {
    gateway.close();
  }

  private TranscriptionRequest heard() {
    return (TranscriptionRequest) fake.otherRequests().get(0);
  }

  @Test
  void writesDownWhatIsSaid() {
    GatewayAudioTranscriptionModel anns =
        GatewayAudioTranscriptionModel.builder(gateway, "e")
            .caller(Caller.user("ann"))
            .requests(request -> request.format(TranscriptionRequest.Format.JSON).language("fr"))
            .build();

    var answer =
        anns.transcribe(
            AudioTranscriptionRequest.builder(
                    Audio.builder().binaryData(new byte[] {1}).mimeType("audio/mpeg").build())
                .prompt("Names: Ann")
                .language("en")
                .temperature(0.2)
                .build());

    assertThat(answer.text()).isEqualTo("Hello there.");
    assertThat(heard().file().name()).isEqualTo("audio.mp3");
    assertThat(heard().file().mediaType()).isEqualTo("audio/mpeg");
    assertThat(heard().prompt()).isEqualTo("Names: Ann");
    assertThat(heard().language()).as("the request goes before the builder").isEqualTo("en");
    assertThat(heard().temperature()).isEqualTo(0.2);
    assertThat(heard().format()).isEqualTo(TranscriptionRequest.Format.JSON);
    assertThat(records.records())
        .extracting(record -> record.caller().user())
        .containsExactly("ann");
  }

  @Test
  void takesBase64() {
    ears.transcribeToText(Audio.builder().base64Data("AQID").mimeType("audio/wav").build());

    assertThat(heard().file().bytes()).containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @CsvSource({
    "'RIFF____WAVE', wav",
    "'OggS', ogg",
    "'fLaC', flac",
    "'____ftypM4A', m4a",
    "'\u001aE\u00df\u00a3', webm",
    "'ID3', mp3",
    "'\u00ff\u00fb', mp3"
  })
  void findsOutTheTypeByTheFirstBytes(String begin, String extension) {
    ears.transcribeToText(
        Audio.builder().binaryData((begin + "________").getBytes(ISO_8859_1)).build());

    assertThat(heard().file().name()).isEqualTo("audio." + extension);
  }

  @Test
  void refusesWhatItCannotSend() {
    Audio linked = Audio.builder().url("https://host.example/a.mp3").build();
    Audio untyped = Audio.builder().binaryData(new byte[] {1, 2, 3}).build();
    Audio broken = Audio.builder().base64Data("***").mimeType("audio/wav").build();
    Audio text =
        Audio.builder()
            .base64Data(Base64.getEncoder().encodeToString(new byte[] {1}))
            .mimeType("text/plain")
            .build();

    assertThatExceptionOfType(UnsupportedFeatureException.class)
        .isThrownBy(() -> ears.transcribeToText(linked))
        .withMessageContaining("by value");
    for (Audio audio : new Audio[] {untyped, broken, text}) {
      assertThatExceptionOfType(InvalidRequestException.class)
          .isThrownBy(() -> ears.transcribeToText(audio));
    }
    assertThat(fake.otherRequests()).isEmpty();
  }

  @Test
  void saysATextInTheVoiceThatIsAskedFor() {
    GatewayTextToSpeechModel wav =
        GatewayTextToSpeechModel.builder(gateway, "e")
            .caller(Caller.user("ann"))
            .requests(request -> request.format(SpeechRequest.Format.WAV).voice("alloy"))
            .build();

    Audio audio = wav.synthesize("Hello").audio();
    wav.synthesize(TextToSpeechRequest.builder("Hello").voice("echo").build());

    assertThat(audio.binaryData()).isNotEmpty();
    assertThat(audio.mimeType()).isEqualTo("audio/wav");
    assertThat(fake.otherRequests()).extracting("voice").containsExactly("alloy", "echo");
    assertThat(fake.otherRequests()).extracting("input").containsOnly("Hello");
    assertThat(records.records()).extracting(record -> record.caller().user()).containsOnly("ann");
  }

  @Test
  void failsAsLangChain4jDoes() {
    fake.without(Operation.SPEECH);

    assertThatExceptionOfType(UnsupportedFeatureException.class)
        .isThrownBy(() -> voice.synthesize("Hello"));
  }
}
