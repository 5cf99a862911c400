package dev.gatewaysdk.examples.openaiclients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.core.MultipartField;
import com.openai.core.RequestOptions;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.models.audio.AudioResponseFormat;
import com.openai.models.audio.speech.SpeechCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionStreamEvent;
import com.openai.models.audio.translations.TranslationCreateParams;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import com.openai.models.models.Model;
import com.openai.models.moderations.ModerationCreateParams;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The operations other than chat. */
@ExtendWith(Surface.Extension.class)
class OperationsTest {
  private static final String ENDPOINT = "with-openai";

  private final OpenAIClient client;

  OperationsTest(Surface surface) {
    this.client = Clients.of(surface);
  }

  private static CompletionCreateParams once() {
    return CompletionCreateParams.builder().model(ENDPOINT).prompt("Once").build();
  }

  @Test
  void completesATextWholeAndStreamed() {
    Completion whole = client.completions().create(once()).validate();
    assertThat(whole.choices().get(0).text()).isEqualTo("Once, and so on");
    assertThat(whole.usage().orElseThrow().totalTokens()).isEqualTo(5);

    // The client's check wants a reason to end in every chunk; OpenAI, too, gives it in the last.
    RequestOptions unchecked = RequestOptions.builder().responseValidation(false).build();
    StringBuilder text = new StringBuilder();
    try (StreamResponse<Completion> stream =
        client.completions().createStreaming(once(), unchecked)) {
      stream.stream()
          .forEach(chunk -> chunk.choices().forEach(choice -> text.append(choice.text())));
    }
    assertThat(text).hasToString("Once, and so on");
  }

  @Test
  void makesVectorsInEitherEncoding() {
    for (EmbeddingCreateParams.EncodingFormat encoding :
        List.of(
            EmbeddingCreateParams.EncodingFormat.FLOAT,
            EmbeddingCreateParams.EncodingFormat.BASE64)) {
      CreateEmbeddingResponse answer =
          client
              .embeddings()
              .create(
                  EmbeddingCreateParams.builder()
                      .model(ENDPOINT)
                      .inputOfArrayOfStrings(List.of("four", "eighteen"))
                      .encodingFormat(encoding)
                      .build());

      assertThat(answer.data()).hasSize(2);
      assertThat(answer.data().get(1).embedding()).containsExactly(8f, 0.5f, -0.25f);
      assertThat(answer.usage().promptTokens()).isEqualTo(3);
    }
  }

  @Test
  @SuppressWarnings("deprecation") // Clients still send the field.
  void paintsPictures() {
    ImagesResponse url =
        client
            .images()
            .generate(ImageGenerateParams.builder().model(ENDPOINT).prompt("a cat").build())
            .validate();
    assertThat(url.data().orElseThrow().get(0).url()).contains("https://example.com/5.png");
    assertThat(url.data().orElseThrow().get(0).revisedPrompt()).contains("a cat, in oil");

    ImagesResponse bytes =
        client
            .images()
            .generate(
                ImageGenerateParams.builder()
                    .model(ENDPOINT)
                    .prompt("a cat")
                    .responseFormat(ImageGenerateParams.ResponseFormat.B64_JSON)
                    .build());
    assertThat(bytes.data().orElseThrow().get(0).b64Json().orElseThrow()).startsWith("iVBOR");
  }

  @Test
  void speaks() throws IOException {
    SpeechCreateParams request =
        SpeechCreateParams.builder()
            .model(ENDPOINT)
            .voice("alloy")
            .input("Good morning")
            .responseFormat(SpeechCreateParams.ResponseFormat.FLAC)
            .build();
    try (HttpResponse speech = client.audio().speech().create(request)) {
      assertThat(speech.headers().values("content-type")).containsExactly("audio/flac");
      assertThat(new String(speech.body().readAllBytes(), UTF_8))
          .isEqualTo("alloy says: Good morning");
    }
  }

  @Test
  void saysThatAVoiceIsNotThere() {
    SpeechCreateParams request =
        SpeechCreateParams.builder().model(ENDPOINT).voice("nobody").input("x").build();

    assertThatThrownBy(() -> client.audio().speech().create(request))
        .isInstanceOfSatisfying(
            BadRequestException.class, e -> assertThat(e.param()).contains("voice"));
  }

  private static MultipartField<InputStream> talk() {
    return MultipartField.<InputStream>builder()
        .value(new ByteArrayInputStream("sound".getBytes(UTF_8)))
        .filename("talk.mp3")
        .build();
  }

  @Test
  void transcribes() {
    assertThat(
            client
                .audio()
                .transcriptions()
                .create(TranscriptionCreateParams.builder().model(ENDPOINT).file(talk()).build())
                .asTranscription()
                .text())
        .isEqualTo("transcriptions of talk.mp3:sound");
    assertThat(
            client
                .audio()
                .transcriptions()
                .create(
                    TranscriptionCreateParams.builder()
                        .model(ENDPOINT)
                        .file(talk())
                        .responseFormat(AudioResponseFormat.VERBOSE_JSON)
                        .addTimestampGranularity(
                            TranscriptionCreateParams.TimestampGranularity.WORD)
                        .build())
                .asVerbose()
                .duration())
        .isEqualTo(1.5);
  }

  @Test
  void streamsATranscript() {
    StringBuilder text = new StringBuilder();
    try (StreamResponse<TranscriptionStreamEvent> stream =
        client
            .audio()
            .transcriptions()
            .createStreaming(
                TranscriptionCreateParams.builder().model(ENDPOINT).file(talk()).build())) {
      stream.stream()
          .forEach(
              event -> {
                if (event.isTranscriptTextDelta()) {
                  text.append(event.asTranscriptTextDelta().delta());
                } else {
                  assertThat(event.asTranscriptTextDone().usage().orElseThrow().totalTokens())
                      .isEqualTo(18);
                }
              });
    }

    assertThat(text).hasToString("transcriptions of talk.mp3:sound");
  }

  @Test
  void tellsSpeakersApart() {
    var answer =
        client
            .audio()
            .transcriptions()
            .create(
                TranscriptionCreateParams.builder()
                    .model(ENDPOINT)
                    .file(talk())
                    .responseFormat(AudioResponseFormat.DIARIZED_JSON)
                    .addKnownSpeakerName("Ann")
                    .addKnownSpeakerName("Bob")
                    .build())
            .asDiarized();

    assertThat(answer.segments().get(0).speaker()).isEqualTo("A");
    assertThat(answer.duration()).isEqualTo(1.5);
  }

  @Test
  void refusesAFileThatIsNoSound() {
    TranscriptionCreateParams request =
        TranscriptionCreateParams.builder()
            .model(ENDPOINT)
            .file(
                MultipartField.<InputStream>builder()
                    .value(new ByteArrayInputStream("notes".getBytes(UTF_8)))
                    .filename("notes.txt")
                    .build())
            .build();

    assertThatThrownBy(() -> client.audio().transcriptions().create(request))
        .isInstanceOfSatisfying(
            BadRequestException.class, e -> assertThat(e.param()).contains("file"));
  }

  @Test
  @SuppressWarnings("deprecation") // Clients still ask for translations.
  void translates() {
    assertThat(
            client
                .audio()
                .translations()
                .create(TranslationCreateParams.builder().model(ENDPOINT).file(talk()).build())
                .asTranslation()
                .text())
        .isEqualTo("translations of talk.mp3:sound");
  }

  @Test
  void judges() {
    ModerationCreateParams request =
        ModerationCreateParams.builder().model(ENDPOINT).input("I will kill you").build();
    var result = client.moderations().create(request).validate().results().get(0);

    assertThat(result.flagged()).isTrue();
    assertThat(result.categories().violence()).isTrue();
    assertThat(result.categoryScores().violence()).isEqualTo(0.9);
  }

  @Test
  void listsTheModelsOfProvidersButNotOfThoseThatFail() {
    assertThat(client.models().list().autoPager().stream().map(Model::validate))
        .extracting(Model::id)
        .contains("with-openai", "@openai/gpt-4o")
        .noneMatch(id -> id.startsWith("@revoked/"));
    assertThat(client.models().retrieve("@openai/gpt-4o").ownedBy()).isEqualTo("openai");
  }
}
