package dev.gatewaysdk.provider.geminiwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.image.GeneratedImage;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.image.ImageRequest.Form;
import dev.gatewaysdk.image.ImageRequest.Format;
import dev.gatewaysdk.image.ImageResponse;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.gemini.GeminiProvider;
import dev.gatewaysdk.provider.vertexai.VertexAiProvider;
import dev.gatewaysdk.secret.Secret;
import java.io.IOException;
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

/** Pictures by Imagen, and by Gemini's models that answer with some, on both hosts. */
class GeminiImagesTest {
  private static final String IMAGEN = "imagen-4.0-generate-001";
  private static final String GEMINI = "gemini-3-pro-image-preview";
  private static final String AT_VERTEX =
      "/v1beta1/projects/my-project/locations/global/publishers/google/models/";
  private static final String PREDICTED =
      "{'predictions':[{'mimeType':'image/png','bytesBase64Encoded':'AQID','prompt':'A red cat'}]}";
  private static final String ANSWERED =
      "{'candidates':[{'content':{'parts':[{'text':'Here: '},"
          + "{'inlineData':{'mimeType':'image/jpeg','data':'AQI='},'thoughtSignature':'c2ln'}]},"
          + "'finishReason':'STOP'}],'usageMetadata':{'promptTokenCount':4,"
          + "'candidatesTokenCount':1120,'totalTokenCount':1124},'modelVersion':'g-1',"
          + "'responseId':'r-1'}";

  private final MockWebServer server = NoDelayServer.create();
  private GatewayClient gateway;

  @BeforeEach
  void start() throws IOException {
    server.start();
    String url = server.url("/").toString();
    gateway =
        GatewayClient.builder()
            .provider(
                "gemini",
                GeminiProvider.builder().apiKey(Secret.of("AIza-test")).baseUrl(url).build())
            .provider(
                "vertex",
                VertexAiProvider.builder("my-project")
                    .accessToken(Secret.of("ya29.test-token"))
                    .baseUrl(url)
                    .build())
            .retry(Retry.NONE)
            .build();
  }

  @AfterEach
  void stop() {
    gateway.close();
    server.close();
  }

  private static ImageRequest.Builder cat(String model) {
    return ImageRequest.builder(model, "a cat");
  }

  private ImageResponse answer(ImageRequest.Builder request, String json) {
    server.enqueue(new MockResponse.Builder().body(json.replace('\'', '"')).build());
    return gateway.call(request.build(), Caller.anonymous());
  }

  private String sent() throws InterruptedException {
    RecordedRequest sent = server.takeRequest();
    return sent.getTarget() + " " + sent.getBody().utf8().replace('"', '\'');
  }

  private static List<String> adjusted(ImageResponse response) {
    return response.adjustments().stream().map(one -> one.kind() + " " + one.subject()).toList();
  }

  @Test
  void asksImagenToPredictOnePicture() throws InterruptedException {
    ImageResponse response = answer(cat("@gemini/" + IMAGEN), PREDICTED);

    assertThat(sent())
        .isEqualTo(
            "/v1beta/models/imagen-4.0-generate-001:predict {'instances':[{'prompt':'a cat'}],"
                + "'parameters':{'sampleCount':1,'includeRaiReason':true}}");
    assertThat(response.images())
        .containsExactly(GeneratedImage.ofBytes(0, new byte[] {1, 2, 3}, "image/png", "A red cat"));
    assertThat(response.usage()).isNull();
    assertThat(response.cost()).isNull();
    assertThat(response.adjustments()).isEmpty();
  }

  @Test
  void writesAllThatImagenTakesAndExtrasAmongItsParameters() throws InterruptedException {
    ImageResponse response =
        answer(
            cat("@vertex/" + IMAGEN)
                .count(2)
                .size("2048x2048")
                .format(Format.JPEG)
                .compression(80)
                .extra("negativePrompt", RawJson.parse("\"dogs\""))
                .extra("labels", RawJson.parse("{\"team\":\"a\"}"))
                .extra("includeRaiReason", RawJson.parse("false")),
            "{'predictions':[{'gcsUri':'gs://b/1.png'},{'gcsUri':'gs://b/2.png'}]}");

    assertThat(sent())
        .isEqualTo(
            AT_VERTEX
                + "imagen-4.0-generate-001:predict {'instances':[{'prompt':'a cat'}],'parameters':"
                + "{'sampleCount':2,'aspectRatio':'1:1','sampleImageSize':'2K','outputOptions':"
                + "{'mimeType':'image/jpeg','compressionQuality':80},'negativePrompt':'dogs',"
                + "'includeRaiReason':false},'labels':{'team':'a'}}");
    assertThat(response.images())
        .containsExactly(
            GeneratedImage.ofUrl(0, "gs://b/1.png", null),
            GeneratedImage.ofUrl(1, "gs://b/2.png", null));
    assertThat(adjusted(response)).containsExactly("EMULATED size");
  }

  @Test
  void saysWhatImagenHasNothingFor() throws InterruptedException {
    ImageResponse response =
        answer(
            cat("@gemini/" + IMAGEN)
                .count(9)
                .quality("hd")
                .style("vivid")
                .background("transparent")
                .format(Format.WEBP)
                .compression(50)
                .form(Form.URL)
                .endUser("user-1")
                .extra("moderation", RawJson.parse("\"low\"")),
            PREDICTED);

    assertThat(sent()).endsWith("'parameters':{'sampleCount':4,'includeRaiReason':true}}");
    assertThat(adjusted(response))
        .containsExactlyInAnyOrder(
            "CLAMPED n",
            "DROPPED quality",
            "DROPPED style",
            "DROPPED background",
            "DROPPED output_format",
            "DROPPED output_compression",
            "DROPPED response_format",
            "DROPPED user",
            "DROPPED moderation");
  }

  @Test
  void doesNotReportWhatGoogleDoesAnyway() {
    ImageResponse response =
        answer(
            cat("@gemini/" + IMAGEN)
                .size("1024x1024")
                .quality("auto")
                .background("opaque")
                .form(Form.BYTES),
            PREDICTED);

    assertThat(response.adjustments()).isEmpty();
  }

  @Test
  void saysThatAFilterTookOutSomeOfThePictures() {
    ImageResponse response =
        answer(
            cat("@vertex/" + IMAGEN).count(2),
            "{'predictions':[{'raiFilteredReason':'violated the policies. Support codes: 58061214'},"
                + "{'bytesBase64Encoded':'AQID'},"
                + "{'safetyAttributes':{'categories':[]},'contentType':'Positive Prompt'}]}");

    assertThat(response.images())
        .containsExactly(GeneratedImage.ofBytes(0, new byte[] {1, 2, 3}, null, null));
    assertThat(response.adjustments())
        .extracting(one -> one.kind() + " " + one.subject() + " " + one.detail())
        .containsExactly("DROPPED n filtered: violated the policies. Support codes: 58061214");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'predictions':[{'raiFilteredReason':'Unable to show it.'}]}|Unable to show it.",
        "{}|no picture and no reason"
      })
  void anAnswerWithoutAnyPictureIsWhatAFilterTookOut(String json, String message) {
    assertThatThrownBy(() -> answer(cat("@vertex/" + IMAGEN), json))
        .isInstanceOfSatisfying(
            ProviderException.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(FailureKind.CONTENT_FILTERED);
              assertThat(failure.providerMessage()).contains(message);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Image generation failed with the following error: The prompt could not be submitted. Your"
            + " current safety filter threshold prohibited one or more words in this prompt.",
        "Image generation failed with the following error: The response is blocked, as it may"
            + " violate our policies.",
        "The prompt contains sensitive words that violate Google's Responsible AI practices."
      })
  void aPromptThatImagenRefusesIsNoWrongRequest(String message) {
    server.enqueue(
        new MockResponse.Builder()
            .code(400)
            .body(
                "{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\",\"message\":\""
                    + message
                    + "\"}}")
            .build());

    assertThatThrownBy(() -> gateway.call(cat("@vertex/" + IMAGEN).build(), Caller.anonymous()))
        .isInstanceOfSatisfying(
            ProviderException.class,
            failure -> assertThat(failure.kind()).isEqualTo(FailureKind.CONTENT_FILTERED));
  }

  @ParameterizedTest
  @CsvSource({
    "imagen-4.0-generate-001, 1536x1024, '''aspectRatio'':''4:3''', CLAMPED",
    "imagen-4.0-generate-001, 1792x1024, '''aspectRatio'':''16:9''', CLAMPED",
    "imagen-4.0-generate-001, 512x512, '''aspectRatio'':''1:1''', EMULATED",
    "imagen-4.0-generate-001, 4096x4096, '''aspectRatio'':''1:1'',''sampleImageSize'':''2K''',"
        + " CLAMPED",
    "imagen-4.0-fast-generate-001, 2048x2048, '''aspectRatio'':''1:1''', CLAMPED",
    "imagen-3.0-generate-002, 2K, , CLAMPED",
    "imagen-4.0-ultra-generate-001, 2K, '''sampleImageSize'':''2K''',",
    "imagen-4.0-generate-001, 9:16, '''aspectRatio'':''9:16''',",
    "imagen-4.0-generate-001, 21:9, '''aspectRatio'':''16:9''', CLAMPED",
    "imagen-4.0-generate-001, auto, ,",
  })
  void putsSizesIntoShapesAndResolutionsOfImagen(
      String model, String size, String written, String kind) throws InterruptedException {
    ImageResponse response = answer(cat("@gemini/" + model).size(size), PREDICTED);

    assertThat(sent())
        .endsWith(
            "'parameters':{'sampleCount':1,"
                + (written == null ? "" : written + ",")
                + "'includeRaiReason':true}}");
    assertThat(adjusted(response)).isEqualTo(kind == null ? List.of() : List.of(kind + " size"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"large", "0x0", "1024x0", "0:1"})
  void refusesWhatIsNoSize(String size) {
    assertThatThrownBy(() -> answer(cat("@gemini/" + IMAGEN).size(size), PREDICTED))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageContaining("1024x1024");
  }

  @Test
  void asksAGeminiModelForPictures() throws InterruptedException {
    ImageResponse response =
        answer(
            cat("@gemini/" + GEMINI)
                .size("3072x2048")
                .extra("generationConfig", RawJson.parse("{\"seed\":7}"))
                .extra("safetySettings", RawJson.parse("[]")),
            ANSWERED);

    assertThat(sent())
        .isEqualTo(
            "/v1beta/models/gemini-3-pro-image-preview:generateContent {'contents':[{'role':'user',"
                + "'parts':[{'text':'a cat'}]}],'generationConfig':{'responseModalities':['IMAGE'],"
                + "'imageConfig':{'aspectRatio':'3:2','imageSize':'2K'},'seed':7},"
                + "'safetySettings':[]}");
    assertThat(response.images())
        .containsExactly(GeneratedImage.ofBytes(0, new byte[] {1, 2}, "image/jpeg", null));
    assertThat(response.usage().outputTokens()).isEqualTo(1120);
    assertThat(adjusted(response)).containsExactly("EMULATED size");
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-2.5-flash-image, 4K, ['IMAGE'], , CLAMPED",
    "gemini-2.5-flash-image, 16:9, ['IMAGE'], ''aspectRatio'':''16:9'',",
    "gemini-2.0-flash-preview-image-generation, 16:9, 'TEXT', , CLAMPED",
    "gemini-3.1-flash-image, 4K, ['IMAGE'], ''imageSize'':''4K'',",
  })
  void tellsGenerationsOfGeminiApart(
      String model, String size, String modality, String config, String kind)
      throws InterruptedException {
    ImageResponse response = answer(cat("@gemini/" + model).size(size), ANSWERED);

    String sent = sent();
    assertThat(sent).contains(modality.replace("''", "'"));
    if (config == null) {
      assertThat(sent).doesNotContain("imageConfig");
    } else {
      assertThat(sent).contains("'imageConfig':{" + config.replace("''", "'") + "}");
    }
    assertThat(adjusted(response)).isEqualTo(kind == null ? List.of() : List.of(kind + " size"));
  }

  @Test
  void onlyVertexLetsAGeminiModelChooseTheFormat() throws InterruptedException {
    ImageRequest.Builder vertex =
        cat("@vertex/" + GEMINI).format(Format.JPEG).compression(70).count(2).endUser("u");
    ImageResponse atVertex = answer(vertex, ANSWERED);
    ImageResponse atGemini = answer(cat("@gemini/" + GEMINI).format(Format.PNG), ANSWERED);

    assertThat(sent())
        .contains(
            "'imageConfig':{'imageOutputOptions':{'mimeType':'image/jpeg',"
                + "'compressionQuality':70}}");
    assertThat(adjusted(atVertex)).containsExactlyInAnyOrder("CLAMPED n", "DROPPED user");
    assertThat(sent()).doesNotContain("imageConfig");
    assertThat(adjusted(atGemini)).containsExactly("DROPPED output_format");
  }

  @Test
  void leavesOutSketchesOfThoughts() {
    ImageResponse response =
        answer(
            cat("@gemini/" + GEMINI),
            "{'candidates':[{'content':{'parts':[{'thought':true,'inlineData':{'mimeType':"
                + "'image/png','data':'AAAA'}},{'inlineData':{'mimeType':'image/png','data':"
                + "'AQID'}}]},'finishReason':'STOP'}]}");

    assertThat(response.images())
        .containsExactly(GeneratedImage.ofBytes(0, new byte[] {1, 2, 3}, "image/png", null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'candidates':[{'content':{},'finishReason':'IMAGE_SAFETY','finishMessage':'No.'}]}"
            + "|CONTENT_FILTERED|IMAGE_SAFETY): No.",
        "{'candidates':[{'content':{},'finishReason':'IMAGE_RECITATION'}]}"
            + "|CONTENT_FILTERED|IMAGE_RECITATION",
        "{'promptFeedback':{'blockReason':'PROHIBITED_CONTENT'}}"
            + "|CONTENT_FILTERED|PROHIBITED_CONTENT",
        "{'candidates':[{'content':{'parts':[{'text':'No.'}]},'finishReason':'NO_IMAGE'}]}"
            + "|MALFORMED_REPLY|NO_IMAGE"
      })
  void anAnswerWithoutAPictureSaysWhy(String json, FailureKind kind, String message) {
    assertThatThrownBy(() -> answer(cat("@gemini/" + GEMINI), json))
        .isInstanceOfSatisfying(
            ProviderException.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(kind);
              assertThat(failure.providerMessage()).contains(message);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"gemini-2.5-flash", "gemini-3-pro-preview", "models/gemini-2.0-flash"})
  void passesOverModelsThatMakeNoPictures(String model) {
    assertThatThrownBy(() -> answer(cat("@gemini/" + model), ANSWERED))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageContaining("makes no pictures");
  }

  @Test
  void refusesAnExtraThatRepeatsAField() {
    assertThatThrownBy(
            () ->
                answer(
                    cat("@gemini/" + IMAGEN).extra("sampleCount", RawJson.parse("2")), PREDICTED))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("sampleCount");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'predictions':[{'bytesBase64Encoded':'?'}]}",
        "{'predictions':[7]}",
        "[]",
      })
  void doesNotTakeAnotherShapeForPictures(String json) {
    assertThatThrownBy(() -> answer(cat("@gemini/" + IMAGEN), json))
        .isInstanceOfSatisfying(
            ProviderException.class,
            failure -> assertThat(failure.kind()).isEqualTo(FailureKind.MALFORMED_REPLY));
  }
}
