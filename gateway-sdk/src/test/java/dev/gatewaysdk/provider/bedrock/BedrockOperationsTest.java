package dev.gatewaysdk.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.AnswerStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.catalog.ListModelsResponse;
import dev.gatewaysdk.catalog.ListedModel;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.StreamTruncatedException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.image.ImageRequest.Form;
import dev.gatewaysdk.image.ImageRequest.Format;
import dev.gatewaysdk.image.ImageResponse;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.rerank.RankedDocument;
import dev.gatewaysdk.rerank.RerankRequest;
import dev.gatewaysdk.rerank.RerankResponse;
import dev.gatewaysdk.secret.Secret;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures, reranking and models on Bedrock. */
class BedrockOperationsTest {
  private static final String NOVA = "@aws/amazon.nova-canvas-v1:0";
  private static final String TITAN = "@aws/amazon.titan-image-generator-v2:0";
  private static final String STABLE = "@aws/us.stability.stable-image-core-v1:1";
  private static final String COHERE = "@aws/cohere.rerank-v3-5:0";
  private static final String PNG = "iVBORw0KGgo=";
  private static final String ONE = "{'images':['" + PNG + "'],'error':null}";

  private final MockWebServer server = NoDelayServer.create();
  private GatewayClient gateway;

  @BeforeEach
  void start() throws IOException {
    server.start();
    BedrockProvider provider =
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

  private void enqueue(String json) {
    server.enqueue(new MockResponse.Builder().body(json.replace('\'', '"')).build());
  }

  private <R extends Response> R answer(RequestFor<R> request, String json) {
    enqueue(json);
    return gateway.call(request, Caller.anonymous());
  }

  private String sent() throws InterruptedException {
    RecordedRequest sent = server.takeRequest();
    assertThat(sent.getHeaders().get("Authorization")).startsWith("AWS4-HMAC-SHA256 ");
    return sent.getTarget()
        + (sent.getBody() == null ? "" : " " + sent.getBody().utf8().replace('"', '\''));
  }

  private static List<String> adjusted(Response response) {
    return response.info().adjustments().stream()
        .map(adjustment -> adjustment.kind() + " " + adjustment.subject())
        .toList();
  }

  private static RawJson raw(String json) {
    return RawJson.parse(json.replace('\'', '"'));
  }

  private void refused(RequestFor<?> request, String says) {
    assertThatThrownBy(() -> gateway.call(request, Caller.anonymous()))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageContaining(says);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void asksAmazonForPicturesInItsOwnWords() throws InterruptedException {
    ImageResponse response =
        answer(
            ImageRequest.builder(NOVA, "a cat")
                .count(2)
                .size("1280x720")
                .quality("premium")
                .style("PHOTOREALISM")
                .format(Format.PNG)
                .form(Form.BYTES)
                .background("auto")
                .extra("seed", raw("7"))
                .extra("negativeText", raw("'dogs'"))
                .extra("imageGenerationConfig", raw("{'cfgScale':6.5}"))
                .build(),
            "{'images':['" + PNG + "','" + PNG + "']}");

    assertThat(sent())
        .isEqualTo(
            "/model/amazon.nova-canvas-v1%3A0/invoke {'taskType':'TEXT_IMAGE',"
                + "'textToImageParams':{'text':'a cat','style':'PHOTOREALISM',"
                + "'negativeText':'dogs'},"
                + "'imageGenerationConfig':{'numberOfImages':2,'width':1280,'height':720,"
                + "'quality':'premium','cfgScale':6.5,'seed':7}}");
    assertThat(response.images()).hasSize(2);
    assertThat(response.image().mediaType()).isEqualTo("image/png");
    assertThat(response.image().url()).isNull();
    assertThat(response.images().get(1).index()).isEqualTo(1);
    assertThat(adjusted(response)).isEmpty();
  }

  @Test
  void leavesTheModelsDefaultsAlone() throws InterruptedException {
    answer(ImageRequest.builder(TITAN, "a cat").size("auto").quality("auto").build(), ONE);

    assertThat(sent())
        .endsWith("/invoke {'taskType':'TEXT_IMAGE','textToImageParams':{'text':'a cat'}}");
  }

  @Test
  void reportsWhatAmazonsModelsCannotDo() throws InterruptedException {
    ImageResponse response =
        answer(
            ImageRequest.builder(TITAN, "a cat")
                .quality("hd")
                .style("vivid")
                .format(Format.WEBP)
                .compression(50)
                .background("transparent")
                .form(Form.URL)
                .endUser("user-1")
                .build(),
            ONE);

    assertThat(sent()).endsWith("'imageGenerationConfig':{'quality':'premium'}}");
    assertThat(adjusted(response))
        .containsExactly(
            "DROPPED response_format",
            "DROPPED output_compression",
            "DROPPED background",
            "DROPPED user",
            "DROPPED output_format",
            "DROPPED style",
            "EMULATED quality");
  }

  @Test
  void refusesPicturesThatNoModelMakes() {
    refused(ImageRequest.builder(NOVA, "a cat").count(6).build(), "at most 5 pictures");
    refused(ImageRequest.builder(NOVA, "a cat").size("wide").build(), "such as 1024x1024");
    refused(ImageRequest.builder(STABLE, "a cat").count(2).build(), "one picture at a time");
    refused(ImageRequest.builder(STABLE, "a cat").size("0x9").build(), "such as 16:9");
    refused(
        ImageRequest.builder("@aws/amazon.nova-pro-v1:0", "a cat").build(),
        "is not known to make pictures");
    assertThatThrownBy(
            () ->
                answer(
                    ImageRequest.builder(NOVA, "a cat")
                        .size("512x512")
                        .extra("imageGenerationConfig", raw("{'width':9}"))
                        .build(),
                    ONE))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("width");
  }

  @ParameterizedTest
  @CsvSource({
    "1024x1024, 1:1, EMULATED size",
    "1024x1536, 2:3, EMULATED size",
    "1792x1024, 16:9, CLAMPED size",
    "21:9, 21:9,"
  })
  void asksStabilityForTheRatioOfASize(String size, String ratio, String adjusted)
      throws InterruptedException {
    ImageResponse response =
        answer(
            ImageRequest.builder(STABLE, "a cat")
                .size(size)
                .format(Format.JPEG)
                .extra("negative_prompt", raw("'dogs'"))
                .build(),
            "{'seeds':[1],'finish_reasons':[null],'images':['/9j/4A==']}");

    assertThat(sent())
        .isEqualTo(
            "/model/us.stability.stable-image-core-v1%3A1/invoke {'prompt':'a cat','aspect_ratio':'"
                + ratio
                + "','output_format':'jpeg','negative_prompt':'dogs'}");
    assertThat(adjusted(response)).isEqualTo(adjusted == null ? List.of() : List.of(adjusted));
    assertThat(response.image().mediaType()).isEqualTo("image/jpeg");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'images':[],'error':'All of the generated images were blocked by our content filters.'}",
        "{'error':'This request has been blocked by our content filters.'}",
        "{'finish_reasons':['Filter reason: prompt']}",
        "{'images':['AQID'],'finish_reasons':['Filter reason: output image']}",
        "{'id':'1','status':'Request Moderated','details':{'Moderation Reasons':['x']}}"
      })
  void takesPicturesThatWereHeldBackForRefused(String json) {
    assertThatThrownBy(() -> answer(ImageRequest.builder(NOVA, "a cat").build(), json))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.CONTENT_FILTERED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'images':[]}|MALFORMED_REPLY",
        "{}|MALFORMED_REPLY",
        "{'images':['%%%']}|MALFORMED_REPLY",
        "{'finish_reasons':['Inference error']}|UNAVAILABLE"
      })
  void takesNoAnswerWithoutPicturesForOne(String json, FailureKind kind) {
    assertThatThrownBy(() -> answer(ImageRequest.builder(NOVA, "a cat").build(), json))
        .isInstanceOfSatisfying(ProviderException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void saysThatSomePicturesWereHeldBack() {
    ImageResponse response =
        answer(
            ImageRequest.builder(NOVA, "a cat").count(2).build(),
            "{'images':['"
                + PNG
                + "'],'error':'Some of the generated images have been blocked by our content"
                + " filters.'}");

    assertThat(response.images()).hasSize(1);
    assertThat(adjusted(response)).containsExactly("DROPPED n");
  }

  @Test
  void classifiesARefusedPrompt() {
    server.enqueue(
        new MockResponse.Builder()
            .code(400)
            .addHeader("x-amzn-errortype", "ValidationException")
            .body(
                "{\"message\":\"This request has been blocked by our content filters. Our filters"
                    + " automatically flagged this prompt.\"}")
            .build());

    assertThatThrownBy(
            () -> gateway.call(ImageRequest.builder(NOVA, "x").build(), Caller.anonymous()))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.CONTENT_FILTERED));
  }

  @Test
  void ranksDocumentsWithEitherModel() throws InterruptedException {
    RerankRequest.Builder request =
        RerankRequest.builder(COHERE, "q").document("a").document("b").topN(1);
    RerankResponse response =
        answer(
            request.returnDocuments(true).build(),
            "{'results':[{'index':1,'relevance_score':0.5}]}");

    assertThat(sent())
        .isEqualTo(
            "/model/cohere.rerank-v3-5%3A0/invoke"
                + " {'query':'q','documents':['a','b'],'top_n':1,'api_version':2}");
    assertThat(response.results()).containsExactly(new RankedDocument(1, 0.5, "b"));
    assertThat(response.info().usage()).isNull();

    answer(
        RerankRequest.builder("@aws/amazon.rerank-v1:0", "q").document("a").build(),
        "{'results':[]}");
    assertThat(sent())
        .isEqualTo("/model/amazon.rerank-v1%3A0/invoke {'query':'q','documents':['a']}");

    answer(request.extra("api_version", raw("3")).build(), "{'results':[]}");
    assertThat(sent()).endsWith("'top_n':1,'api_version':3}");
  }

  @Test
  void readsRanksInTheWordsOfAwsToo() {
    RerankResponse response =
        answer(
            RerankRequest.builder(COHERE, "q").document("a").document("b").build(),
            "{'results':[{'index':1,'relevanceScore':0.5,"
                + "'document':{'type':'TEXT','textDocument':{'text':'b!'}}},"
                + "{'index':0,'relevanceScore':0.25}],'nextToken':null}");

    assertThat(response.results())
        .containsExactly(new RankedDocument(1, 0.5, "b!"), new RankedDocument(0, 0.25, null));
  }

  @Test
  void keepsIdAndBilledUnitsOfARanking() {
    RerankResponse response =
        answer(
            RerankRequest.builder(COHERE, "q").document("a").build(),
            "{'id':'r','results':[{'index':0,'relevance_score':1,'document':{'text':'a'}}],"
                + "'meta':{'billed_units':{'search_units':1}}}");

    assertThat(response.info().id()).isEqualTo("r");
    assertThat(response.info().usage()).as("searches are no tokens").isNull();
    assertThat(response.info().rawUsage().text()).contains("search_units");
  }

  @Test
  void refusesToRankWithAModelThatCannot() {
    refused(
        RerankRequest.builder("@aws/cohere.embed-v4:0", "q").document("a").build(),
        "is not known to order documents");
  }

  @Test
  void takesNoAnswerWithoutRanksForOne() {
    for (String json : List.of("{}", "{'results':[{'index':1}]}")) {
      assertThatThrownBy(
              () -> answer(RerankRequest.builder(COHERE, "q").document("a").build(), json))
          .isInstanceOfSatisfying(
              ProviderException.class,
              e -> assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY));
    }
  }

  @Test
  void listsWhatCanBeNamedAsAModel() throws InterruptedException {
    enqueue(
        "{'modelSummaries':[{'modelArn':'arn:1','modelId':'amazon.nova-lite-v1:0',"
            + "'modelName':'Nova Lite','providerName':'Amazon'}]}");
    ListModelsResponse response =
        answer(
            ListModelsRequest.of("aws"),
            "{'inferenceProfileSummaries':["
                + "{'inferenceProfileId':'us.amazon.nova-lite-v1:0','inferenceProfileArn':'arn:2',"
                + "'type':'SYSTEM_DEFINED','createdAt':'2024-11-20T00:00:00Z'},"
                + "{'inferenceProfileId':'x1','inferenceProfileArn':'arn:3','type':'APPLICATION',"
                + "'createdAt':'soon'}]}");

    assertThat(sent()).isEqualTo("/foundation-models?byInferenceType=ON_DEMAND");
    assertThat(sent()).isEqualTo("/inference-profiles?maxResults=1000");
    assertThat(response.models())
        .containsExactly(
            new ListedModel("amazon.nova-lite-v1:0", "Amazon", null),
            new ListedModel(
                "us.amazon.nova-lite-v1:0",
                null,
                Instant.parse("2024-11-20T00:00:00Z").getEpochSecond()),
            new ListedModel("arn:3", null, null));
  }

  @Test
  void listsAllPagesOfProfiles() throws InterruptedException {
    enqueue("{'modelSummaries':[]}");
    enqueue("{'inferenceProfileSummaries':[{'inferenceProfileId':'a'}],'nextToken':'t+/='}");
    ListModelsResponse response =
        answer(
            ListModelsRequest.of("aws"),
            "{'inferenceProfileSummaries':[{'inferenceProfileId':'b'}],'nextToken':'t+/='}");

    assertThat(response.models()).extracting(ListedModel::id).containsExactly("a", "b");
    server.takeRequest();
    server.takeRequest();
    assertThat(server.takeRequest().getUrl().queryParameter("nextToken")).isEqualTo("t+/=");
  }

  @Test
  void aListThatFailedMidwayDoesNotEndAsIfItWereWhole() {
    enqueue("{'modelSummaries':[{'modelId':'m'}]}");
    server.enqueue(new MockResponse.Builder().code(403).body("{}").build());
    try (AnswerStream<ListModelsResponse> models =
        gateway.stream(ListModelsRequest.of("aws"), Caller.anonymous())) {
      assertThat(models.next()).isInstanceOf(ListedModel.class);
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(models::next).isInstanceOf(StreamTruncatedException.class);
      }
    }
  }

  @Test
  void failsIfEitherListOfModelsDoes() {
    enqueue("{'modelSummaries':[]}");
    server.enqueue(
        new MockResponse.Builder()
            .code(403)
            .body("{\"message\":\"not authorized to perform: bedrock:ListInferenceProfiles\"}")
            .build());

    assertThatThrownBy(() -> gateway.call(ListModelsRequest.of("aws"), Caller.anonymous()))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.AUTHENTICATION))
        .hasMessageContaining("ListInferenceProfiles");
    assertThatThrownBy(() -> answer(ListModelsRequest.of("aws"), "{}"))
        .isInstanceOf(ProviderException.class);
  }
}
