package dev.gatewaysdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.AnswerStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.audio.AudioFile;
import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.conformance.Surfaces;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.embedding.EmbeddingResponse;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.provider.Attempts;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.reply.ResponseInfo;
import dev.gatewaysdk.rerank.RankedDocument;
import dev.gatewaysdk.rerank.RerankRequest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fake answers to operations other than chat. */
class FakeSurfacesTest {
  private final FakeProvider fake = new FakeProvider();
  private final GatewayClient gateway = GatewayClient.builder().provider("fake", fake).build();

  @AfterEach
  void close() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "completion",
        "embedding",
        "image",
        "speech",
        "transcription",
        "moderation",
        "rerank",
        "models"
      })
  void answersTheSameWholeAndStreamed(String operation) {
    assertThat(answer(Surfaces.request(operation), false))
        .isEqualTo(answer(Surfaces.request(operation), true));
    assertThat(fake.otherRequests()).hasSize(2);
    assertThat(fake.supports(fake.otherRequests().get(0).operation())).isTrue();
  }

  private <R extends Response> R answer(RequestFor<R> request, boolean streamed) {
    return Surfaces.collect(
        request.collector(), fake.open(Attempts.of(request, streamed, "fake", "m")));
  }

  @Test
  void givesTheSameVectorToTheSameText() {
    EmbeddingResponse response =
        gateway.embed(
            EmbeddingRequest.builder("@fake/m")
                .input("a")
                .input("b")
                .input("a")
                .dimensions(3)
                .build());

    float[] a = response.vectors().get(0).values();
    assertThat(a).hasSize(3).isEqualTo(response.vectors().get(2).values());
    assertThat(a).isNotEqualTo(response.vectors().get(1).values());
  }

  @Test
  void givesAsManyAsWereAskedFor() {
    CompletionRequest completion =
        CompletionRequest.builder("@fake/m").prompt("a").prompt("b").choices(2).echo(true).build();
    ImageRequest images =
        ImageRequest.builder("@fake/m", "cat").count(2).form(ImageRequest.Form.URL).build();
    ModerationRequest texts = ModerationRequest.builder("@fake/m").text("a").text("b").build();
    ModerationRequest mixed =
        ModerationRequest.builder("@fake/m").text("a").image("https://example.com/a.png").build();

    assertThat(gateway.complete(completion).choices()).hasSize(4);
    assertThat(gateway.complete(completion).choices().get(2).text()).startsWith("b");
    assertThat(gateway.generateImage(images).images())
        .hasSize(2)
        .allMatch(image -> image.url() != null);
    assertThat(gateway.moderate(texts).results()).hasSize(2);
    assertThat(gateway.moderate(mixed).results()).hasSize(1);
    assertThat(gateway.moderate(mixed).flagged()).isFalse();
  }

  @Test
  void ranksByTheWordsThatAreShared() {
    RerankRequest request =
        RerankRequest.builder("@fake/m", "red cat")
            .document("a blue dog")
            .document("the red cat")
            .document("a red dog")
            .topN(2)
            .build();

    assertThat(gateway.rerank(request).results())
        .extracting(RankedDocument::index)
        .containsExactly(1, 2);
  }

  @Test
  void writesTranscriptsInTheFormAskedFor() {
    for (TranscriptionRequest.Format format : TranscriptionRequest.Format.values()) {
      TranscriptionRequest request =
          TranscriptionRequest.builder("@fake/m", AudioFile.of(new byte[] {1}, "a.wav"))
              .format(format)
              .build();

      var response = gateway.transcribe(request);

      assertThat(response.text()).contains("Hello there.");
      assertThat(response.segments().isEmpty())
          .isEqualTo(format != TranscriptionRequest.Format.VERBOSE_JSON);
    }
  }

  @Test
  void answersAsTheTestSays() {
    fake.respond(
        EmbeddingRequest.class, request -> new EmbeddingResponse(List.of(), ResponseInfo.NONE));

    assertThat(
            gateway
                .embed(EmbeddingRequest.builder("@fake/m").input("a").build(), Caller.anonymous())
                .vectors())
        .isEmpty();
    assertThat(fake.attempts()).isEqualTo(1);
  }

  @Test
  void streamsSoundInPieces() {
    try (AnswerStream<?> stream =
        gateway.stream(
            SpeechRequest.builder("@fake/m", "x".repeat(60)).build(), Caller.anonymous())) {
      int events = 0;
      while (stream.next() != null) {
        events++;
      }
      assertThat(events).isGreaterThan(4);
    }
  }

  @Test
  void canDoAllButWhatItIsWithout() {
    fake.without(Operation.IMAGE, Operation.SPEECH);

    assertThat(Arrays.stream(Operation.values()).filter(fake::supports))
        .doesNotContain(Operation.IMAGE, Operation.SPEECH)
        .contains(Operation.CHAT, Operation.EMBEDDING);
  }
}
