package dev.gatewaysdk.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.AnswerStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.SpeechStream;
import dev.gatewaysdk.audio.AudioFile;
import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.audio.TranscriptionResponse;
import dev.gatewaysdk.catalog.ListedModel;
import dev.gatewaysdk.catalog.ModelCatalog;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.completion.CompletionResponse;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.embedding.EmbeddingResponse;
import dev.gatewaysdk.embedding.EmbeddingVector;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.image.ImageResponse;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.moderation.ModerationResponse;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.ResponseInfo;
import dev.gatewaysdk.rerank.RerankRequest;
import dev.gatewaysdk.rerank.RerankResponse;
import dev.gatewaysdk.testing.FakeProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/operations.md}. */
class OperationsDocTest {
  private final FakeProvider fake = new FakeProvider();
  private final GatewayClient gateway = gateway(fake);

  private static GatewayClient gateway(FakeProvider fake) {
    var builder = GatewayClient.builder().provider("fake", fake);
    for (String name :
        List.of("search", "instruct", "painter", "voice", "ears", "judge", "ranker")) {
      builder.endpoint(Endpoint.builder(name).target("fake", "m").build());
    }
    return builder.build();
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void vectors() {
    EmbeddingResponse answer =
        gateway.embed(
            EmbeddingRequest.builder("search").input("red").input("blue").dimensions(256).build());
    float[] red = answer.vectors().get(0).values();

    assertThat(red).hasSize(256);
  }

  @Test
  void text() {
    StringBuilder out = new StringBuilder();
    CompletionRequest story =
        CompletionRequest.builder("instruct").prompt("Once upon a time").maxTokens(100).build();
    try (AnswerStream<CompletionResponse> stream = gateway.streamCompletion(story)) {
      for (ReplyEvent event : stream) {
        if (event instanceof ChatEvent.TextDelta delta) {
          out.append(delta.text());
        }
      }
    }

    assertThat(out).isNotEmpty();
  }

  @Test
  void pictures() {
    ImageResponse pictures =
        gateway.generateImage(
            ImageRequest.builder("painter", "A lighthouse at dawn").size("1024x1024").build());
    byte[] png = pictures.image().bytes();

    assertThat(png).isNotEmpty();
  }

  @Test
  void sound() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] recording = {1, 2, 3};
    SpeechRequest greeting = SpeechRequest.builder("voice", "Good morning!").voice("alloy").build();
    try (SpeechStream speech = gateway.streamSpeech(greeting)) {
      speech.inputStream().transferTo(out);
    }
    TranscriptionRequest talk =
        TranscriptionRequest.builder("ears", AudioFile.of(recording, "talk.mp3"))
            .format(TranscriptionRequest.Format.VERBOSE_JSON)
            .granularity(TranscriptionRequest.Granularity.WORD)
            .build();
    TranscriptionResponse transcript = gateway.transcribe(talk);

    assertThat(out.size()).isPositive();
    assertThat(transcript.words()).isNotEmpty();
  }

  @Test
  void judgementAndOrder() {
    List<String> documents = List.of("a blue dog", "the red cat");
    ModerationResponse judged =
        gateway.moderate(ModerationRequest.builder("judge").text("I will find you.").build());
    RerankResponse ranked =
        gateway.rerank(
            RerankRequest.builder("ranker", "red cat").documents(documents).topN(3).build());
    String best = documents.get(ranked.results().get(0).index());

    assertThat(judged.flagged()).isFalse();
    assertThat(best).isEqualTo("the red cat");
  }

  @Test
  void models() {
    List<String> names = new ArrayList<>();
    ModelCatalog catalog = gateway.models();
    for (ListedModel model : catalog.models()) {
      names.add(model.id());
    }

    assertThat(names).contains("search", "@fake/fake-model");
    assertThat(catalog.failures()).isEmpty();
  }

  @Test
  void inTests() {
    fake.respond(
        EmbeddingRequest.class,
        request ->
            new EmbeddingResponse(
                List.of(new EmbeddingVector(0, new float[] {1, 0})), ResponseInfo.NONE));
    fake.without(Operation.IMAGE);

    assertThat(gateway.embed(EmbeddingRequest.builder("search").input("a").build()).vector())
        .containsExactly(1, 0);
    assertThatThrownBy(
            () -> gateway.generateImage(ImageRequest.builder("painter", "a cat").build()))
        .isInstanceOf(UnsupportedRequestException.class);
  }
}
