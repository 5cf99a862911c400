package dev.gatewaysdk.provider.openaiwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempts;
import dev.gatewaysdk.reply.ModelInput;
import dev.gatewaysdk.reply.TextMapping;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import okio.Buffer;
import org.junit.jupiter.api.Test;

/** Pictures that are to be embedded, at hosts of OpenAI's wire. */
class OpenAiPicturesTest {
  private static final String LINK = "https://example.com/a.png";
  private static final String INLINE = "data:image/png;base64,AQ==";

  private static WireFlavor host(String format) {
    return new WireFlavor(format, "max_tokens", WireFlavor.COMPATIBLE.traits());
  }

  private static EmbeddingRequest.Builder both(String picture) {
    return EmbeddingRequest.builder("e").input("cat").image(picture);
  }

  private static String written(WireFlavor flavor, EmbeddingRequest.Builder request)
      throws IOException {
    EmbeddingRequest built = request.build();
    Buffer body = new Buffer();
    OpenAiEmbeddingWriter.write(
        JsonWriter.of(body), built, Attempts.of(built, false, "host", "m"), flavor);
    String text = body.readUtf8();
    RawJson.parse(text);
    return text.replace('"', '\'').substring("{'model':'m',".length());
  }

  @Test
  void jinaTakesThemByLinkOrBytes() throws IOException {
    WireFlavor jina = host(WireFlavor.JINA);

    assertThat(written(jina, both(LINK)))
        .isEqualTo("'input':[{'text':'cat'},{'image':'https://example.com/a.png'}]}");
    assertThat(written(jina, both(INLINE))).isEqualTo("'input':[{'text':'cat'},{'image':'AQ=='}]}");
  }

  @Test
  void voyageHasAPlaceOfItsOwnForModelsThatSee() throws IOException {
    WireFlavor voyage = host(WireFlavor.VOYAGE);
    EmbeddingRequest text = EmbeddingRequest.builder("e").input("cat").build();

    assertThat(written(voyage, both(LINK)))
        .isEqualTo(
            "'inputs':[{'content':[{'type':'text','text':'cat'}]},"
                + "{'content':[{'type':'image_url','image_url':'https://example.com/a.png'}]}]}");
    assertThat(written(voyage, both(INLINE)))
        .contains("{'type':'image_base64','image_base64':'data:image/png;base64,AQ=='}");
    assertThat(OpenAiPictures.path(text, voyage, "voyage-multimodal-3"))
        .isEqualTo("multimodalembeddings");
    assertThat(OpenAiPictures.path(text, voyage, "voyage-3.5")).isEqualTo("embeddings");
  }

  @Test
  void openRouterTakesThemAsContent() throws IOException {
    assertThat(written(host(WireFlavor.OPENROUTER), both(LINK)))
        .isEqualTo(
            "'input':[{'content':[{'type':'text','text':'cat'}]},{'content':[{'type':'image_url',"
                + "'image_url':{'url':'https://example.com/a.png'}}]}]}");
  }

  @Test
  void aFoundryTakesThemApartAndByValue() throws IOException {
    WireFlavor foundry = WireFlavor.AZURE_FOUNDRY;
    EmbeddingRequest.Builder alone = EmbeddingRequest.builder("e").image(INLINE);

    assertThat(written(foundry, alone))
        .isEqualTo("'input':[{'image':'data:image/png;base64,AQ=='}]}");
    assertThat(OpenAiPictures.path(alone.build(), foundry, "m")).isEqualTo("images/embeddings");
    refused(foundry, both(INLINE), "apart");
    refused(foundry, EmbeddingRequest.builder("e").image(LINK), "fetches no pictures");
  }

  @Test
  void othersAreNotAsked() {
    refused(WireFlavor.OPENAI, both(LINK), "embeds no pictures");
    refused(WireFlavor.COMPATIBLE, both(LINK), "embeds no pictures");
    refused(
        host(WireFlavor.JINA), both(LINK).input(new ModelInput.Tokens(List.of(1))), "no tokens");
  }

  private static void refused(WireFlavor flavor, EmbeddingRequest.Builder request, String says) {
    assertThatThrownBy(() -> written(flavor, request))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageContaining(says);
  }

  @Test
  void aPictureIsAnAddressOrBytes() {
    assertThatThrownBy(() -> EmbeddingRequest.builder("e").image("file:///a.png"))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> EmbeddingRequest.builder("e").image("data:image/png;base64,!"))
        .isInstanceOf(InvalidRequestException.class);
    assertThat(new ModelInput.Image(LINK)).hasToString("Image(25 chars)");
  }

  @Test
  void guardrailsSeeTheTextsBesideIt() {
    EmbeddingRequest masked =
        both(LINK)
            .build()
            .mapTexts(new TextMapping((place, text) -> text.toUpperCase(Locale.ROOT)));

    assertThat(masked.inputs())
        .containsExactly(new ModelInput.Text("CAT"), new ModelInput.Image(LINK));
  }

  @Test
  void noTextGoesOnFromAPicture() {
    assertThatThrownBy(() -> CompletionRequest.builder("e").prompt(new ModelInput.Image(LINK)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("picture");
  }
}
