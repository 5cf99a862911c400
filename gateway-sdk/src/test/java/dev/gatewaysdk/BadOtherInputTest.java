package dev.gatewaysdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.audio.AudioFile;
import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.SpokenSegment;
import dev.gatewaysdk.audio.SpokenWord;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.audio.TranscriptionResponse;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.completion.CompletionChoice;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.completion.CompletionResponse;
import dev.gatewaysdk.completion.TokenLogprob;
import dev.gatewaysdk.completion.TokensScored;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.image.GeneratedImage;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.image.ImageResponse;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.reply.ModelInput;
import dev.gatewaysdk.reply.ResponseInfo;
import dev.gatewaysdk.rerank.RankedDocument;
import dev.gatewaysdk.rerank.RerankRequest;
import dev.gatewaysdk.rerank.RerankResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no provider takes is refused when a request is built, and values hide what people write. */
class BadOtherInputTest {
  private static final AudioFile TALK = AudioFile.of(new byte[] {1}, "talk.mp3");
  private static final String HALF = "cut \ud83d";

  private static void refused(String parameter, String says, ThrowingCallable build) {
    InvalidRequestException e = catchThrowableOfType(InvalidRequestException.class, build);
    assertThat(e).as(parameter).isNotNull();
    assertThat(e.parameter()).isEqualTo(parameter);
    assertThat(e).hasMessageContaining(says);
  }

  private static CompletionRequest.Builder completion() {
    return CompletionRequest.builder("m").prompt("a");
  }

  @Test
  void refusesCompletionsThatMakeNoSense() {
    refused("model", "blank", () -> CompletionRequest.builder(" "));
    refused("prompt", "must not be empty", () -> CompletionRequest.builder("m").build());
    refused("prompt", "surrogate", () -> completion().prompt(HALF));
    refused("input", "must not be empty", () -> new ModelInput.Tokens(List.of()));
    refused("max_tokens", "is -1; it must be at least 0", () -> completion().maxTokens(-1));
    refused("suffix", "surrogate", () -> completion().suffix(HALF));
    refused("n", "at least 1", () -> completion().choices(0));
    refused("best_of", "fewer than the 2", () -> completion().choices(2).bestOf(1).build());
    refused("logprobs", "at least 0", () -> completion().logprobs(-1));
    refused("temperature", "0.0 to 2.0", () -> completion().temperature(2.1));
    refused("temperature", "NaN", () -> completion().temperature(Double.NaN));
    refused("top_p", "0.0 to 1.0", () -> completion().topP(-0.1));
    refused("frequency_penalty", "-2.0 to 2.0", () -> completion().frequencyPenalty(3));
    refused("presence_penalty", "-2.0 to 2.0", () -> completion().presencePenalty(-3));
    refused("stop", "must not be empty", () -> completion().stop(""));
    refused("user", "control", () -> completion().endUser("a\nb"));
  }

  @Test
  void refusesEmbeddingsOfNothing() {
    refused("input", "must not be empty", () -> EmbeddingRequest.builder("m").build());
    refused("input", "must not be empty", () -> EmbeddingRequest.builder("m").input(""));
    refused(
        "input[1]",
        "must not be empty: leave it out",
        () -> EmbeddingRequest.builder("m").input("a").input(""));
    refused(
        "input",
        "must not be empty",
        () -> EmbeddingRequest.builder("m").inputs(List.of()).build());
    refused("dimensions", "is 0", () -> EmbeddingRequest.builder("m").dimensions(0));
  }

  @Test
  void refusesImagesThatMakeNoSense() {
    refused("prompt", "must not be empty", () -> ImageRequest.builder("m", ""));
    refused("prompt", "surrogate", () -> ImageRequest.builder("m", HALF));
    refused("n", "at least 1", () -> ImageRequest.builder("m", "a").count(0));
    refused("size", "blank", () -> ImageRequest.builder("m", "a").size(""));
    refused("output_compression", "100", () -> ImageRequest.builder("m", "a").compression(101));
  }

  @Test
  void refusesSpeechThatMakesNoSense() {
    refused("input", "must not be empty", () -> SpeechRequest.builder("m", ""));
    refused("voice", "blank", () -> SpeechRequest.builder("m", "a").voice(" "));
    refused("speed", "0.25 to 4.0", () -> SpeechRequest.builder("m", "a").speed(5));
    refused("instructions", "empty", () -> SpeechRequest.builder("m", "a").instructions(""));
  }

  @Test
  void refusesFilesThatAreNoSound() {
    refused("file", "must not be empty", () -> AudioFile.of(new byte[0], "a.mp3"));
    refused("file", "[flac, m4a, mp3", () -> AudioFile.of(new byte[1], "notes.txt"));
    refused("file", "convert it", () -> AudioFile.of(new byte[1], "noextension"));
    refused("file", "text/plain", () -> AudioFile.of(new byte[1], "a.txt", "text/plain"));
    refused("file name", "control", () -> AudioFile.of(new byte[1], "a\r\n.mp3"));
    assertThat(AudioFile.of(new byte[1], "A.MP3").mediaType()).isEqualTo("audio/mpeg");
    assertThat(AudioFile.of(new byte[1], "a.amr", "audio/amr").mediaType()).isEqualTo("audio/amr");
  }

  @Test
  void readsAFile(@TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve("talk.wav"), new byte[] {1, 2});

    assertThat(AudioFile.read(file).bytes()).containsExactly(1, 2);
    assertThat(AudioFile.read(file).name()).isEqualTo("talk.wav");
    assertThatThrownBy(() -> AudioFile.read(directory.resolve("none.wav")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void refusesTranscriptionsWhosePartsDoNotGoTogether() {
    TranscriptionRequest.Granularity word = TranscriptionRequest.Granularity.WORD;
    refused(
        "timestamp_granularities",
        "VERBOSE_JSON",
        () -> TranscriptionRequest.builder("m", TALK).granularity(word).build());
    refused(
        "timestamp_granularities",
        "translate",
        () ->
            TranscriptionRequest.builder("m", TALK)
                .granularity(word)
                .format(TranscriptionRequest.Format.VERBOSE_JSON)
                .translate(true)
                .build());
    refused(
        "language",
        "translate",
        () -> TranscriptionRequest.builder("m", TALK).language("de").translate(true).build());
    refused("temperature", "1.0", () -> TranscriptionRequest.builder("m", TALK).temperature(1.5));
  }

  @Test
  void refusesModerationsOfNothing() {
    refused("input", "must not be empty", () -> ModerationRequest.builder("m").build());
    refused("input", "must not be empty", () -> ModerationRequest.builder("m").text(""));
    refused("input[1]", "empty", () -> ModerationRequest.builder("m").text("a").text(""));
    refused("input", "https://", () -> ModerationRequest.builder("m").image("ftp://a/b.png"));
    refused("input", "base64", () -> ModerationRequest.builder("m").image("data:text/plain,a"));
    String png = "data:image/png;base64,";
    refused("input", "position 24", () -> ModerationRequest.builder("m").image(png + "iV?O"));
    refused("input", "position 22", () -> ModerationRequest.builder("m").image(png + "===="));
    refused("input", "3 characters", () -> ModerationRequest.builder("m").image(png + "iVB"));
    refused("input", "0 characters", () -> ModerationRequest.builder("m").image(png));
    assertThat(ModerationRequest.builder("m").image(png + "iVBORw==").build().inputs()).hasSize(1);
  }

  @Test
  void refusesRankingsOfNothing() {
    refused("query", "must not be empty", () -> RerankRequest.builder("m", ""));
    refused("documents", "must not be empty", () -> RerankRequest.builder("m", "q").build());
    refused(
        "documents[1]",
        "must not be empty",
        () -> RerankRequest.builder("m", "q").document("a").document(""));
    refused("top_n", "at least 1", () -> RerankRequest.builder("m", "q").topN(0));
  }

  @Test
  void hidesWhatPeopleWriteAndModelsSay() {
    String secret = "canary";
    ResponseInfo info = ResponseInfo.NONE;
    CompletionChoice choice = new CompletionChoice(secret, FinishReason.STOP, null, List.of());
    TokenLogprob token = new TokenLogprob(secret, -1.0, null, null);
    GeneratedImage image = GeneratedImage.ofUrl(0, "https://" + secret, secret);
    SpokenSegment segment = new SpokenSegment(secret, 0, 1, Map.of());
    SpokenWord word = new SpokenWord(secret, 0, 1);
    RankedDocument document = new RankedDocument(0, 1, secret);

    assertThat(
            List.of(
                    CompletionRequest.builder("m").prompt(secret).suffix(secret).build(),
                    new CompletionResponse(List.of(choice), info),
                    new TokensScored(0, List.of(token)),
                    EmbeddingRequest.builder("m").input(secret).build(),
                    ImageRequest.builder("m", secret).build(),
                    new ImageResponse(List.of(image), info),
                    SpeechRequest.builder("m", secret).instructions(secret).build(),
                    TranscriptionRequest.builder(
                            "m",
                            AudioFile.of(secret.getBytes(StandardCharsets.UTF_8), secret + ".mp3"))
                        .prompt(secret)
                        .build(),
                    new TranscriptionResponse(
                        secret, null, null, List.of(segment), List.of(word), info),
                    segment,
                    word,
                    ModerationRequest.builder("m").text(secret).image("https://" + secret).build(),
                    ModerationRequest.builder("m").text(secret).build().inputs(),
                    ModerationRequest.builder("m").image("https://" + secret).build().inputs(),
                    RerankRequest.builder("m", secret).document(secret).build(),
                    new RerankResponse(List.of(document), info))
                .toString())
        .doesNotContain(secret);
  }
}
