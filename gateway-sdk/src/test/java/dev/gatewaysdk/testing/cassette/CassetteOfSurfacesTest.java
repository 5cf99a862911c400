package dev.gatewaysdk.testing.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.AnswerStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.audio.AudioFile;
import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.SpokenSegment;
import dev.gatewaysdk.audio.SpokenWord;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.audio.TranscriptionResponse;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.completion.CompletionChoice;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.completion.CompletionResponse;
import dev.gatewaysdk.completion.TokenLogprob;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.image.GeneratedImage;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.image.ImageResponse;
import dev.gatewaysdk.image.ImagesDescribed;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.moderation.ModerationResponse;
import dev.gatewaysdk.moderation.ModerationResult;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.ModelInput;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.reply.ResponseInfo;
import dev.gatewaysdk.rerank.RerankRequest;
import dev.gatewaysdk.testing.FakeProvider;
import dev.gatewaysdk.testing.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls of the other operations, recorded and played again. */
class CassetteOfSurfacesTest {
  private static final String M = "@p/m-1";
  private static final AudioFile TALK = AudioFile.of(new byte[] {1, 2, 3}, "talk.mp3");

  @TempDir private Path directory;
  private final FakeProvider fake = new FakeProvider("openai");
  private Path file;
  private Cassette cassette;

  @BeforeEach
  void insert() {
    file = directory.resolve("calls.jsonl");
    cassette = Cassette.of(file);
  }

  private static GatewayClient gateway(Provider provider) {
    return GatewayClient.builder().provider("p", provider).clock(new ManualClock()).build();
  }

  private static Stream<RequestFor<?>> requests() {
    return Stream.of(
        CompletionRequest.builder(M)
            .prompt("Once")
            .prompt(new ModelInput.Tokens(List.of(1, 2)))
            .logprobs(1)
            .echo(true)
            .stop("x")
            .extra("logit_bias", RawJson.parse("{\n\"1\": -100}"))
            .build(),
        EmbeddingRequest.builder(M)
            .input("red")
            .input("blue")
            .input(new ModelInput.Image("https://x.example/a.png"))
            .dimensions(8)
            .purpose(EmbeddingRequest.Purpose.QUERY)
            .build(),
        ImageRequest.builder(M, "a cat").form(ImageRequest.Form.BYTES).count(2).build(),
        ImageRequest.builder(M, "a cat").form(ImageRequest.Form.URL).build(),
        SpeechRequest.builder(M, "Hello").voice("alloy").format(SpeechRequest.Format.WAV).build(),
        TranscriptionRequest.builder(M, TALK).build(),
        TranscriptionRequest.builder(M, TALK)
            .format(TranscriptionRequest.Format.VERBOSE_JSON)
            .granularity(
                TranscriptionRequest.Granularity.WORD, TranscriptionRequest.Granularity.SEGMENT)
            .build(),
        ModerationRequest.builder(M).text("a").image("https://example.com/a.png").build(),
        RerankRequest.builder(M, "cat").document("a dog").document("a cat").topN(1).build(),
        ListModelsRequest.of("p"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void playWhatTheyHaveRecorded(RequestFor<?> request) {
    Response recorded;
    try (GatewayClient gateway = gateway(cassette.recording(fake))) {
      recorded = gateway.call(request, Caller.anonymous());
    }
    Response played;
    try (GatewayClient gateway = gateway(cassette.replaying())) {
      played = gateway.call(request, Caller.anonymous());
    }

    assertThat(played)
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes(".*requestId")
        .isEqualTo(recorded);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void playStreamsInTheSamePieces(RequestFor<?> request) {
    List<ReplyEvent> recorded;
    try (GatewayClient gateway = gateway(cassette.recording(fake))) {
      recorded = events(gateway, request);
    }

    try (GatewayClient gateway = gateway(cassette.replaying())) {
      assertThat(events(gateway, request)).isEqualTo(recorded);
    }
  }

  private static List<ReplyEvent> events(GatewayClient gateway, RequestFor<?> request) {
    List<ReplyEvent> events = new ArrayList<>();
    try (AnswerStream<?> stream = gateway.stream(request, Caller.anonymous())) {
      stream.forEach(events::add);
    }
    return events;
  }

  @Test
  void keepEveryFigure() {
    CompletionRequest completion = CompletionRequest.builder(M).prompt("a").logprobs(1).build();
    CompletionResponse scores =
        new CompletionResponse(
            List.of(
                new CompletionChoice(
                    "ab",
                    FinishReason.STOP,
                    "stop",
                    List.of(
                        new TokenLogprob("a", null, null, null),
                        new TokenLogprob("b", -1.0 / 3, RawJson.parse("{ \"b\":-0.30 }"), 1)))),
            ResponseInfo.NONE);
    fake.respond(CompletionRequest.class, request -> scores);
    ModerationRequest moderation = ModerationRequest.builder(M).text("a").build();
    ModerationResponse judgement =
        new ModerationResponse(
            List.of(
                new ModerationResult(
                    0,
                    true,
                    Map.of("self-harm/intent", true),
                    Map.of("self-harm/intent", 1.4e-7),
                    Map.of("self-harm/intent", List.of("text", "image")))),
            ResponseInfo.NONE);
    fake.respond(ModerationRequest.class, request -> judgement);
    try (GatewayClient gateway = gateway(cassette.recording(fake))) {
      gateway.complete(completion);
      gateway.moderate(moderation);
    }

    try (GatewayClient gateway = gateway(cassette.replaying())) {
      assertThat(gateway.complete(completion).choices()).isEqualTo(scores.choices());
      assertThat(gateway.moderate(moderation).results()).isEqualTo(judgement.results());
    }
  }

  @Test
  void scrubWordsOfRequestsAndAnswers() throws IOException {
    String ann = "ann@example.com";
    fake.respond(
        TranscriptionRequest.class,
        request ->
            new TranscriptionResponse(
                "I am " + ann + ", card 4111 1111 1111 1111.",
                "english",
                2.0,
                List.of(
                    new SpokenSegment(
                        " I am " + ann, 0, 1, Map.of("tokens", RawJson.of(List.of(7))))),
                List.of(
                    new SpokenWord("4111", 0, 1),
                    new SpokenWord("1111", 1, 2),
                    new SpokenWord("1111", 2, 3),
                    new SpokenWord("1111", 3, 4)),
                ResponseInfo.NONE));
    fake.respond(
        ImageRequest.class,
        request ->
            new ImageResponse(
                List.of(GeneratedImage.ofUrl(0, "https://x.example/a.png", "for " + ann)),
                new ImagesDescribed("1x1", null, "opaque", "png"),
                ResponseInfo.NONE));
    fake.respond(
        CompletionRequest.class,
        request ->
            new CompletionResponse(
                List.of(
                    new CompletionChoice(
                        "to " + ann,
                        FinishReason.STOP,
                        null,
                        List.of(new TokenLogprob(ann, -0.5, null, null)))),
                ResponseInfo.NONE));
    List<RequestFor<?>> requests =
        List.of(
            TranscriptionRequest.builder(M, TALK).prompt(ann).build(),
            ImageRequest.builder(M, ann).build(),
            CompletionRequest.builder(M).prompt(ann).build(),
            RerankRequest.builder(M, ann).document(ann).returnDocuments(true).build(),
            SpeechRequest.builder(M, ann).build());
    try (GatewayClient gateway = gateway(cassette.recording(fake))) {
      requests.forEach(request -> gateway.call(request, Caller.anonymous()));
      requests.forEach(request -> events(gateway, request));
    }

    String text = Files.readString(file);
    assertThat(text).contains("[EMAIL]").doesNotContain("ann@", "4111", "\"tokens\"");
    try (GatewayClient gateway = gateway(cassette.replaying())) {
      requests.forEach(request -> gateway.call(request, Caller.anonymous()));
      assertThat(gateway.generateImage(ImageRequest.builder(M, ann).build()).described())
          .isEqualTo(new ImagesDescribed("1x1", null, "opaque", "png"));
    }
  }

  @Test
  void keepRecordingsAsADigest() throws IOException {
    AudioFile secret = AudioFile.of("all the words".getBytes(StandardCharsets.UTF_8), "a.mp3");
    try (GatewayClient gateway = gateway(cassette.recording(fake))) {
      gateway.transcribe(TranscriptionRequest.builder(M, secret).build());
    }

    assertThat(Files.readString(file)).contains("sha256:").doesNotContain("YWxsIHRoZSB3b3Jkcw");
    try (GatewayClient gateway = gateway(cassette.replaying())) {
      assertThatThrownBy(() -> gateway.transcribe(TranscriptionRequest.builder(M, TALK).build()))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(
              "calls.jsonl has no answer to this request (transcription, to model m-1)")
          .hasMessageContaining("nearest is line 3 (transcription)");
    }
  }

  @Test
  void sayOfEveryOperationThatItWasNotRecorded() {
    fake.otherwise().reply("Hello");
    try (GatewayClient gateway = gateway(cassette.recording(fake))) {
      gateway.chat(ChatRequest.builder(M).user("Hi").build());
      gateway.embed(EmbeddingRequest.builder(M).input("red").build());
    }

    try (GatewayClient gateway = gateway(cassette.replaying())) {
      assertThatThrownBy(() -> gateway.embed(EmbeddingRequest.builder(M).input("blue").build()))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("(embedding, to model m-1)")
          .hasMessageContaining(
              "it differs first at input[0] (recorded: a text of 3 characters; now: a text of 4"
                  + " characters)");
      assertThat(gateway.models().failures()).isEmpty();
    }
  }

  @Test
  void recordOnlyWhatTheProviderCanDo() {
    fake.without(Operation.IMAGE);

    assertThat(cassette.recording(fake).supports(Operation.IMAGE)).isFalse();
    assertThat(cassette.recording(fake).supports(Operation.SPEECH)).isTrue();
  }
}
