package dev.gatewaysdk.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest.Purpose;
import dev.gatewaysdk.embedding.EmbeddingResponse;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ModelInput;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.secret.Secret;
import java.io.IOException;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Embeddings of Titan and Cohere's models on Bedrock. */
class BedrockEmbeddingsTest {
  private static final String TITAN_1 = "@aws/amazon.titan-embed-text-v1";
  private static final String TITAN_2 = "@aws/amazon.titan-embed-text-v2:0";
  private static final String NOVA = "@aws/amazon.nova-2-multimodal-embeddings-v1:0";
  private static final String COHERE = "@aws/us.cohere.embed-v4:0";
  private static final String TITANS = "{'embedding':[1,2],'inputTextTokenCount':3}";
  private static final String COHERES = "{'id':'i','embeddings':{'float':[[1,2]]}}";

  private final MockWebServer server = NoDelayServer.create();
  private BedrockProvider provider;
  private GatewayClient gateway;

  @BeforeEach
  void start() throws IOException {
    server.start();
    provider =
        BedrockProvider.builder("us-east-1")
            .credentials(Secret.of("AKIDEXAMPLE"), Secret.of("a-very-secret-access-key"))
            .baseUrl(server.url("/").toString())
            .build();
    gateway = GatewayClient.builder().provider("aws", provider).retry(Retry.NONE).build();
  }

  @AfterEach
  void stop() {
    gateway.close();
    server.close();
  }

  private EmbeddingResponse answer(EmbeddingRequest.Builder request, String json, String tokens) {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("X-Amzn-Bedrock-Input-Token-Count", tokens)
            .body(json.replace('\'', '"'))
            .build());
    return gateway.call(request.build(), Caller.anonymous());
  }

  private EmbeddingResponse answer(EmbeddingRequest.Builder request, String json) {
    server.enqueue(new MockResponse.Builder().body(json.replace('\'', '"')).build());
    return gateway.call(request.build(), Caller.anonymous());
  }

  private static EmbeddingRequest.Builder embed(String model) {
    return EmbeddingRequest.builder(model).input("a");
  }

  private String sent() throws InterruptedException {
    RecordedRequest sent = server.takeRequest();
    assertThat(sent.getHeaders().get("Authorization")).startsWith("AWS4-HMAC-SHA256 ");
    return sent.getTarget() + " " + sent.getBody().utf8().replace('"', '\'');
  }

  private static List<String> adjusted(EmbeddingResponse response) {
    return response.info().adjustments().stream()
        .map(adjustment -> adjustment.kind() + " " + adjustment.subject())
        .toList();
  }

  @Test
  void saysWhatItCanDo() {
    assertThat(Operation.values())
        .filteredOn(provider::supports)
        .containsExactlyInAnyOrder(
            Operation.CHAT,
            Operation.EMBEDDING,
            Operation.IMAGE,
            Operation.RERANK,
            Operation.MODELS);
  }

  @Test
  void asksTitanForOneText() throws InterruptedException {
    EmbeddingResponse response =
        answer(
            embed(TITAN_2)
                .dimensions(256)
                .purpose(Purpose.QUERY)
                .endUser("user-1")
                .extra("normalize", RawJson.parse("false"))
                .extra("encoding_format", RawJson.parse("\"float\"")),
            TITANS);

    assertThat(sent())
        .isEqualTo(
            "/model/amazon.titan-embed-text-v2%3A0/invoke"
                + " {'inputText':'a','dimensions':256,'normalize':false}");
    assertThat(adjusted(response)).containsExactly("DROPPED purpose", "DROPPED user");
  }

  @Test
  void asksTitanOfPicturesForOneText() throws InterruptedException {
    EmbeddingResponse response =
        answer(embed("@aws/amazon.titan-embed-image-v1").dimensions(384), TITANS);

    assertThat(sent())
        .isEqualTo(
            "/model/amazon.titan-embed-image-v1/invoke"
                + " {'inputText':'a','embeddingConfig':{'outputEmbeddingLength':384}}");
    assertThat(response.vector()).isEqualTo(new float[] {1, 2});
  }

  @Test
  void asksNovaInItsOwnWords() throws InterruptedException {
    String answer = "{'embeddings':[{'embeddingType':'TEXT','embedding':[1,2]}]}";
    EmbeddingResponse response =
        answer(
            embed(NOVA)
                .dimensions(1024)
                .purpose(Purpose.QUERY)
                .extra("truncationMode", RawJson.parse("\"END\"")),
            answer,
            "5");

    assertThat(sent())
        .isEqualTo(
            "/model/amazon.nova-2-multimodal-embeddings-v1%3A0/invoke"
                + " {'taskType':'SINGLE_EMBEDDING','singleEmbeddingParams':{"
                + "'embeddingPurpose':'TEXT_RETRIEVAL','embeddingDimension':1024,"
                + "'text':{'truncationMode':'END','value':'a'}}}");
    assertThat(response.vector()).isEqualTo(new float[] {1, 2});
    assertThat(response.usage().input()).isEqualTo(5);
    assertThat(adjusted(response)).isEmpty();

    assertThat(adjusted(answer(embed(NOVA), answer))).containsExactly("DEFAULTED purpose");
    assertThat(sent())
        .endsWith(
            "{'embeddingPurpose':'GENERIC_INDEX','text':{'truncationMode':'NONE','value':'a'}}}");
    assertThat(adjusted(answer(embed(NOVA).purpose(Purpose.SIMILARITY), answer)))
        .containsExactly("EMULATED purpose");
    answer(embed(NOVA).extra("embeddingPurpose", RawJson.parse("\"IMAGE_RETRIEVAL\"")), answer);
    sent();
    assertThat(sent()).contains("'embeddingPurpose':'IMAGE_RETRIEVAL'");
    assertThatThrownBy(() -> answer(embed(NOVA), "{'embeddings':[{'embeddingType':'TEXT'}]}"))
        .isInstanceOf(ProviderException.class);
  }

  @Test
  void asksCohereInItsOwnWords() throws InterruptedException {
    EmbeddingResponse response =
        answer(
            embed(COHERE)
                .input("b")
                .dimensions(512)
                .purpose(Purpose.QUERY)
                .extra("truncate", RawJson.parse("\"NONE\"")),
            "{'id':'i','embeddings':{'float':[[1,2],[3,4]]}}");

    assertThat(sent())
        .isEqualTo(
            "/model/us.cohere.embed-v4%3A0/invoke {'input_type':'search_query',"
                + "'texts':['a','b'],'output_dimension':512,'truncate':'NONE'}");
    assertThat(adjusted(response)).isEmpty();
  }

  @Test
  void readsVectorsInAllForms() {
    float[] vector = {1, 2};

    assertThat(answer(embed(TITAN_1), TITANS).vector()).isEqualTo(vector);
    assertThat(answer(embed(COHERE), COHERES).vector()).isEqualTo(vector);
    assertThat(answer(embed(COHERE), "{'embeddings':[[1,2]]}").vector()).isEqualTo(vector);
  }

  @Test
  void countsTokensByTheHeader() {
    EmbeddingResponse response = answer(embed(COHERE), COHERES, "7");

    assertThat(response.usage().input()).isEqualTo(7);
    assertThat(response.usage().total()).isEqualTo(7);
    assertThat(response.rawUsage().text()).contains("x-amzn-bedrock-input-token-count");
    assertThat(answer(embed(TITAN_1), TITANS, "4").usage().input()).isEqualTo(4);
  }

  @Test
  void countsTitansTokensByTheBodyIfTheHeaderIsLost() {
    assertThat(answer(embed(TITAN_1), TITANS).usage().input()).isEqualTo(3);
  }

  @Test
  void takesNoCountForNoneAtAll() {
    assertThat(answer(embed(COHERE), COHERES).usage()).isNull();
    assertThat(answer(embed(COHERE), COHERES, "many").usage()).isNull();
  }

  @Test
  void refusesBeforeSendingWhatAModelCannotDo() {
    refused(embed(TITAN_2).input("b").build(), "takes one at a time");
    refused(embed(TITAN_1).dimensions(256).build(), "vectors of one length only");
    refused(
        embed("@aws/cohere.embed-english-v3").dimensions(256).build(),
        "vectors of one length only");
    refused(
        EmbeddingRequest.builder(TITAN_2).input(new ModelInput.Tokens(List.of(1))).build(),
        "takes texts, and no lists of tokens");
    refused(embed(NOVA).input("b").build(), "takes one at a time");
    refused(embed("@aws/amazon.nova-pro-v1:0").build(), "is not known to embed texts");
    refused(CompletionRequest.builder(COHERE).prompt("a").build(), "completion");
  }

  private void refused(RequestFor<?> request, String says) {
    assertThatThrownBy(() -> gateway.call(request, Caller.anonymous()))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageContaining(says);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void takesNoAnswerForWholeInWhichAVectorIsMissing() {
    assertThatThrownBy(() -> answer(embed(COHERE).input("b"), COHERES))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY));
  }

  @Test
  void takesNoAnswerWithoutVectorsForOne() {
    assertThatThrownBy(() -> answer(embed(TITAN_1), "{'inputTextTokenCount':3}"))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY));
  }
}
