package dev.gatewaysdk.provider.openaiwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.audio.AudioChunk;
import dev.gatewaysdk.audio.AudioFile;
import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.SpeechStarted;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.catalog.ListedModel;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.conformance.CannedHttp;
import dev.gatewaysdk.conformance.Recording;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.image.GeneratedImage;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.provider.Attempts;
import dev.gatewaysdk.provider.http.BytesReader;
import dev.gatewaysdk.provider.http.ReplyReader;
import dev.gatewaysdk.provider.openaicompatible.OpenAiCompatibleProvider;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okio.ByteString;
import org.junit.jupiter.api.Test;

/** Answers that hosts of OpenAI's wire write in ways of their own. */
class OddAnswersOfOtherOperationsTest {
  private static final AudioFile TALK = AudioFile.of(new byte[] {1}, "a.mp3");

  private static List<ReplyEvent> whole(ReplyReader reader, String json) throws IOException {
    List<ReplyEvent> events = new ArrayList<>();
    reader.whole(JsonBody.reader(json), events::add);
    return events;
  }

  private static List<ReplyEvent> bytes(ReplyReader reader, String type, String body) {
    List<ReplyEvent> events = new ArrayList<>();
    BytesReader bytes = reader.bytes(type);
    assertThat(bytes).isNotNull();
    bytes.chunk(body.getBytes(StandardCharsets.UTF_8), events::add);
    bytes.end(events::add);
    return events;
  }

  private static OpenAiTranscriptionReader transcript(TranscriptionRequest.Format format) {
    TranscriptionRequest.Builder request = TranscriptionRequest.builder("m", TALK);
    return new OpenAiTranscriptionReader(
        new CallTrail(), format == null ? request.build() : request.format(format).build());
  }

  @Test
  void readAPictureThatIsADataUrl() throws IOException {
    List<ReplyEvent> events =
        whole(
            new OpenAiImageReader(new CallTrail()),
            "{\"data\":[{\"b64_json\":\"data:image/png;base64,iVBORw==\"}]}");

    assertThat(events).hasSize(1);
    assertThat(((GeneratedImage) events.get(0)).mediaType()).isEqualTo("image/png");
  }

  @Test
  void readAListOfModelsThatHasNothingAround() {
    CannedHttp http = new CannedHttp();
    ByteString list = ByteString.encodeUtf8("[{\"id\":\"a\",\"type\":\"chat\"},{\"id\":\"b\"}]");
    http.answer(
        new Recording("own", "models", "models", 200, Map.of(), list, Map.of()), List.of(list));

    try (OpenAiCompatibleProvider provider =
            OpenAiCompatibleProvider.builder("https://api.together.xyz/v1")
                .http(http.options())
                .build();
        var reply =
            provider.open(Attempts.of(ListModelsRequest.of("together"), false, "together", "*"))) {
      assertThat(reply.next()).isEqualTo(new ListedModel("a", null, null));
      assertThat(reply.next()).isEqualTo(new ListedModel("b", null, null));
      assertThat(reply.next()).isNull();
    }
  }

  @Test
  void readATranscriptThatIsTextUnasked() {
    assertThat(bytes(transcript(null), "text/plain; charset=utf-8", "Grüezi."))
        .containsExactly(new ChatEvent.TextDelta(0, "Grüezi."));
  }

  @Test
  void readATranscriptInJsonThatSaysItIsText() {
    assertThat(bytes(transcript(null), "text/plain", "{\"text\":\"Hello\"}"))
        .containsExactly(new ChatEvent.TextDelta(0, "Hello"));
    assertThat(bytes(transcript(TranscriptionRequest.Format.TEXT), "text/plain", "{curly}"))
        .containsExactly(new ChatEvent.TextDelta(0, "{curly}"));
    assertThatThrownBy(() -> bytes(transcript(null), "text/plain", "{\"text\":"))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY));
  }

  @Test
  void takeNoPageForATranscript() {
    assertThat(transcript(null).bytes("text/html")).isNull();
    assertThat(transcript(null).bytes(null)).isNull();
    assertThat(transcript(TranscriptionRequest.Format.SRT).bytes("application/json")).isNull();
  }

  @Test
  void sayWhatSoundIsWhereTheHostDoesNot() {
    SpeechRequest request =
        SpeechRequest.builder("m", "Hello").format(SpeechRequest.Format.WAV).build();

    assertThat(bytes(speech(request), "application/octet-stream", "abc"))
        .startsWith(new SpeechStarted("audio/wav"))
        .endsWith(new AudioChunk("abc".getBytes(StandardCharsets.UTF_8)));
    assertThat(bytes(speech(request), "audio/mpeg; rate=24000", "abc"))
        .startsWith(new SpeechStarted("audio/mpeg"));
    assertThat(speech(request).bytes("text/html")).isNull();
    assertThat(bytes(speech(request), ";", "abc")).startsWith(new SpeechStarted("audio/wav"));
  }

  private static OpenAiSpeechReader speech(SpeechRequest request) {
    return new OpenAiSpeechReader(new CallTrail(), request);
  }

  @Test
  void callSoundMalformedThatIsNone() {
    OpenAiSpeechReader reader = speech(SpeechRequest.builder("m", "Hello").build());

    assertThatThrownBy(() -> reader.bytes("audio/mpeg").end(event -> {}))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("no body");
  }
}
