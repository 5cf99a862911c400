package dev.gatewaysdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.audio.AudioFile;
import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.GuardrailException;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.guardrail.Guardrail;
import dev.gatewaysdk.guardrail.Placeholders;
import dev.gatewaysdk.guardrail.Verdict;
import dev.gatewaysdk.guardrail.pii.Pii;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.moderation.ModerationInput;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.reply.ModelInput;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.rerank.RerankRequest;
import dev.gatewaysdk.testing.FakeProvider;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Guardrails see the texts of every operation before a provider does. */
class OtherOperationsGuardedTest {
  private static final String TEXT = "to ann@example.com";

  /** Writes a star for every text, and so shows which texts it was given. */
  private static final Guardrail STARS =
      new Guardrail() {
        @Override
        public String name() {
          return "stars";
        }

        @Override
        public Verdict check(String text, Placeholders placeholders) {
          return Verdict.masked("*" + text, List.of());
        }
      };

  private final FakeProvider fake = new FakeProvider();
  private final GatewayClient gateway =
      GatewayClient.builder()
          .provider("fake", fake)
          .endpoint(Endpoint.builder("stars").target("fake", "m").inputGuardrail(STARS).build())
          .endpoint(Endpoint.builder("mask").target("fake", "m").inputGuardrail(Pii.mask()).build())
          .endpoint(
              Endpoint.builder("block").target("fake", "m").inputGuardrail(Pii.block()).build())
          .build();

  @AfterEach
  void close() {
    gateway.close();
  }

  /** The request as the provider gets it. */
  @SuppressWarnings("unchecked")
  private <Q extends RequestFor<?>> Q sent(Q request) {
    RequestFor<?> asked = request;
    gateway.call(asked, Caller.anonymous());
    return (Q) fake.otherRequests().get(fake.otherRequests().size() - 1);
  }

  @Test
  void seeEveryTextOfACompletionAndKeepTheRest() {
    CompletionRequest sent =
        sent(
            CompletionRequest.builder("stars")
                .prompt("a")
                .prompt("b")
                .suffix("c")
                .stop("d")
                .endUser("e")
                .extra("metadata", RawJson.parse("{\"f\":\"g\"}"))
                .maxTokens(1)
                .echo(true)
                .choices(2)
                .bestOf(3)
                .logprobs(4)
                .temperature(0.5)
                .topP(0.6)
                .frequencyPenalty(0.7)
                .presencePenalty(0.8)
                .seed(9)
                .build());

    assertThat(sent.prompts())
        .containsExactly(new ModelInput.Text("*a"), new ModelInput.Text("*b"));
    assertThat(sent.suffix()).isEqualTo("*c");
    assertThat(sent.stop()).containsExactly("*d");
    assertThat(sent.endUser()).isEqualTo("*e");
    assertThat(sent.extras()).containsEntry("metadata", RawJson.parse("{\"*f\":\"*g\"}"));
    assertThat(sent.model()).isEqualTo("stars");
    assertThat(
            List.of(
                sent.maxTokens(),
                sent.echo(),
                sent.choices(),
                sent.bestOf(),
                sent.logprobs(),
                sent.temperature(),
                sent.topP(),
                sent.frequencyPenalty(),
                sent.presencePenalty(),
                sent.seed()))
        .containsExactly(1, true, 2, 3, 4, 0.5, 0.6, 0.7, 0.8, 9L);
  }

  @Test
  void seeEveryTextOfAnEmbedding() {
    EmbeddingRequest sent =
        sent(
            EmbeddingRequest.builder("stars")
                .input("a")
                .dimensions(3)
                .purpose(EmbeddingRequest.Purpose.QUERY)
                .endUser("b")
                .build());

    assertThat(sent.inputs()).containsExactly(new ModelInput.Text("*a"));
    assertThat(sent.endUser()).isEqualTo("*b");
    assertThat(sent.dimensions()).isEqualTo(3);
    assertThat(sent.purpose()).isEqualTo(EmbeddingRequest.Purpose.QUERY);
  }

  @Test
  void seeEveryTextOfAnImage() {
    ImageRequest sent =
        sent(
            ImageRequest.builder("stars", "a")
                .count(2)
                .size("s")
                .quality("q")
                .style("t")
                .background("b")
                .format(ImageRequest.Format.JPEG)
                .compression(50)
                .form(ImageRequest.Form.BYTES)
                .build());

    assertThat(sent.prompt()).isEqualTo("*a");
    assertThat(List.of(sent.count(), sent.size(), sent.quality(), sent.style(), sent.background()))
        .containsExactly(2, "s", "q", "t", "b");
    assertThat(List.of(sent.format(), sent.compression(), sent.form()))
        .containsExactly(ImageRequest.Format.JPEG, 50, ImageRequest.Form.BYTES);
  }

  @Test
  void seeEveryTextOfSpeech() {
    SpeechRequest sent =
        sent(
            SpeechRequest.builder("stars", "a")
                .voice("v")
                .format(SpeechRequest.Format.WAV)
                .speed(2)
                .instructions("b")
                .build());

    assertThat(List.of(sent.input(), sent.instructions())).containsExactly("*a", "*b");
    assertThat(List.of(sent.voice(), sent.format(), sent.speed()))
        .containsExactly("v", SpeechRequest.Format.WAV, 2.0);
  }

  @Test
  void seeEveryTextOfATranscription() {
    AudioFile file = AudioFile.of(new byte[] {1}, "a.mp3");
    TranscriptionRequest sent =
        sent(
            TranscriptionRequest.builder("stars", file)
                .language("de")
                .prompt("b")
                .temperature(0.5)
                .format(TranscriptionRequest.Format.VERBOSE_JSON)
                .granularity(TranscriptionRequest.Granularity.WORD)
                .build());

    assertThat(List.of(sent.file().name(), sent.prompt())).containsExactly("*a.mp3", "*b");
    assertThat(sent.file().bytes()).isSameAs(file.bytes());
    assertThat(sent.file().mediaType()).isEqualTo("audio/mpeg");
    assertThat(List.of(sent.language(), sent.temperature(), sent.format(), sent.translate()))
        .containsExactly("de", 0.5, TranscriptionRequest.Format.VERBOSE_JSON, false);
    assertThat(sent.granularities()).containsExactly(TranscriptionRequest.Granularity.WORD);
  }

  /** Providers go by the extension, so that must outlive a name that is masked. */
  @Test
  void leaveTheTypeOfARecordingInItsName() {
    TranscriptionRequest sent =
        sent(
            TranscriptionRequest.builder(
                    "mask", AudioFile.of(new byte[] {1}, "ann.miller@corp.example.com.MP3"))
                .build());

    assertThat(sent.file().name()).doesNotContain("ann").endsWith(".MP3");
  }

  @Test
  void seeEveryTextOfAModerationAndARanking() {
    ModerationInput.Image image = new ModerationInput.Image("https://example.com/a.png");
    ModerationRequest moderation =
        sent(ModerationRequest.builder("stars").image(image.url()).text("a").build());
    RerankRequest ranking =
        sent(
            RerankRequest.builder("stars", "q")
                .document("a")
                .topN(1)
                .returnDocuments(true)
                .build());

    assertThat(moderation.inputs()).containsExactly(image, new ModerationInput.Text("*a"));
    assertThat(ranking.query()).isEqualTo("*q");
    assertThat(ranking.documents()).containsExactly("*a");
    assertThat(List.of(ranking.topN(), ranking.returnDocuments())).containsExactly(1, true);
  }

  @Test
  void maskWhatTheyFind() {
    EmbeddingRequest sent = sent(EmbeddingRequest.builder("mask").input(TEXT).build());
    EmbeddingRequest harmless = EmbeddingRequest.builder("mask").input("hello").build();

    assertThat(((ModelInput.Text) sent.inputs().get(0)).text())
        .startsWith("to ")
        .doesNotContain("ann");
    assertThat(sent(harmless)).isSameAs(harmless);
  }

  @Test
  void blockWhatTheyFind() {
    assertThatThrownBy(() -> gateway.embed(EmbeddingRequest.builder("block").input(TEXT).build()))
        .isInstanceOf(GuardrailException.class)
        .hasMessageContaining("input[0]");
    assertThatThrownBy(() -> gateway.speak(SpeechRequest.builder("block", TEXT).build()))
        .isInstanceOf(GuardrailException.class);
    assertThat(fake.attempts()).isZero();
  }

  @Test
  void letNothingThroughThatTheyCannotLookAt() {
    EmbeddingRequest tokens =
        EmbeddingRequest.builder("mask").input(new ModelInput.Tokens(List.of(1, 2))).build();

    assertThatThrownBy(() -> gateway.embed(tokens))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("input[0]")
        .hasMessageContaining("tokens");
    assertThat(fake.attempts()).isZero();
  }
}
