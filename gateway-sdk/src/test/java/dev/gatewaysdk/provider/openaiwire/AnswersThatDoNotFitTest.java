package dev.gatewaysdk.provider.openaiwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.embedding.EmbeddingResponse;
import dev.gatewaysdk.embedding.EmbeddingVector;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.provider.openai.OpenAiProvider;
import dev.gatewaysdk.provider.openaicompatible.OpenAiCompatibleProvider;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.rerank.RankedDocument;
import dev.gatewaysdk.rerank.RerankRequest;
import dev.gatewaysdk.secret.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not answer all that was asked is no answer: nobody may take it for one. */
class AnswersThatDoNotFitTest {
  private static final String HOST = "@host/m-1";

  private final MockWebServer server = NoDelayServer.create();
  private GatewayClient gateway;

  @BeforeEach
  void start() throws IOException {
    server.start();
    gateway =
        GatewayClient.builder()
            .provider(
                "openai",
                OpenAiProvider.builder()
                    .apiKey(Secret.of("sk-1"))
                    .baseUrl(server.url("/v1").toString())
                    .build())
            .provider(
                "host", OpenAiCompatibleProvider.builder(server.url("/v1").toString()).build())
            .retry(Retry.NONE)
            .build();
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

  private ProviderException malformed(RequestFor<?> request, String answer) {
    answer(answer);
    ProviderException e =
        catchThrowableOfType(
            ProviderException.class, () -> gateway.call(request, Caller.anonymous()));
    assertThat(e).as(answer).isNotNull();
    assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY);
    return e;
  }

  private static EmbeddingRequest vectors(String... inputs) {
    return EmbeddingRequest.builder(HOST).inputs(List.of(inputs)).build();
  }

  @Test
  void areMalformedWhereAnInputHasNoVector() {
    assertThat(malformed(vectors("a", "b"), "{\"data\":[{\"index\":0,\"embedding\":[1]}]}"))
        .hasMessageContaining("1 vectors of 2 inputs");
    malformed(vectors("a"), "{\"data\":[{\"index\":0,\"embedding\":[]}]}");
  }

  @Test
  void areMalformedWhereAVectorHasWhatIsNoNumber() {
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putFloat(1).putFloat(Float.NaN);
    String base64 = Base64.getEncoder().encodeToString(bytes.array());

    malformed(
        EmbeddingRequest.builder("@openai/m-1").input("a").build(),
        "{\"data\":[{\"index\":0,\"embedding\":\"" + base64 + "\"}]}");
    malformed(vectors("a"), "{\"data\":[{\"index\":0,\"embedding\":[1e39]}]}");
  }

  /** Some hosts number every vector 0. */
  @ParameterizedTest
  @ValueSource(ints = {0, 7, -1})
  void haveTheirVectorsInTheOrderOfTheInputsWhereIndicesMakeNoSense(int index) {
    answer(
        "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":%d,\"embedding\":[2]}]}"
            .formatted(index));

    EmbeddingResponse response = gateway.embed(vectors("a", "b"));

    assertThat(response.vectors())
        .containsExactly(
            new EmbeddingVector(0, new float[] {1}), new EmbeddingVector(1, new float[] {2}));
    assertThat(response.adjustments())
        .extracting(Adjustment::kind, Adjustment::subject)
        .containsExactly(tuple(Adjustment.Kind.CONTRADICTION, "index"));
  }

  @Test
  void haveTheirVectorsInTheOrderOfTheirIndices() {
    answer("{\"data\":[{\"index\":1,\"embedding\":[2]},{\"index\":0,\"embedding\":[1]}]}");

    EmbeddingResponse response = gateway.embed(vectors("a", "b"));

    assertThat(response.vectors())
        .containsExactly(
            new EmbeddingVector(0, new float[] {1}), new EmbeddingVector(1, new float[] {2}));
    assertThat(response.adjustments()).isEmpty();
  }

  @Test
  void keepVectorsThatNobodyAskedForAndSaySo() {
    answer("{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[2]}]}");

    EmbeddingResponse response = gateway.embed(vectors("a"));

    assertThat(response.vectors()).hasSize(2);
    assertThat(response.adjustments()).extracting(Adjustment::subject).containsExactly("data");
  }

  @Test
  void areMalformedWhereATextHasNoJudgement() {
    assertThat(
            malformed(
                ModerationRequest.builder(HOST).text("a").text("b").build(),
                "{\"results\":[{\"flagged\":false}]}"))
        .hasMessageContaining("1 results of 2 inputs");
  }

  /** Jina's hosts repeat documents unless told not to. */
  @Test
  void doNotRepeatDocumentsUnasked() {
    String answer =
        "{\"results\":[{\"index\":0,\"relevance_score\":0.5,\"document\":{\"text\":\"a\"}}]}";
    answer(answer);
    answer(answer);
    RerankRequest.Builder request = RerankRequest.builder(HOST, "q").document("a");

    assertThat(gateway.rerank(request.build()).results())
        .containsExactly(new RankedDocument(0, 0.5, null));
    assertThat(gateway.rerank(request.returnDocuments(true).build()).results())
        .containsExactly(new RankedDocument(0, 0.5, "a"));
  }
}
