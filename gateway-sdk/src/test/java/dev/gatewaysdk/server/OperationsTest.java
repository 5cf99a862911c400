package dev.gatewaysdk.server;

import static dev.gatewaysdk.server.Surface.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.completion.CompletionChoice;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.completion.CompletionResponse;
import dev.gatewaysdk.completion.TokenLogprob;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.embedding.EmbeddingResponse;
import dev.gatewaysdk.embedding.EmbeddingVector;
import dev.gatewaysdk.image.GeneratedImage;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.image.ImageResponse;
import dev.gatewaysdk.image.ImagesDescribed;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.moderation.ModerationInput;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.reply.ModelInput;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.reply.ResponseInfo;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.rerank.RerankRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All operations but chat, without a socket: what reaches the provider, and what comes back. */
class OperationsTest {
  private final Surface surface = new Surface();

  @AfterEach
  void close() {
    surface.close();
  }

  private ServerReply post(String path, String fields) {
    return surface.send("POST", "/v1" + path, "{\"model\":\"chat\"," + fields + "}");
  }

  private <Q extends OperationRequest> Q asked(Class<Q> type) {
    List<OperationRequest> all = surface.fake.otherRequests();
    return type.cast(all.get(all.size() - 1));
  }

  private static ResponseInfo info() {
    return new ResponseInfo(
        "", "id-1", "m-1", TokenUsage.of(3, 2), null, null, null, List.of(), List.of());
  }

  @Test
  void completesTexts() {
    ServerReply reply =
        post(
            "/completions",
            "\"prompt\":[\"Once\",[1,2]],\"max_tokens\":5,\"n\":2,\"best_of\":3,\"echo\":true,"
                + "\"stop\":\"x\",\"suffix\":\"end\",\"logit_bias\":{\"50256\":-100},\"seed\":7,"
                + "\"temperature\":0.5,\"user\":\"u\",\"logprobs\":null");

    CompletionRequest asked = asked(CompletionRequest.class);
    assertThat(asked.prompts())
        .containsExactly(new ModelInput.Text("Once"), new ModelInput.Tokens(List.of(1, 2)));
    assertThat(asked.maxTokens()).isEqualTo(5);
    assertThat(asked.bestOf()).isEqualTo(3);
    assertThat(asked.echo()).isTrue();
    assertThat(asked.stop()).containsExactly("x");
    assertThat(asked.suffix()).isEqualTo("end");
    assertThat(asked.seed()).isEqualTo(7);
    assertThat(asked.temperature()).isEqualTo(0.5);
    assertThat(asked.endUser()).isEqualTo("u");
    assertThat(asked.logprobs()).isNull();
    assertThat(asked.extras()).containsOnlyKeys("logit_bias");
    assertThat(at(reply, "object")).isEqualTo("text_completion");
    assertThat((List<?>) at(reply, "choices")).hasSize(4);
    assertThat(at(reply, "choices.3.index")).isEqualTo(3L);
    assertThat(at(reply, "choices.0.finish_reason")).isEqualTo("stop");
    assertThat(at(reply, "usage.total_tokens")).isEqualTo(15L);
    assertThat(reply.headers())
        .containsEntry("x-request-id", surface.usage.last().requestId())
        .containsEntry("x-gateway-target", "fake/gpt-4o");
  }

  @Test
  void readsASinglePromptOfTokens() {
    post("/completions", "\"prompt\":[15,16]");

    assertThat(asked(CompletionRequest.class).prompts())
        .containsExactly(new ModelInput.Tokens(List.of(15, 16)));
  }

  @Test
  void writesScoresOfTokens() {
    surface.fake.respond(
        CompletionRequest.class,
        request ->
            new CompletionResponse(
                List.of(
                    new CompletionChoice(
                        "Hi there",
                        FinishReason.LENGTH,
                        "length",
                        List.of(
                            new TokenLogprob("Hi", null, null, 0),
                            new TokenLogprob(
                                " there", -0.5, RawJson.parse("{\" there\":-0.5}"), 2)))),
                info()));

    ServerReply reply = post("/completions", "\"prompt\":\"x\",\"logprobs\":1");

    assertThat(at(reply, "choices.0.logprobs").toString())
        .isEqualTo(
            "{tokens=[Hi,  there], token_logprobs=[null, -0.5], top_logprobs=[null,"
                + " { there=-0.5}], text_offset=[0, 2]}");
  }

  @Test
  void streamsTextsAsTheyCome() {
    ServerReply reply =
        post(
            "/completions",
            "\"prompt\":\"Once\",\"stream\":true,"
                + "\"stream_options\":{\"include_usage\":true,\"other\":1}");
    assertThat(reply.headers())
        .containsEntry("Content-Type", "text/event-stream")
        .containsEntry("x-gateway-target", "fake/gpt-4o")
        .containsEntry("x-gateway-adjustments", "dropped:stream_options.other");
    String sse = reply.text();

    List<Map<String, Object>> events = Surface.events(sse);
    StringBuilder text = new StringBuilder();
    for (Map<String, Object> event : events.subList(0, events.size() - 1)) {
      assertThat(event)
          .containsEntry("object", "text_completion")
          .containsEntry("usage", null)
          .containsEntry("id", events.get(0).get("id"));
      text.append(at(event, "choices.0.text"));
    }
    assertThat(events).hasSizeGreaterThan(3);
    assertThat(text).hasToString("and so it went on.");
    assertThat(at(events.get(events.size() - 2), "choices.0.finish_reason")).isEqualTo("stop");
    assertThat(at(events.get(events.size() - 1), "choices")).isEqualTo(List.of());
    assertThat(at(events.get(events.size() - 1), "usage.total_tokens")).isEqualTo(15L);
    assertThat(sse).endsWith("data: [DONE]\n\n");
  }

  @Test
  void streamsNoUsageUnaskedAndHasOneIdThroughout() {
    String sse = post("/completions", "\"prompt\":\"Once\",\"stream\":true").text();

    assertThat(sse).doesNotContain("usage");
    assertThat(Surface.events(sse).stream().map(event -> event.get("id")).distinct()).hasSize(1);
  }

  @Test
  void makesVectors() {
    surface.fake.respond(
        EmbeddingRequest.class,
        request ->
            new EmbeddingResponse(
                List.of(
                    new EmbeddingVector(0, new float[] {0.1f, -2, 1e-9f}),
                    new EmbeddingVector(1, new float[] {1, 2, 3})),
                info()));

    ServerReply reply =
        post(
            "/embeddings",
            "\"input\":[\"a\",\"b\"],\"dimensions\":3,\"user\":\"u\",\"input_type\":\"query\"");

    EmbeddingRequest asked = asked(EmbeddingRequest.class);
    assertThat(asked.inputs()).containsExactly(new ModelInput.Text("a"), new ModelInput.Text("b"));
    assertThat(asked.dimensions()).isEqualTo(3);
    assertThat(asked.endUser()).isEqualTo("u");
    assertThat(asked.extras()).containsOnlyKeys("input_type");
    assertThat(reply.text())
        .isEqualTo(
            "{\"object\":\"list\",\"data\":["
                + "{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.1,-2.0,1.0E-9]},"
                + "{\"object\":\"embedding\",\"index\":1,\"embedding\":[1.0,2.0,3.0]}],"
                + "\"model\":\"m-1\",\"usage\":{\"prompt_tokens\":3,\"total_tokens\":5}}");
  }

  @Test
  void writesVectorsInBase64WhereThatIsAskedFor() {
    String numbers = post("/embeddings", "\"input\":\"a\"").text();
    ServerReply reply = post("/embeddings", "\"input\":\"a\",\"encoding_format\":\"base64\"");

    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode((String) at(reply, "data.0.embedding")))
            .order(ByteOrder.LITTLE_ENDIAN);
    List<?> floats = (List<?>) at(RawJson.parse(numbers).toJava(), "data.0.embedding");
    assertThat(bytes.remaining()).isEqualTo(4 * floats.size());
    for (Object each : floats) {
      assertThat(bytes.getFloat()).isEqualTo(((Number) each).floatValue());
    }
    assertThat(asked(EmbeddingRequest.class).extras()).isEmpty();
  }

  @Test
  void blamesTheProviderForVectorsThatNoJsonCanHold() {
    surface.fake.respond(
        EmbeddingRequest.class,
        request ->
            new EmbeddingResponse(
                List.of(new EmbeddingVector(0, new float[] {Float.NaN})), info()));

    ServerReply reply = post("/embeddings", "\"input\":\"a\"");

    assertThat(reply.status()).isEqualTo(502);
    assertThat(at(reply, "error.code")).isEqualTo("malformed_reply");
  }

  @Test
  void makesVectorsOfPictures() {
    post(
        "/embeddings",
        "\"input\":[{\"type\":\"text\",\"text\":\"a\"},"
            + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x.example/a.png\"}}]");

    assertThat(asked(EmbeddingRequest.class).inputs())
        .containsExactly(new ModelInput.Text("a"), new ModelInput.Image("https://x.example/a.png"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[1,2] | [Tokens(2)]", "[[1],[2,3]] | [Tokens(1), Tokens(2)]"})
  void makesVectorsOfTokens(String input, String inputs) {
    post("/embeddings", "\"input\":" + input);

    assertThat(asked(EmbeddingRequest.class).inputs()).hasToString(inputs);
  }

  @Test
  void paintsPictures() {
    ServerReply bytes =
        post(
            "/images/generations",
            "\"prompt\":\"a cat\",\"n\":2,\"size\":\"1024x1024\",\"quality\":\"high\","
                + "\"style\":\"vivid\",\"background\":\"opaque\",\"output_format\":\"webp\","
                + "\"output_compression\":50,\"response_format\":\"b64_json\",\"user\":\"u\","
                + "\"moderation\":\"low\",\"stream\":false,\"partial_images\":0");

    ImageRequest asked = asked(ImageRequest.class);
    assertThat(asked.prompt()).isEqualTo("a cat");
    assertThat(asked.count()).isEqualTo(2);
    assertThat(asked.size()).isEqualTo("1024x1024");
    assertThat(asked.format()).isEqualTo(ImageRequest.Format.WEBP);
    assertThat(asked.compression()).isEqualTo(50);
    assertThat(asked.form()).isEqualTo(ImageRequest.Form.BYTES);
    assertThat(asked.extras()).containsOnlyKeys("moderation");
    assertThat((List<?>) at(bytes, "data")).hasSize(2);
    assertThat(Base64.getDecoder().decode((String) at(bytes, "data.1.b64_json")))
        .startsWith(0x89, 'P', 'N', 'G');
    assertThat(at(bytes, "created")).isEqualTo(surface.clock.epochMillis() / 1000);
    assertThat(
            at(
                post("/images/generations", "\"prompt\":\"x\",\"response_format\":\"url\""),
                "data.0"))
        .hasToString("{url=https://images.example.com/0.png}");
  }

  @Test
  void saysHowPicturesWereMade() {
    surface.fake.respond(
        ImageRequest.class,
        request ->
            new ImageResponse(
                List.of(GeneratedImage.ofBytes(0, new byte[] {1}, null, null)),
                new ImagesDescribed("1024x1024", "low", null, "png"),
                ResponseInfo.NONE));

    assertThat(post("/images/generations", "\"prompt\":\"a cat\"").text())
        .contains(
            "\"data\":[{\"b64_json\":\"AQ==\"}],\"size\":\"1024x1024\",\"quality\":\"low\","
                + "\"output_format\":\"png\"}");
  }

  @Test
  void speaksInPieces() {
    ServerReply reply =
        post(
            "/audio/speech",
            "\"input\":\"Good morning!\",\"voice\":\"alloy\",\"response_format\":\"opus\","
                + "\"speed\":1.5,\"instructions\":\"slowly\",\"stream_format\":\"audio\"");

    SpeechRequest asked = asked(SpeechRequest.class);
    assertThat(asked.voice()).isEqualTo("alloy");
    assertThat(asked.speed()).isEqualTo(1.5);
    assertThat(asked.instructions()).isEqualTo("slowly");
    assertThat(asked.extras()).isEmpty();
    assertThat(reply.headers())
        .containsEntry("Content-Type", SpeechRequest.Format.OPUS.mediaType())
        .containsEntry("x-gateway-target", "fake/gpt-4o")
        .containsKey("x-request-id");
    assertThat(reply.chunks()).isNotNull();
    assertThat(reply.chunks().silence()).isEmpty();
    byte[] first = reply.chunks().next();
    assertThat(first).isNotEmpty().hasSizeLessThan(20);
    assertThat(new String(first, UTF_8) + reply.text()).isEqualTo("sound of: Good morning!");
    assertThat(surface.usage.last().streamed()).isTrue();
  }

  @Test
  void speaksInEvents() {
    ServerReply reply =
        post("/audio/speech", "\"input\":\"Good morning!\",\"stream_format\":\"sse\"");

    assertThat(reply.headers()).containsEntry("Content-Type", "text/event-stream");
    List<Map<String, Object>> events = Surface.events(reply.text());
    StringBuilder sound = new StringBuilder();
    for (Map<String, Object> event : events.subList(0, events.size() - 1)) {
      assertThat(event).containsEntry("type", "speech.audio.delta");
      sound.append(new String(Base64.getDecoder().decode((String) at(event, "audio")), UTF_8));
    }
    assertThat(sound).hasToString("sound of: Good morning!");
    assertThat(events.get(events.size() - 1)).containsEntry("type", "speech.audio.done");
    assertThat(asked(SpeechRequest.class).extras()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/completions", "/embeddings", "/images/generations", "/audio/speech"})
  void takesAnEmptyUserForNobody(String path) {
    ServerReply reply =
        post(path, "\"input\":\"x\",\"prompt\":\"x\",\"user\":\"\",\"instructions\":\"\"");

    assertThat(reply.status()).isEqualTo(200);
    reply.text();
  }

  @Test
  void takesTheIdOfAVoice() {
    ServerReply reply =
        post("/audio/speech", "\"input\":\"x\",\"voice\":{\"id\":\"voice_1\",\"more\":1}");

    assertThat(asked(SpeechRequest.class).voice()).isEqualTo("voice_1");
    assertThat(reply.headers()).containsEntry("Content-Type", "audio/mpeg");
    assertThat(reply.text()).isEqualTo("sound of: x");
  }

  @Test
  void judgesTextsAndPictures() {
    ServerReply texts = post("/moderations", "\"input\":[\"a\",\"b\"]");
    assertThat((List<?>) at(texts, "results")).hasSize(2);
    assertThat(at(texts, "results.0.flagged")).isEqualTo(false);
    assertThat(((Map<?, ?>) at(texts, "results.0.categories")).keySet().toString())
        .contains("self-harm/intent");
    assertThat(at(texts, "id")).isEqualTo("fake-answer");

    post(
        "/moderations",
        "\"input\":[{\"type\":\"text\",\"text\":\"a\"},"
            + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x.example/a.png\"}}]");
    assertThat(asked(ModerationRequest.class).inputs())
        .containsExactly(
            new ModerationInput.Text("a"), new ModerationInput.Image("https://x.example/a.png"));
  }

  @Test
  void putsDocumentsInOrder() {
    ServerReply reply =
        post(
            "/rerank",
            "\"query\":\"cat\",\"documents\":[\"a dog\",{\"text\":\"a cat\"}],\"top_n\":1,"
                + "\"return_documents\":true,\"max_tokens_per_doc\":100");

    RerankRequest asked = asked(RerankRequest.class);
    assertThat(asked.documents()).containsExactly("a dog", "a cat");
    assertThat(asked.topN()).isEqualTo(1);
    assertThat(asked.extras()).containsOnlyKeys("max_tokens_per_doc");
    assertThat((List<?>) at(reply, "results")).hasSize(1);
    assertThat(at(reply, "results.0.index")).isEqualTo(1L);
    assertThat(at(reply, "results.0.relevance_score")).isInstanceOf(Number.class);
    assertThat(at(reply, "results.0.document")).hasToString("{text=a cat}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/completions         | \"x\":1                                        | prompt",
        "/completions         | \"prompt\":[]                                  | prompt",
        "/completions         | \"prompt\":{}                                  | prompt",
        "/completions         | \"prompt\":\"\\ud800\"                         | prompt",
        "/completions         | \"prompt\":\"x\",\"temperature\":3             | temperature",
        "/completions         | \"prompt\":\"x\",\"n\":\"2\"                   | n",
        "/completions         | \"prompt\":\"x\",\"n\":2,\"best_of\":1         | best_of",
        "/completions         | \"prompt\":\"x\",\"stream\":\"yes\"            | stream",
        "/embeddings          | \"x\":1                                        | input",
        "/embeddings          | \"input\":[]                                   | input",
        "/embeddings          | \"input\":[{\"type\":\"video\"}]               | input[0]",
        "/completions         | \"prompt\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://a/b\"}}] | prompt",
        "/embeddings          | \"input\":\"\"                                 | input",
        "/embeddings          | \"input\":[[]]                                 | input[0]",
        "/embeddings          | \"input\":[1,\"a\"]                            | input[1]",
        "/embeddings          | \"input\":[\"a\",1]                            | input[1]",
        "/embeddings          | \"input\":[1.5]                                | input[0]",
        "/embeddings          | \"input\":\"a\",\"encoding_format\":\"int8\"   | encoding_format",
        "/embeddings          | \"input\":\"a\",\"dimensions\":0               | dimensions",
        "/images/generations  | \"n\":1                                        | prompt",
        "/images/generations  | \"prompt\":\"x\",\"n\":0                       | n",
        "/images/generations  | \"prompt\":\"x\",\"output_format\":\"gif\"     | output_format",
        "/images/generations  | \"prompt\":\"x\",\"response_format\":\"png\"   | response_format",
        "/images/generations  | \"prompt\":\"x\",\"stream\":true               | stream",
        "/images/generations  | \"prompt\":\"x\",\"partial_images\":2          | partial_images",
        "/audio/speech        | \"voice\":\"alloy\"                            | input",
        "/audio/speech        | \"input\":\"x\",\"response_format\":\"ogg\"    | response_format",
        "/audio/speech        | \"input\":\"x\",\"stream_format\":\"wav\"      | stream_format",
        "/audio/speech        | \"input\":\"x\",\"speed\":9                    | speed",
        "/audio/speech        | \"input\":\"x\",\"voice\":7                    | voice",
        "/moderations         | \"x\":1                                        | input",
        "/moderations         | \"input\":[]                                   | input",
        "/moderations         | \"input\":[{\"type\":\"audio\"}]               | input[0]",
        "/moderations         | \"input\":3                                    | input",
        "/rerank              | \"query\":\"x\"                                | documents",
        "/rerank              | \"query\":\"x\",\"documents\":[]               | documents",
        "/rerank              | \"documents\":[\"x\"]                          | query",
        "/rerank              | \"query\":\"x\",\"documents\":[{\"image\":\"y\"}] | documents[0]",
        "/rerank              | \"query\":\"x\",\"documents\":[\"y\"],\"top_n\":0 | top_n",
      })
  void saysWhichParameterIsWrong(String path, String fields, String param) {
    ServerReply reply = post(path, fields);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(at(reply, "error.param")).isEqualTo(param);
    assertThat(at(reply, "error.code")).isEqualTo("invalid_request");
    assertThat(surface.fake.otherRequests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/completions",
    "/embeddings",
    "/images/generations",
    "/audio/speech",
    "/moderations",
    "/rerank"
  })
  void followsTheRulesOfChat(String path) {
    ServerReply noModel = surface.send("POST", "/v1" + path, "{}");
    assertThat(noModel.status()).isEqualTo(400);
    assertThat(at(noModel, "error.param")).isEqualTo("model");

    String fields =
        "\"prompt\":\"x\",\"input\":\"x\",\"query\":\"x\",\"documents\":[\"x\"],\"model\":\"none\"";
    ServerReply unknown = surface.send("POST", "/v1" + path, "{" + fields + "}");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(at(unknown, "error.code")).isEqualTo("model_not_found");

    ServerReply named =
        surface.send("POST", "/v1" + path, "{" + fields + "}", "x-gateway-config", "chat");
    assertThat(named.status()).isEqualTo(200);
    named.text();

    assertThat(surface.send("POST", "/v1" + path, "{", "Content-Type", "text/plain").status())
        .isEqualTo(415);
    assertThat(surface.send("POST", "/v1" + path, "[]").status()).isEqualTo(400);
  }
}
