package dev.gatewaysdk.provider.cohere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest.Purpose;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ModelInput;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.rerank.RerankRequest;
import dev.gatewaysdk.rerank.RerankResponse;
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

/** Embeddings, reranking and models at Cohere. */
class CohereOperationsTest {
  private static final String EMBED = "@co/embed-v4.0";
  private static final String VECTOR = "{'embeddings':{'float':[[1,2]]}}";

  private final MockWebServer server = NoDelayServer.create();
  private CohereProvider provider;
  private GatewayClient gateway;

  @BeforeEach
  void start() throws IOException {
    server.start();
    provider =
        CohereProvider.builder()
            .apiKey(Secret.of("a-cohere-key"))
            .baseUrl(server.url("/v2").toString())
            .build();
    gateway = GatewayClient.builder().provider("co", provider).retry(Retry.NONE).build();
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

  private static List<String> adjusted(Response response) {
    return response.info().adjustments().stream()
        .map(adjustment -> adjustment.kind() + " " + adjustment.subject())
        .toList();
  }

  @Test
  void saysWhatItCanDo() {
    assertThat(Operation.values())
        .filteredOn(provider::supports)
        .containsExactlyInAnyOrder(
            Operation.CHAT, Operation.EMBEDDING, Operation.RERANK, Operation.MODELS);
  }

  @Test
  void writesEverythingOfAnEmbedding() throws InterruptedException {
    Response response =
        answer(
            EmbeddingRequest.builder(EMBED)
                .input("a")
                .input("b")
                .dimensions(256)
                .purpose(Purpose.QUERY)
                .endUser("user-1")
                .extra("truncate", RawJson.parse("\"NONE\""))
                .extra("encoding_format", RawJson.parse("\"base64\""))
                .build(),
            "{'embeddings':{'float':[[1,2],[3,4]]}}");

    assertThat(sent())
        .isEqualTo(
            "/v2/embed {'model':'embed-v4.0','embedding_types':['float'],"
                + "'input_type':'search_query','texts':['a','b'],'output_dimension':256,"
                + "'truncate':'NONE'}");
    assertThat(adjusted(response)).containsExactly("DROPPED user");
  }

  @Test
  void givesEveryPurposeCoheresName() throws InterruptedException {
    List<String> names =
        List.of("search_document", "search_query", "classification", "clustering", "clustering");
    for (Purpose purpose : Purpose.values()) {
      Response response =
          answer(EmbeddingRequest.builder(EMBED).input("a").purpose(purpose).build(), VECTOR);

      assertThat(sent()).contains("'input_type':'" + names.get(purpose.ordinal()) + "'");
      assertThat(adjusted(response))
          .isEqualTo(purpose == Purpose.SIMILARITY ? List.of("EMULATED purpose") : List.of());
    }
  }

  @Test
  void fillsInThePurposeThatCohereDemands() throws InterruptedException {
    Response response = answer(EmbeddingRequest.builder(EMBED).input("a").build(), VECTOR);

    assertThat(sent()).contains("'input_type':'search_document'");
    assertThat(adjusted(response)).containsExactly("DEFAULTED purpose");
  }

  @Test
  void embedsPicturesAndTextsSideBySide() throws InterruptedException {
    answer(
        EmbeddingRequest.builder(EMBED)
            .input("a cat")
            .image("data:image/png;base64,AQ==")
            .purpose(Purpose.DOCUMENT)
            .build(),
        "{'embeddings':{'float':[[1],[2]]}}");

    assertThat(sent())
        .isEqualTo(
            "/v2/embed {'model':'embed-v4.0','embedding_types':['float'],"
                + "'input_type':'search_document','inputs':["
                + "{'content':[{'type':'text','text':'a cat'}]},{'content':[{'type':'image_url',"
                + "'image_url':{'url':'data:image/png;base64,AQ=='}}]}]}");
  }

  @Test
  void olderModelsTakeOnePictureByItself() throws InterruptedException {
    String older = "@co/embed-english-v3.0";
    String picture = "data:image/png;base64,AQ==";
    Response response =
        answer(EmbeddingRequest.builder(older).image(picture).build(), "{'embeddings':[[1]]}");

    assertThat(sent()).endsWith("'input_type':'image','images':['data:image/png;base64,AQ==']}");
    assertThat(adjusted(response)).isEmpty();
    assertThatThrownBy(
            () ->
                gateway.call(
                    EmbeddingRequest.builder(older).image(picture).input("a").build(),
                    Caller.anonymous()))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageContaining("one picture at a time");
  }

  @Test
  void givesNumbersOfTheTypeThatIsAskedFor() throws InterruptedException {
    EmbeddingRequest bytes =
        EmbeddingRequest.builder(EMBED)
            .input("a")
            .purpose(Purpose.QUERY)
            .extra("embedding_types", RawJson.parse("[\"int8\"]"))
            .build();

    assertThat(answer(bytes, "{'embeddings':{'int8':[[1,-2]]}}").vectors().get(0).values())
        .containsExactly(1, -2);
    assertThat(sent()).contains("'embedding_types':['int8']").doesNotContain("float");
    assertThat(
            answer(bytes, "{'embeddings':{'base64':['AACAPwAAAEA='],'int8':null}}")
                .vectors()
                .get(0)
                .values())
        .containsExactly(1, 2);
    assertThat(
            answer(bytes, "{'embeddings':{'int8':[[9]],'float':[[0.5]]}}")
                .vectors()
                .get(0)
                .values())
        .containsExactly(0.5f);
  }

  @Test
  void refusesBeforeSendingWhatCohereCannotDo() {
    refused(
        EmbeddingRequest.builder(EMBED).image("https://example.com/a.png").build(),
        "fetches no pictures");
    refused(
        EmbeddingRequest.builder(EMBED).inputs(Collections.nCopies(97, "a")).build(),
        "has 97, but Cohere embeds at most 96");
    refused(
        EmbeddingRequest.builder(EMBED).input(new ModelInput.Tokens(List.of(1))).build(),
        "takes texts, and no lists of tokens");
    refused(
        EmbeddingRequest.builder("@co/embed-english-v3.0").input("a").dimensions(256).build(),
        "vectors of one length only");
    refused(ImageRequest.builder("@co/m", "a cat").build(), "image");
  }

  private void refused(RequestFor<?> request, String says) {
    assertThatThrownBy(() -> gateway.call(request, Caller.anonymous()))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageContaining(says);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void refusesAnExtraThatTheRequestSetsAlready() {
    EmbeddingRequest twice =
        EmbeddingRequest.builder(EMBED).input("a").extra("texts", RawJson.parse("[]")).build();

    assertThatThrownBy(() -> gateway.call(twice, Caller.anonymous()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("texts");
  }

  @Test
  void ranksDocumentsAndRepeatsThemItself() throws InterruptedException {
    RerankResponse response =
        answer(
            RerankRequest.builder("@co/rerank-v3.5", "cat")
                .document("dog")
                .document("kitten")
                .topN(1)
                .returnDocuments(true)
                .build(),
            "{'id':'r','results':[{'index':1,'relevance_score':0.9}],"
                + "'meta':{'billed_units':{'search_units':1}}}");

    assertThat(sent())
        .isEqualTo(
            "/v2/rerank {'model':'rerank-v3.5','query':'cat','documents':['dog','kitten'],"
                + "'top_n':1}");
    assertThat(response.results().get(0).document()).isEqualTo("kitten");
    assertThat(response.usage()).as("searches are no tokens").isNull();
    assertThat(response.rawUsage().text()).contains("search_units");
  }

  @Test
  void listsAllModelsThatVersionOneKnows() throws InterruptedException {
    var response =
        answer(ListModelsRequest.of("co"), "{'models':[{'name':'a'},{'endpoints':[],'name':'b'}]}");

    assertThat(sent()).isEqualTo("/v1/models?page_size=1000");
    assertThat(response.models()).extracting("id").containsExactly("a", "b");
  }

  @Test
  void takesNoAnswerForWholeThatLacksWhatWasAskedFor() {
    malformed(EmbeddingRequest.builder(EMBED).input("a").input("b").build(), VECTOR);
    malformed(EmbeddingRequest.builder(EMBED).input("a").build(), "{'embeddings':{'int8':[]}}");
    malformed(RerankRequest.builder("@co/m", "a").document("b").build(), "{'id':'r'}");
    malformed(
        RerankRequest.builder("@co/m", "a").document("b").build(), "{'results':[{'index':0}]}");
    malformed(ListModelsRequest.of("co"), "{'models':[{'endpoints':[]}]}");
  }

  private void malformed(RequestFor<?> request, String json) {
    assertThatThrownBy(() -> answer(request, json))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY));
  }
}
