package dev.gatewaysdk.provider.geminiwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest.Purpose;
import dev.gatewaysdk.embedding.EmbeddingResponse;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.gemini.GeminiProvider;
import dev.gatewaysdk.provider.vertexai.VertexAiProvider;
import dev.gatewaysdk.reply.ModelInput;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.rerank.RerankRequest;
import dev.gatewaysdk.secret.Secret;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Embeddings and models on both hosts of Google's wire. */
class GeminiOperationsTest {
  private static final String FIRST = "@gemini/gemini-embedding-001";
  private static final String AT_VERTEX =
      "/v1beta1/projects/my-project/locations/global/publishers/google/models/";
  private static final String VECTORS = "{'embeddings':[{'values':[1,2]},{'values':[3,4]}]}";
  private static final String VECTOR = "{'embedding':{'values':[1,2]}}";
  private static final String PREDICTED = "{'predictions':[{'embeddings':{'values':[1,2]}}]}";

  private final MockWebServer server = NoDelayServer.create();
  private Provider gemini;
  private Provider vertex;
  private GatewayClient gateway;

  @BeforeEach
  void start() throws IOException {
    server.start();
    String url = server.url("/").toString();
    gemini = GeminiProvider.builder().apiKey(Secret.of("AIza-test")).baseUrl(url).build();
    vertex =
        VertexAiProvider.builder("my-project")
            .accessToken(Secret.of("ya29.test-token"))
            .baseUrl(url)
            .build();
    gateway =
        GatewayClient.builder()
            .provider("gemini", gemini)
            .provider("vertex", vertex)
            .retry(Retry.NONE)
            .build();
  }

  @AfterEach
  void stop() {
    gateway.close();
    server.close();
  }

  private <R extends Response> R answer(RequestFor<R> request, String json) {
    server.enqueue(new MockResponse.Builder().body(json.replace('\'', '"')).build());
    return gateway.call(request, Caller.anonymous());
  }

  private String sent() throws InterruptedException {
    RecordedRequest sent = server.takeRequest();
    String body = sent.getBody() == null ? "" : " " + sent.getBody().utf8().replace('"', '\'');
    return sent.getTarget() + body;
  }

  @Test
  void saysWhatEachHostCanDo() {
    assertThat(Operation.values())
        .filteredOn(gemini::supports)
        .containsExactlyInAnyOrder(
            Operation.CHAT, Operation.EMBEDDING, Operation.IMAGE, Operation.MODELS);
    assertThat(Operation.values())
        .filteredOn(vertex::supports)
        .containsExactlyInAnyOrder(
            Operation.CHAT, Operation.EMBEDDING, Operation.IMAGE, Operation.MODELS);
  }

  @Test
  void asksTheGeminiApiForEachTextInOneBatch() throws InterruptedException {
    EmbeddingResponse response =
        answer(
            EmbeddingRequest.builder(FIRST)
                .input("a")
                .input("b")
                .dimensions(768)
                .purpose(Purpose.QUERY)
                .endUser("user-1")
                .extra("title", RawJson.parse("\"t\""))
                .extra("encoding_format", RawJson.parse("\"base64\""))
                .build(),
            VECTORS);

    String settings = ",'taskType':'RETRIEVAL_QUERY','outputDimensionality':768,'title':'t'}";
    assertThat(sent())
        .isEqualTo(
            "/v1beta/models/gemini-embedding-001:batchEmbedContents {'requests':["
                + "{'model':'models/gemini-embedding-001','content':{'parts':[{'text':'a'}]}"
                + settings
                + ",{'model':'models/gemini-embedding-001','content':{'parts':[{'text':'b'}]}"
                + settings
                + "]}");
    assertThat(response.vectors()).hasSize(2);
    assertThat(response.usage()).isNull();
    assertThat(response.info().adjustments())
        .extracting(adjustment -> adjustment.kind() + " " + adjustment.subject())
        .containsExactly("DROPPED user");
  }

  @Test
  void asksVertexForPredictionsOfSeveralTexts() throws InterruptedException {
    answer(
        EmbeddingRequest.builder("@vertex/text-embedding-005")
            .input("a")
            .input("b")
            .dimensions(256)
            .purpose(Purpose.DOCUMENT)
            .extra("title", RawJson.parse("\"t\""))
            .extra("autoTruncate", RawJson.parse("false"))
            .build(),
        "{'predictions':[{'embeddings':{'values':[1,2]}},{'embeddings':{'values':[3,4]}}]}");

    assertThat(sent())
        .isEqualTo(
            AT_VERTEX
                + "text-embedding-005:predict {'instances':["
                + "{'content':'a','task_type':'RETRIEVAL_DOCUMENT','title':'t'},"
                + "{'content':'b','task_type':'RETRIEVAL_DOCUMENT','title':'t'}],"
                + "'parameters':{'outputDimensionality':256,'autoTruncate':false}}");
  }

  @Test
  void asksVertexForTheFirstOfGeminisModelsByPredictionToo() throws InterruptedException {
    answer(EmbeddingRequest.builder("@vertex/gemini-embedding-001").input("a").build(), PREDICTED);

    assertThat(sent())
        .isEqualTo(AT_VERTEX + "gemini-embedding-001:predict {'instances':[{'content':'a'}]}");
  }

  @Test
  void asksVertexForLaterModelsByTheirContent() throws InterruptedException {
    answer(
        EmbeddingRequest.builder("@vertex/gemini-embedding-2").input("a").dimensions(768).build(),
        VECTOR);

    assertThat(sent())
        .isEqualTo(
            AT_VERTEX
                + "gemini-embedding-2:embedContent {'content':{'parts':[{'text':'a'}]},"
                + "'embedContentConfig':{'outputDimensionality':768}}");
  }

  @Test
  void putsSettingsOfLaterModelsAtVertexWhereTheyBelong() throws InterruptedException {
    answer(
        EmbeddingRequest.builder("@vertex/gemini-embedding-2-preview")
            .input("a")
            .purpose(Purpose.QUERY)
            .extra("autoTruncate", RawJson.parse("true"))
            .extra("embedContentConfig", RawJson.parse("{\"documentOcr\":true}"))
            .build(),
        VECTOR);

    assertThat(sent())
        .endsWith(
            "{'content':{'parts':[{'text':'a'}]},'embedContentConfig':{'taskType':"
                + "'RETRIEVAL_QUERY','autoTruncate':true,'documentOcr':true}}");
  }

  @Test
  void asksVertexForOpenModelsByTheirContent() throws InterruptedException {
    answer(
        EmbeddingRequest.builder("@vertex/publishers/intfloat/models/e5-large-maas")
            .input("a")
            .build(),
        VECTOR);

    assertThat(sent())
        .contains("/publishers/intfloat/models/e5-large-maas:embedContent {'content'");
  }

  @ParameterizedTest
  @CsvSource({
    "DOCUMENT, title: t | text: a",
    "QUERY, task: search result | query: a",
    "CLASSIFICATION, task: classification | query: a",
    "CLUSTERING, task: clustering | query: a",
    "SIMILARITY, task: sentence similarity | query: a"
  })
  void tellsTheSecondOfGeminisModelsItsPurposeInWords(Purpose purpose, String text)
      throws InterruptedException {
    for (String model : List.of("@gemini/gemini-embedding-2", "@vertex/gemini-embedding-2")) {
      EmbeddingResponse response =
          answer(
              EmbeddingRequest.builder(model)
                  .input("a")
                  .purpose(purpose)
                  .extra("title", RawJson.parse("\"t\""))
                  .build(),
              model.startsWith("@gemini") ? "{'embeddings':[{'values':[1]}]}" : VECTOR);

      assertThat(sent()).contains("{'parts':[{'text':'" + text + "'}]}").doesNotContain("taskType");
      assertThat(response.adjustments())
          .extracting(adjustment -> adjustment.kind() + " " + adjustment.subject())
          .containsExactly("EMULATED purpose");
    }
  }

  @Test
  void knowsThatADocumentMayHaveNoTitle() throws InterruptedException {
    answer(
        EmbeddingRequest.builder("@gemini/gemini-embedding-2")
            .input("a")
            .purpose(Purpose.DOCUMENT)
            .build(),
        "{'embeddings':[{'values':[1]}]}");

    assertThat(sent()).contains("'title: none | text: a'");
  }

  @Test
  void givesEveryPurposeGooglesName() throws InterruptedException {
    List<String> names =
        List.of(
            "RETRIEVAL_DOCUMENT",
            "RETRIEVAL_QUERY",
            "CLASSIFICATION",
            "CLUSTERING",
            "SEMANTIC_SIMILARITY");
    for (Purpose purpose : Purpose.values()) {
      answer(EmbeddingRequest.builder(FIRST).input("a").purpose(purpose).build(), VECTORS);

      assertThat(sent()).contains("'taskType':'" + names.get(purpose.ordinal()) + "'");
    }
  }

  @Test
  void refusesBeforeSendingWhatGoogleCannotDo() {
    EmbeddingRequest.Builder two = EmbeddingRequest.builder("@vertex/gemini-embedding-001");
    refused(two.input("a").input("b").build(), "gemini-embedding-001 takes one at a time");
    refused(
        EmbeddingRequest.builder("@vertex/gemini-embedding-2").input("a").input("b").build(),
        "gemini-embedding-2 takes one at a time");
    refused(
        EmbeddingRequest.builder(FIRST).input(new ModelInput.Tokens(List.of(1))).build(),
        "takes texts, and no lists of tokens");
    refused(RerankRequest.builder(FIRST, "a").document("b").build(), "rerank");
    refused(
        EmbeddingRequest.builder(FIRST).inputs(Collections.nCopies(101, "a")).build(),
        "the Gemini API takes 100 at a time");
    refused(
        EmbeddingRequest.builder("@vertex/text-embedding-005")
            .inputs(Collections.nCopies(251, "a"))
            .build(),
        "Vertex AI takes 250 at a time");
  }

  private void refused(RequestFor<?> request, String says) {
    assertThatThrownBy(() -> gateway.call(request, Caller.anonymous()))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageContaining(says);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void letsNoModelsNameLeadElsewhere() {
    EmbeddingRequest request = EmbeddingRequest.builder("@gemini/../x").input("a").build();

    assertThatThrownBy(() -> gateway.call(request, Caller.anonymous()))
        .isInstanceOf(InvalidRequestException.class);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void listsAllModels() throws InterruptedException {
    var response =
        answer(ListModelsRequest.of("gemini"), "{'models':[{'name':'models/a','version':'1'}]}");

    assertThat(sent()).isEqualTo("/v1beta/models?pageSize=1000");
    assertThat(response.models()).extracting("id").containsExactly("models/a");
    assertThat(answer(ListModelsRequest.of("gemini"), "{}").models()).isEmpty();
  }

  @Test
  void listsModelsOfGoogleOnVertexPageByPage() throws InterruptedException {
    server.enqueue(
        new MockResponse.Builder()
            .body(
                "{\"nextPageToken\":\"p 2\",\"publisherModels\":["
                    + "{\"name\":\"publishers/google/models/a\"}]}")
            .build());

    var response =
        answer(
            ListModelsRequest.of("vertex"),
            "{'publisherModels':[{'name':'publishers/google/models/b'}],'nextPageToken':''}");

    assertThat(response.models())
        .extracting("id")
        .containsExactly("publishers/google/models/a", "publishers/google/models/b");
    assertThat(sent()).isEqualTo("/v1beta1/publishers/google/models?pageSize=100");
    assertThat(sent()).isEqualTo("/v1beta1/publishers/google/models?pageSize=100&pageToken=p%202");
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void asksForNoPageTwice() {
    String page = "{'models':[{'name':'models/a'}],'nextPageToken':'p'}";
    server.enqueue(new MockResponse.Builder().body(page.replace('\'', '"')).build());

    assertThat(answer(ListModelsRequest.of("gemini"), page).models()).hasSize(2);
  }

  @Test
  void failsIfAPageDoes() {
    server.enqueue(
        new MockResponse.Builder()
            .body("{\"models\":[{\"name\":\"models/a\"}],\"nextPageToken\":\"p\"}")
            .build());
    server.enqueue(new MockResponse.Builder().code(503).body("{}").build());

    assertThatThrownBy(() -> gateway.call(ListModelsRequest.of("gemini"), Caller.anonymous()))
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.OVERLOADED));
  }

  @Test
  void takesNoAnswerForWholeThatLacksWhatWasAskedFor() {
    malformed(EmbeddingRequest.builder(FIRST).input("a").build(), "{}");
    malformed(EmbeddingRequest.builder(FIRST).input("a").build(), "{'embeddings':[{}]}");
    malformed(EmbeddingRequest.builder(FIRST).input("a").input("b").build(), VECTOR);
    malformed(
        EmbeddingRequest.builder("@gemini/gemini-embedding-2").input("a").input("b").build(),
        "{'embeddings':[{'values':[1]}]}");
    malformed(ListModelsRequest.of("gemini"), "{'models':[{}]}");
  }

  private void malformed(RequestFor<?> request, String json) {
    assertThatThrownBy(() -> answer(request, json))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY));
  }
}
