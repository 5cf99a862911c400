package dev.gatewaysdk.provider.openaiwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.AnswerStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.audio.AudioFile;
import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.SpeechResponse;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.audio.TranscriptionResponse;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.completion.CompletionResponse;
import dev.gatewaysdk.completion.TokenLogprob;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest.Purpose;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.StreamTruncatedException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.image.ImageResponse;
import dev.gatewaysdk.image.ImagesDescribed;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Attempts;
import dev.gatewaysdk.provider.http.BaseUrl;
import dev.gatewaysdk.provider.http.CredentialHeaders;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.openai.OpenAiProvider;
import dev.gatewaysdk.provider.openaicompatible.OpenAiCompatibleProvider;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.ModelInput;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.rerank.RerankRequest;
import dev.gatewaysdk.secret.Secret;
import dev.gatewaysdk.testing.ManualClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over OpenAI's wire for operations other than chat, and what is refused before. */
class OtherOperationsOnTheWireTest {
  private static final String OPENAI = "@openai/m-1";
  private static final String HOST = "@host/m-1";
  private static final AudioFile TALK = AudioFile.of(new byte[] {1, 2, 3}, "talk.mp3");

  private final MockWebServer server = NoDelayServer.create();
  private GatewayClient gateway;

  @BeforeEach
  void start() throws IOException {
    server.start();
    String url = server.url("/v1").toString();
    gateway =
        GatewayClient.builder()
            .provider(
                "openai", OpenAiProvider.builder().apiKey(Secret.of("sk-1")).baseUrl(url).build())
            .provider("host", OpenAiCompatibleProvider.builder(url).build())
            .retry(Retry.NONE)
            .build();
  }

  private String sentTo(String format, OperationRequest request, CallTrail trail)
      throws InterruptedException {
    answer("{\"error\":{\"message\":\"enough\",\"code\":\"invalid_prompt\"}}");
    Attempt attempt = Attempts.of(request, false, "host", "m");
    HttpOptions http = HttpOptions.defaults();
    try (OpenAiWire wire =
            new OpenAiWire(
                "openai-compatible",
                new WireFlavor(format, "max_tokens", WireFlavor.COMPATIBLE.traits()),
                BaseUrl.parse(server.url("/v1").toString(), http),
                List.of(CredentialHeaders.none(http)),
                http);
        Reply reply = wire.open(attempt)) {
      assertThatThrownBy(reply::next).isInstanceOf(ProviderException.class);
    }
    attempt.trail().adjustments().forEach(trail::adjusted);
    RecordedRequest sent = server.takeRequest();
    return sent.getTarget() + " " + sent.getBody().utf8();
  }

  @Test
  void xaiSpeaksAtAPlaceAndInWordsOfItsOwn() throws InterruptedException {
    CallTrail trail = new CallTrail();
    SpeechRequest request =
        SpeechRequest.builder("e", "Hi")
            .voice("eve")
            .format(SpeechRequest.Format.WAV)
            .instructions("Slowly.")
            .build();

    assertThat(sentTo(WireFlavor.XAI, request, trail))
        .isEqualTo(
            "/v1/tts {\"text\":\"Hi\",\"voice_id\":\"eve\",\"language\":\"auto\","
                + "\"output_format\":{\"codec\":\"wav\"}}");
    assertThat(trail.adjustments())
        .extracting(Adjustment::subject)
        .containsExactly("language", "instructions");
    assertThatThrownBy(
            () ->
                sentTo(
                    WireFlavor.XAI,
                    SpeechRequest.builder("e", "Hi").format(SpeechRequest.Format.AAC).build(),
                    trail))
        .isInstanceOf(UnsupportedRequestException.class);
  }

  @Test
  void xaiListensWithoutAModelAndWantsTheFileLast() throws InterruptedException {
    String sent =
        sentTo(
            WireFlavor.XAI,
            TranscriptionRequest.builder("e", TALK)
                .language("en")
                .extra("diarize", RawJson.parse("true"))
                .build(),
            new CallTrail());

    assertThat(sent).startsWith("/v1/stt ").doesNotContain("name=\"model\"");
    assertThat(sent.indexOf("name=\"file\""))
        .isGreaterThan(sent.indexOf("name=\"diarize\""))
        .isGreaterThan(sent.indexOf("name=\"language\""));
  }

  @Test
  void openRouterTakesSoundAsJsonAndPaintsAtAPlaceOfItsOwn() throws InterruptedException {
    assertThat(
            sentTo(
                WireFlavor.OPENROUTER,
                TranscriptionRequest.builder("e", TALK).language("en").build(),
                new CallTrail()))
        .isEqualTo(
            "/v1/audio/transcriptions {\"model\":\"m\",\"input_audio\":{\"data\":\"AQID\","
                + "\"format\":\"mp3\"},\"language\":\"en\"}");
    assertThat(
            sentTo(
                WireFlavor.OPENROUTER, ImageRequest.builder("e", "a cat").build(), new CallTrail()))
        .startsWith("/v1/images {");
  }

  @Test
  void hostsThatOnlyTranscribeAreNotAskedToTranslate() {
    for (String format : List.of(WireFlavor.XAI, WireFlavor.OPENROUTER)) {
      assertThatThrownBy(
              () ->
                  sentTo(
                      format,
                      TranscriptionRequest.builder("e", TALK).translate(true).build(),
                      new CallTrail()))
          .isInstanceOf(UnsupportedRequestException.class);
    }
  }

  @Test
  void jinasHostIsToldWhatVectorsAreFor() throws IOException {
    Attempt attempt =
        Attempts.of(
            EmbeddingRequest.builder("e").input("Hi").purpose(Purpose.QUERY).build(),
            false,
            "jina",
            "jina-embeddings-v3");
    Buffer body = new Buffer();
    WireFlavor jina = new WireFlavor(WireFlavor.JINA, "max_tokens", WireFlavor.COMPATIBLE.traits());

    OpenAiEmbeddingWriter.write(
        JsonWriter.of(body), (EmbeddingRequest) attempt.request(), attempt, jina);

    assertThat(body.readUtf8())
        .isEqualTo(
            "{\"model\":\"jina-embeddings-v3\",\"input\":\"Hi\",\"task\":\"retrieval.query\"}");
    assertThat(attempt.trail().adjustments()).isEmpty();
  }

  @AfterEach
  void stop() {
    gateway.close();
    server.close();
  }

  private void answer(String json) {
    server.enqueue(
        new MockResponse.Builder()
            .setHeader("Content-Type", "application/json")
            .body(json)
            .build());
  }

  /** Sends it, whatever comes of it, and gives the path and the body. */
  private String sent(RequestFor<?> request) throws InterruptedException {
    answer("{\"error\":{\"message\":\"enough\",\"code\":\"invalid_prompt\"}}");
    assertThatThrownBy(() -> gateway.call(request, Caller.anonymous()))
        .isInstanceOf(ProviderException.class);
    RecordedRequest sent = server.takeRequest();
    return sent.getTarget() + " " + sent.getBody().utf8();
  }

  private void refused(RequestFor<?> request, String... says) {
    UnsupportedRequestException e =
        catchThrowableOfType(
            UnsupportedRequestException.class, () -> gateway.call(request, Caller.anonymous()));
    assertThat(e).isNotNull();
    assertThat(e.getMessage()).contains(says);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void writesEverythingOfACompletion() throws InterruptedException {
    CompletionRequest request =
        CompletionRequest.builder(OPENAI)
            .prompt("a")
            .prompt("b")
            .maxTokens(0)
            .suffix("z")
            .echo(true)
            .choices(2)
            .bestOf(3)
            .logprobs(1)
            .temperature(0.5)
            .topP(0.25)
            .frequencyPenalty(-1)
            .presencePenalty(1)
            .seed(7)
            .stop("x", "y")
            .endUser("u-1")
            .extra("logit_bias", RawJson.parse("{\"50256\":-100}"))
            .build();

    assertThat(sent(request))
        .isEqualTo(
            "/v1/completions {\"model\":\"m-1\",\"prompt\":[\"a\",\"b\"],\"max_tokens\":0,"
                + "\"suffix\":\"z\",\"echo\":true,\"n\":2,\"best_of\":3,\"logprobs\":1,"
                + "\"temperature\":0.5,\"top_p\":0.25,\"frequency_penalty\":-1.0,"
                + "\"presence_penalty\":1.0,\"seed\":7,\"stop\":[\"x\",\"y\"],\"user\":\"u-1\","
                + "\"logit_bias\":{\"50256\":-100}}");
  }

  @Test
  void asksForTheUsageOfStreams() throws InterruptedException {
    answer("{\"choices\":[{\"index\":0,\"text\":\"b\",\"finish_reason\":\"stop\"}]}");

    try (AnswerStream<CompletionResponse> stream =
        gateway.streamCompletion(CompletionRequest.builder(OPENAI).prompt("a").build())) {
      assertThat(stream.collect().text()).isEqualTo("b"); // Also where no stream comes.
    }

    assertThat(server.takeRequest().getBody().utf8())
        .isEqualTo(
            "{\"model\":\"m-1\",\"prompt\":\"a\",\"stream\":true,"
                + "\"stream_options\":{\"include_usage\":true}}");
  }

  @Test
  void refusesToStreamWhatIsChosenAtTheEnd() {
    CompletionRequest request = CompletionRequest.builder(OPENAI).prompt("a").bestOf(2).build();

    assertThatThrownBy(() -> gateway.streamCompletion(request))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageContaining("best_of");
  }

  @Test
  void readsHowLikelyTokensWere() {
    answer(
        "{\"choices\":[{\"text\":\"ab\",\"index\":0,\"logprobs\":{\"tokens\":[\"a\",\"b\"],"
            + "\"token_logprobs\":[null,-0.5],\"top_logprobs\":[null,{\"b\":-0.5}],"
            + "\"text_offset\":[0,1]},\"finish_reason\":null}]}");

    CompletionResponse response =
        gateway.complete(CompletionRequest.builder(OPENAI).prompt("a").logprobs(1).build());

    assertThat(response.choices().get(0).logprobs())
        .containsExactly(
            new TokenLogprob("a", null, null, 0),
            new TokenLogprob("b", -0.5, RawJson.parse("{\"b\":-0.5}"), 1));
  }

  @Test
  void asksOnlyOpenAiForBase64() throws InterruptedException {
    assertThat(sent(EmbeddingRequest.builder(OPENAI).input("a").dimensions(8).build()))
        .isEqualTo(
            "/v1/embeddings {\"model\":\"m-1\",\"input\":\"a\",\"dimensions\":8,"
                + "\"encoding_format\":\"base64\"}");
    assertThat(sent(EmbeddingRequest.builder(HOST).input("a").input("b").endUser("u").build()))
        .isEqualTo("/v1/embeddings {\"model\":\"m-1\",\"input\":[\"a\",\"b\"],\"user\":\"u\"}");
  }

  @Test
  void leavesTheEncodingToTheCallerWhoNamesOne() throws InterruptedException {
    EmbeddingRequest request =
        EmbeddingRequest.builder(OPENAI)
            .input(new ModelInput.Tokens(List.of(1, 2)))
            .extra("encoding_format", RawJson.of("float"))
            .build();

    assertThat(sent(request))
        .isEqualTo(
            "/v1/embeddings {\"model\":\"m-1\",\"input\":[1,2],\"encoding_format\":\"float\"}");
  }

  @Test
  void refusesTextsMixedWithTokens() {
    EmbeddingRequest request =
        EmbeddingRequest.builder(OPENAI)
            .input("a")
            .input(new ModelInput.Tokens(List.of(1)))
            .build();

    assertThatThrownBy(() -> gateway.embed(request))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("texts and tokens");
  }

  @Test
  void refusesAnExtraThatRepeatsAField() {
    EmbeddingRequest request =
        EmbeddingRequest.builder(OPENAI)
            .input("a")
            .dimensions(2)
            .extra("dimensions", RawJson.of(3))
            .build();
    TranscriptionRequest form =
        TranscriptionRequest.builder(OPENAI, TALK).extra("model", RawJson.of("b")).build();

    assertThatThrownBy(() -> gateway.embed(request))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("dimensions")
        .hasMessageContaining("give it once");
    assertThatThrownBy(() -> gateway.transcribe(form))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("give it once");
  }

  @Test
  void readsAByteForEachDimensionWhereThatFits() {
    answer("{\"data\":[{\"index\":0,\"embedding\":\"AX//gA==\"}]}"); // 1, 127, -1, -128.

    assertThat(
            gateway.embed(EmbeddingRequest.builder(HOST).input("a").dimensions(4).build()).vector())
        .containsExactly(1, 127, -1, -128);
  }

  @Test
  void callsVectorsThatMakeNoSenseMalformed() {
    for (String data :
        List.of(
            "[]",
            "[{\"index\":0}]",
            "[{\"index\":0,\"embedding\":\"AAAA\"}]",
            "[{\"index\":0,\"embedding\":\"???\"}]")) {
      answer("{\"data\":" + data + "}");

      ProviderException e =
          catchThrowableOfType(
              ProviderException.class,
              () -> gateway.embed(EmbeddingRequest.builder(OPENAI).input("a").build()));

      assertThat(e.kind()).as(data).isEqualTo(FailureKind.MALFORMED_REPLY);
    }
  }

  @Test
  void writesEverythingOfAnImage() throws InterruptedException {
    ImageRequest.Builder request =
        ImageRequest.builder(OPENAI, "a cat")
            .count(2)
            .size("1024x1024")
            .quality("high")
            .style("vivid")
            .background("opaque")
            .format(ImageRequest.Format.WEBP)
            .compression(80)
            .form(ImageRequest.Form.BYTES)
            .endUser("u");

    assertThat(sent(request.build()))
        .isEqualTo(
            "/v1/images/generations {\"model\":\"m-1\",\"prompt\":\"a cat\",\"n\":2,"
                + "\"size\":\"1024x1024\",\"quality\":\"high\",\"style\":\"vivid\","
                + "\"background\":\"opaque\",\"output_format\":\"webp\",\"output_compression\":80,"
                + "\"response_format\":\"b64_json\",\"user\":\"u\"}");
  }

  @Test
  void saysThatModelsWhichGiveBytesGiveNoAddress() throws InterruptedException {
    answer("{\"data\":[{\"b64_json\":\"/9j/AA==\"}]}");

    ImageResponse response =
        gateway.generateImage(
            ImageRequest.builder("@openai/gpt-image-1", "a cat")
                .form(ImageRequest.Form.URL)
                .build());

    assertThat(server.takeRequest().getBody().utf8()).doesNotContain("response_format");
    assertThat(response.adjustments())
        .singleElement()
        .matches(each -> each.kind() == Adjustment.Kind.DROPPED);
    assertThat(response.image().mediaType()).isEqualTo("image/jpeg");
  }

  @Test
  void readsWhatTheModelChose() {
    answer(
        "{\"created\":1,\"background\":\"opaque\",\"output_format\":\"png\",\"quality\":\"low\","
            + "\"size\":\"1024x1024\",\"data\":[{\"b64_json\":\"AAAA\"}]}");

    assertThat(gateway.generateImage(ImageRequest.builder(OPENAI, "a cat").build()).described())
        .isEqualTo(new ImagesDescribed("1024x1024", "low", "opaque", "png"));
  }

  @Test
  void writesEverythingOfASpeech() throws InterruptedException {
    SpeechRequest.Builder request =
        SpeechRequest.builder(OPENAI, "Hello")
            .voice("alloy")
            .format(SpeechRequest.Format.OPUS)
            .speed(1.5)
            .instructions("Slowly.");

    assertThat(sent(request.build()))
        .isEqualTo(
            "/v1/audio/speech {\"model\":\"m-1\",\"input\":\"Hello\",\"voice\":\"alloy\","
                + "\"response_format\":\"opus\",\"speed\":1.5,\"instructions\":\"Slowly.\"}");
    assertThat(sent(SpeechRequest.builder(OPENAI, "Hello").voice("voice_12").build()))
        .contains("\"voice\":{\"id\":\"voice_12\"}");
    assertThat(sent(SpeechRequest.builder(HOST, "Hello").voice("af_bella").build()))
        .contains("\"voice\":\"af_bella\"");
    assertThat(
            sent(
                SpeechRequest.builder("@openai/tts-1", "Hello")
                    .voice("nova")
                    .instructions("Slowly.")
                    .build()))
        .doesNotContain("instructions");
  }

  @Test
  void refusesSpeechThatOpenAiCannotDo() {
    refused(SpeechRequest.builder(OPENAI, "Hello").build(), "voice", "alloy");
    refused(
        SpeechRequest.builder(OPENAI, "Hello").voice("aloy").build(),
        "aloy",
        "did you mean 'alloy'?");
    refused(SpeechRequest.builder(OPENAI, "x".repeat(4097)).voice("alloy").build(), "4097", "4096");
  }

  @Test
  void refusesAudioThatIsTooLongForOpenAi() {
    AudioFile long25 = AudioFile.of(new byte[(25 << 20) + 1], "long.wav");

    refused(TranscriptionRequest.builder(OPENAI, long25).build(), "26214401", "25 MB");
  }

  @Test
  void refusesAudioOfTypesThatOpenAiDoesNotTake() throws InterruptedException {
    AudioFile amr = AudioFile.of(new byte[1], "talk.amr", "audio/amr");
    AudioFile nameless = AudioFile.of(new byte[1], "blob", "audio/webm;codecs=opus");

    refused(TranscriptionRequest.builder(OPENAI, amr).build(), "audio/amr", "mp3", "convert it");
    assertThat(sent(TranscriptionRequest.builder(OPENAI, nameless).build())).contains("blob");
    assertThat(sent(TranscriptionRequest.builder(HOST, amr).build())).contains("talk.amr");
  }

  @Test
  void refusesMoreInputsThanOpenAiTakesAtOnce() {
    EmbeddingRequest request =
        EmbeddingRequest.builder(OPENAI).inputs(Collections.nCopies(2049, "a")).build();

    refused(request, "input", "2049", "2048", "several requests");
  }

  private void stream(String sse) {
    server.enqueue(
        new MockResponse.Builder()
            .setHeader("Content-Type", "text/event-stream")
            .body(sse)
            .build());
  }

  @Test
  void readsATranscriptAsItComes() throws InterruptedException {
    stream(
        """
        data: {"type":"transcript.text.delta","delta":"Hello "}

        data: {"type":"transcript.text.segment","id":"s_1","start":0,"end":1.5,"text":"Hello there","speaker":"A"}

        data: {"type":"transcript.text.delta","delta":"there","segment_id":"s_1"}

        data: {"type":"something.new","text":"unknown"}

        data: {"type":"transcript.text.done","text":"Hello there","usage":{"type":"tokens","input_tokens":14,"input_token_details":{"text_tokens":0,"audio_tokens":14},"output_tokens":45,"total_tokens":59}}

        """);
    TranscriptionRequest request =
        TranscriptionRequest.builder("@openai/gpt-4o-transcribe-diarize", TALK)
            .format(TranscriptionRequest.Format.DIARIZED_JSON)
            .build();
    List<String> texts = new ArrayList<>();
    TranscriptionResponse response;
    try (AnswerStream<TranscriptionResponse> stream = gateway.stream(request, Caller.anonymous())) {
      stream.forEach(
          event -> {
            if (event instanceof ChatEvent.TextDelta delta) {
              texts.add(delta.text());
            }
          });
      response = stream.soFar();
    }

    assertThat(server.takeRequest().getBody().utf8())
        .contains("name=\"stream\"\r\n\r\ntrue\r\n")
        .contains("diarized_json");
    assertThat(texts).containsExactly("Hello ", "there");
    assertThat(response.text()).isEqualTo("Hello there");
    assertThat(response.segments().get(0).extras()).containsEntry("speaker", RawJson.of("A"));
    assertThat(response.usage().totalTokens()).isEqualTo(59);
  }

  @Test
  void callsATranscriptTruncatedThatBreaksOff() {
    stream("data: {\"type\":\"transcript.text.delta\",\"delta\":\"Hello \"}\n\n");

    try (AnswerStream<TranscriptionResponse> stream =
        gateway.stream(TranscriptionRequest.builder(OPENAI, TALK).build(), Caller.anonymous())) {
      assertThatThrownBy(stream::collect)
          .isInstanceOfSatisfying(
              StreamTruncatedException.class, e -> assertThat(e.partialText()).isEqualTo("Hello "));
    }
  }

  @Test
  void readsAnErrorInAStreamedTranscript() {
    stream("data: {\"error\":{\"message\":\"slow down\",\"code\":\"rate_limit_exceeded\"}}\n\n");

    assertThatThrownBy(
            () ->
                gateway.stream(
                        TranscriptionRequest.builder(OPENAI, TALK).build(), Caller.anonymous())
                    .collect())
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.RATE_LIMITED));
  }

  @Test
  void readsTheTextOfAStreamThatHasItAtItsEndOnly() {
    stream("data: {\"type\":\"transcript.text.done\",\"text\":\"Hello\"}\n\n");

    try (AnswerStream<TranscriptionResponse> stream =
        gateway.stream(TranscriptionRequest.builder(OPENAI, TALK).build(), Caller.anonymous())) {
      assertThat(stream.collect().text()).isEqualTo("Hello");
    }
  }

  @Test
  void asksForNoStreamWhereThereIsNone() throws InterruptedException {
    for (TranscriptionRequest request :
        List.of(
            TranscriptionRequest.builder("@openai/whisper-1", TALK).build(),
            TranscriptionRequest.builder(OPENAI, TALK).translate(true).build(),
            TranscriptionRequest.builder(OPENAI, TALK)
                .format(TranscriptionRequest.Format.SRT)
                .build(),
            TranscriptionRequest.builder(HOST, TALK).build())) {
      answer("{\"text\":\"Hello\"}");

      try (AnswerStream<TranscriptionResponse> stream =
          gateway.stream(request, Caller.anonymous())) {
        assertThat(stream.collect().text()).isNotEmpty();
      }

      assertThat(server.takeRequest().getBody().utf8()).doesNotContain("name=\"stream\"");
    }
  }

  @Test
  void writesAListAsAFieldForEachOfItsItems() throws InterruptedException {
    TranscriptionRequest request =
        TranscriptionRequest.builder(OPENAI, TALK)
            .extra("known_speaker_names[]", RawJson.of(List.of("Ann", "Bob")))
            .build();

    assertThat(sent(request).replace("\r\n", "|"))
        .contains("name=\"known_speaker_names[]\"||Ann|")
        .contains("name=\"known_speaker_names[]\"||Bob|");
  }

  @Test
  void writesEverythingOfATranscription() throws InterruptedException {
    TranscriptionRequest request =
        TranscriptionRequest.builder(OPENAI, TALK)
            .language("de")
            .prompt("Zürich")
            .temperature(0.5)
            .format(TranscriptionRequest.Format.VERBOSE_JSON)
            .granularity(
                TranscriptionRequest.Granularity.SEGMENT, TranscriptionRequest.Granularity.WORD)
            .extra("chunking_strategy", RawJson.of("auto"))
            .build();

    String sent = sent(request).replace("\r\n", "|");

    assertThat(sent)
        .startsWith("/v1/audio/transcriptions ")
        .contains("name=\"file\"; filename=\"talk.mp3\"|Content-Type: audio/mpeg|")
        .contains("name=\"model\"||m-1|")
        .contains("name=\"language\"||de|")
        .contains("name=\"prompt\"||Zürich|")
        .contains("name=\"temperature\"||0.5|")
        .contains("name=\"response_format\"||verbose_json|")
        .contains("name=\"timestamp_granularities[]\"||word|")
        .contains("name=\"timestamp_granularities[]\"||segment|")
        .contains("name=\"chunking_strategy\"||auto|");
  }

  @Test
  void translatesElsewhere() throws InterruptedException {
    assertThat(sent(TranscriptionRequest.builder(OPENAI, TALK).translate(true).build()))
        .startsWith("/v1/audio/translations ");
  }

  @Test
  void readsSubtitlesAsTheyCome() {
    String subtitles = "1\n00:00:00,000 --> 00:00:01,000\nGrüezi.\n";
    server.enqueue(
        new MockResponse.Builder()
            .setHeader("Content-Type", "text/plain; charset=utf-8")
            .chunkedBody(subtitles, 7)
            .build());

    TranscriptionResponse response =
        gateway.transcribe(
            TranscriptionRequest.builder(OPENAI, TALK)
                .format(TranscriptionRequest.Format.SRT)
                .build());

    assertThat(response.text()).isEqualTo(subtitles);
  }

  @Test
  void countsSecondsWhereTheHostDoes() {
    answer("{\"text\":\"Hello\",\"usage\":{\"type\":\"duration\",\"seconds\":3}}");

    TranscriptionResponse response =
        gateway.transcribe(TranscriptionRequest.builder(OPENAI, TALK).build());

    assertThat(response.seconds()).isEqualTo(3.0);
    assertThat(response.usage()).isNull();
    assertThat(response.cost()).isNull();
  }

  @Test
  void writesTextsOrTypedInputsOfAModeration() throws InterruptedException {
    assertThat(sent(ModerationRequest.builder(OPENAI).text("a").build()))
        .isEqualTo("/v1/moderations {\"model\":\"m-1\",\"input\":\"a\"}");
    assertThat(sent(ModerationRequest.builder(OPENAI).text("a").text("b").build()))
        .isEqualTo("/v1/moderations {\"model\":\"m-1\",\"input\":[\"a\",\"b\"]}");
    assertThat(
            sent(
                ModerationRequest.builder(OPENAI)
                    .text("a")
                    .image("https://example.com/a.png")
                    .build()))
        .isEqualTo(
            "/v1/moderations {\"model\":\"m-1\",\"input\":[{\"type\":\"text\",\"text\":\"a\"},"
                + "{\"type\":\"image_url\","
                + "\"image_url\":{\"url\":\"https://example.com/a.png\"}}]}");
  }

  @Test
  void ranksWhereTheHostCan() throws InterruptedException {
    RerankRequest.Builder request =
        RerankRequest.builder(HOST, "q").document("a").document("b").topN(1).returnDocuments(true);

    assertThat(sent(request.build()))
        .isEqualTo(
            "/v1/rerank {\"model\":\"m-1\",\"query\":\"q\",\"documents\":[\"a\",\"b\"],"
                + "\"top_n\":1,\"return_documents\":true}");
    cannotRank(RerankRequest.builder(OPENAI, "q").document("a").build());
  }

  private void cannotRank(RequestFor<?> request) {
    assertThatThrownBy(() -> gateway.call(request, Caller.anonymous()))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageContaining("rerank");
  }

  @Test
  void repeatsTheDocumentsWhereTheHostDoesNot() {
    answer("{\"results\":[{\"index\":1,\"relevance_score\":0.5}]}");

    assertThat(
            gateway
                .rerank(
                    RerankRequest.builder(HOST, "q")
                        .documents(List.of("a", "b"))
                        .returnDocuments(true)
                        .build())
                .results())
        .singleElement()
        .matches(each -> "b".equals(each.document()));
  }

  private String sentTo(String host, RequestFor<?> request) throws IOException {
    Buffer body = new Buffer();
    HttpOptions http =
        HttpOptions.builder()
            .customizer(
                client ->
                    client.addInterceptor(
                        chain -> {
                          chain.request().body().writeTo(body);
                          throw new IOException("enough");
                        }))
            .build();
    try (GatewayClient direct =
        GatewayClient.builder()
            .provider(
                "host",
                OpenAiCompatibleProvider.builder("https://" + host + "/v1").http(http).build())
            .retry(Retry.NONE)
            .build()) {
      assertThatThrownBy(() -> direct.call(request, Caller.anonymous()))
          .isInstanceOf(ProviderException.class);
    }
    return body.readUtf8();
  }

  @Test
  void saysThingsInTheWordsOfTheHost() throws IOException {
    EmbeddingRequest vectors =
        EmbeddingRequest.builder(HOST)
            .input("a")
            .dimensions(256)
            .purpose(EmbeddingRequest.Purpose.QUERY)
            .build();
    RerankRequest ranks = RerankRequest.builder(HOST, "q").document("a").topN(1).build();

    assertThat(sentTo("api.voyageai.com", vectors))
        .isEqualTo(
            "{\"model\":\"m-1\",\"input\":\"a\",\"output_dimension\":256,"
                + "\"input_type\":\"query\"}");
    assertThat(sentTo("api.voyageai.com", ranks)).endsWith(",\"top_k\":1}");
    assertThat(sentTo("api.mistral.ai", vectors))
        .isEqualTo("{\"model\":\"m-1\",\"input\":\"a\",\"output_dimension\":256}");
  }

  @Test
  void reportsWhatTheHostHasNoPlaceFor() {
    answer("{\"data\":[{\"embedding\":[1]}]}");

    assertThat(
            gateway
                .embed(
                    EmbeddingRequest.builder(HOST)
                        .input("a")
                        .purpose(EmbeddingRequest.Purpose.CLUSTERING)
                        .build())
                .adjustments())
        .singleElement()
        .matches(each -> each.subject().equals("purpose"));
  }

  @Test
  void asksAgainForSoundThatBreaksOffWhereItIsWantedWhole() throws IOException {
    Buffer sound = new Buffer().write(new byte[100_000]);
    MockResponse.Builder answer =
        new MockResponse.Builder().setHeader("Content-Type", "audio/mpeg").body(sound);
    server.enqueue(answer.clone().onResponseBody(new SocketEffect.CloseSocket()).build());
    server.enqueue(answer.clone().build());

    try (GatewayClient patient =
        GatewayClient.builder()
            .provider(
                "openai",
                OpenAiProvider.builder()
                    .apiKey(Secret.of("sk-1"))
                    .baseUrl(server.url("/v1").toString())
                    .build())
            .clock(new ManualClock())
            .build()) {
      SpeechResponse speech =
          patient.speak(SpeechRequest.builder(OPENAI, "Hello").voice("alloy").build());

      assertThat(speech.audio()).hasSize(100_000);
      assertThat(speech.attempts()).hasSize(2);
      assertThat(speech.mediaType()).isEqualTo("audio/mpeg");
    }
  }

  @Test
  void listsModels() throws InterruptedException {
    answer("{\"data\":[{\"id\":\"a\",\"owned_by\":\"x\",\"created\":12},{\"id\":\"b\"}]}");

    assertThat(gateway.call(ListModelsRequest.of("openai"), Caller.anonymous()).models())
        .hasSize(2);

    RecordedRequest request = server.takeRequest();
    assertThat(request.getMethod()).isEqualTo("GET");
    assertThat(request.getTarget()).isEqualTo("/v1/models");
  }

  @Test
  void classifiesAnErrorWithinTheAnswer() {
    answer("{\"error\":{\"message\":\"slow down\",\"code\":\"rate_limit_exceeded\"}}");

    ProviderException e =
        catchThrowableOfType(
            ProviderException.class,
            () -> gateway.embed(EmbeddingRequest.builder(OPENAI).input("a").build()));

    assertThat(e.kind()).isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(e.providerMessage()).isEqualTo("slow down");
  }

  @Test
  void knowsWhatHostsHave() {
    assertThat(WireFlavor.OPENAI.can(Operation.RERANK)).isFalse();
    assertThat(WireFlavor.OPENAI.can(Operation.SPEECH)).isTrue();
    assertThat(WireFlavor.GROQ.can(Operation.EMBEDDING)).isFalse();
    assertThat(WireFlavor.MISTRAL.can(Operation.COMPLETION)).isFalse();
    assertThat(WireFlavor.COMPATIBLE.can(Operation.RERANK)).isTrue();
  }
}
