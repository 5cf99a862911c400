package dev.gatewaysdk.provider.openaiwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonDataException;
import dev.gatewaysdk.audio.AudioChunk;
import dev.gatewaysdk.audio.AudioFile;
import dev.gatewaysdk.audio.RecordingDescribed;
import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.SpeechStarted;
import dev.gatewaysdk.audio.SpokenWord;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.catalog.ListedModel;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.conformance.CannedHttp;
import dev.gatewaysdk.conformance.Recording;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.embedding.EmbeddingVector;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.image.GeneratedImage;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.provider.Attempts;
import dev.gatewaysdk.provider.http.BytesReader;
import dev.gatewaysdk.provider.http.ReplyReader;
import dev.gatewaysdk.provider.openaicompatible.OpenAiCompatibleProvider;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.rerank.RankedDocument;
import dev.gatewaysdk.rerank.RerankRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  @Test
  void readPicturesThatHaveOnlyAnAddress() throws IOException {
    OpenAiImageReader images = new OpenAiImageReader(new CallTrail());

    assertThat(whole(images, "{\"images\":[{\"url\":\"https://a/1\"}]}"))
        .containsExactly(GeneratedImage.ofUrl(0, "https://a/1", null));
    assertThat(whole(new OpenAiImageReader(new CallTrail()), "{\"data\":[\"https://a/1\"]}"))
        .containsExactly(GeneratedImage.ofUrl(0, "https://a/1", null));
  }

  private static OpenAiSpeechReader speech() {
    return new OpenAiSpeechReader(new CallTrail(), SpeechRequest.builder("m", "Hi").build());
  }

  @Test
  void readSoundUnderManyNames() throws IOException {
    for (String json :
        List.of(
            "{\"audio_data\":\"AQI=\"}",
            "{\"audio\":\"AQI=\",\"model\":\"m\"}",
            "{\"audio\":{\"id\":\"a\",\"data\":\"AQI=\"}}",
            "{\"audioContent\":\"AQI=\"}",
            "{\"audio_base64\":\"AQI=\"}")) {
      assertThat(whole(speech(), json))
          .filteredOn(AudioChunk.class::isInstance)
          .containsExactly(new AudioChunk(new byte[] {1, 2}));
    }
    assertThat(whole(speech(), "{\"audio\":\"data:audio/wav;base64,AQI=\"}"))
        .containsExactly(new SpeechStarted("audio/wav"), new AudioChunk(new byte[] {1, 2}));
    assertThatThrownBy(() -> whole(speech(), "{\"audio\":\"data:audio/wav;base64,!\"}"))
        .isInstanceOf(JsonDataException.class);
  }

  @Test
  void readWordsThatAreCalledText() throws IOException {
    assertThat(
            whole(
                transcript(null),
                "{\"text\":\"Hi\",\"language_code\":\"en\",\"duration\":0.5,"
                    + "\"words\":[{\"text\":\"Hi\",\"start\":0,\"end\":0.5,\"speaker\":0}]}"))
        .contains(new SpokenWord("Hi", 0, 0.5), new RecordingDescribed("en", 0.5));
  }

  @Test
  void readRankingsWithNothingAround() throws IOException {
    RerankRequest request =
        RerankRequest.builder("m", "b").document("a").document("b").returnDocuments(true).build();
    OpenAiRerankReader reader = new OpenAiRerankReader(new CallTrail(), request);
    List<ReplyEvent> events = new ArrayList<>();
    reader.whole(
        JsonBody.reader("[{\"index\":1,\"score\":0.9,\"text\":\"b\"},{\"index\":0,\"score\":0.1}]"),
        events::add);

    assertThat(events)
        .containsExactly(new RankedDocument(1, 0.9, "b"), new RankedDocument(0, 0.1, null));
  }

  @Test
  void readModelsThatHaveNamesOnly() throws IOException {
    assertThat(
            whole(
                new OpenAiModelsReader(new CallTrail()),
                "{\"models\":[{\"name\":\"a\"},{\"id\":\"b\",\"name\":\"B\"}]}"))
        .containsExactly(new ListedModel("a", null, null), new ListedModel("b", null, null));
  }

  private static OpenAiEmbeddingReader embeddings(boolean inBytes) {
    WireFlavor flavor =
        inBytes
            ? new WireFlavor(WireFlavor.PERPLEXITY, "max_tokens", Set.of())
            : WireFlavor.COMPATIBLE;
    EmbeddingRequest request = EmbeddingRequest.builder("m").input("a").build();
    return new OpenAiEmbeddingReader(new CallTrail(), request, flavor);
  }

  @Test
  void readVectorsWithNothingAround() throws IOException {
    EmbeddingVector vector = new EmbeddingVector(0, new float[] {1, 2});

    assertThat(whole(embeddings(false), "{\"embeddings\":[[1,2]]}")).containsExactly(vector);
    assertThat(whole(embeddings(false), "[[1,2]]")).containsExactly(vector);
  }

  @Test
  void takeBytesForDimensionsWhereTheHostHasNoFloats() throws IOException {
    String answer = "{\"data\":[{\"embedding\":\"AQL//g==\"}]}";

    assertThat(whole(embeddings(true), answer))
        .containsExactly(new EmbeddingVector(0, new float[] {1, 2, -1, -2}));
    assertThat(((EmbeddingVector) whole(embeddings(false), answer).get(0)).values()).hasSize(1);
  }

  @Test
  void takeAStreamOfTextForWholeWhereAHostSendsNoDone() throws IOException {
    for (boolean may : new boolean[] {true, false}) {
      OpenAiCompletionReader reader = new OpenAiCompletionReader(new CallTrail(), may);
      List<ReplyEvent> events = new ArrayList<>();
      reader.event(
          JsonBody.reader(
              "{\"choices\":[{\"index\":null,\"text\":\"a\",\"finish_reason\":\"stop\",\"logprobs\":"
                  + "{\"tokens\":[null],\"text_offset\":[null],\"token_logprobs\":[-1]}}]}"),
          events::add);
      reader.endOfStream(events::add);

      assertThat(reader.ended()).isEqualTo(may);
      assertThat(events).contains(new ChatEvent.TextDelta(0, "a"));
    }
  }
}
