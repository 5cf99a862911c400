package dev.gatewaysdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.image.GeneratedImage;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.image.ImageResponse;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.ResponseInfo;
import dev.gatewaysdk.testing.FakeProvider;
import dev.gatewaysdk.testing.RecordingUsageSink;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayImageModelTest {
  private final FakeProvider fake = new FakeProvider();
  private final RecordingUsageSink records = new RecordingUsageSink();
  private final GatewayClient gateway =
      GatewayClient.builder()
          .provider("fake", fake)
          .endpoint(Endpoint.builder("e").target("fake", "painter").build())
          .usageSink(records)
          .build();
  private final GatewayImageModel model = GatewayImageModel.builder(gateway, "e").build();

  @AfterEach
  void close() {
    gateway.close();
  }

  private void answer(GeneratedImage... images) {
    fake.respond(
        ImageRequest.class, request -> new ImageResponse(List.of(images), ResponseInfo.NONE));
  }

  private ImageRequest asked() {
    return (ImageRequest) fake.otherRequests().get(0);
  }

  @Test
  void givesAPictureByItsAddressWithTheRevisedPrompt() {
    answer(GeneratedImage.ofUrl(0, "https://host.example/a.png", "A red cat"));

    Image image = model.generate("A cat").content();

    assertThat(image)
        .isEqualTo(
            Image.builder().url("https://host.example/a.png").revisedPrompt("A red cat").build());
    assertThat(asked().prompt()).isEqualTo("A cat");
    assertThat(asked().count()).isNull();
  }

  @Test
  void givesSeveralPicturesInBase64() {
    answer(
        GeneratedImage.ofBytes(0, new byte[] {1}, "image/png", null),
        GeneratedImage.ofBytes(1, new byte[] {2}, "image/png", null));

    List<Image> images = model.generate("A cat", 2).content();

    assertThat(images)
        .containsExactly(
            Image.builder().base64Data("AQ==").mimeType("image/png").build(),
            Image.builder().base64Data("Ag==").mimeType("image/png").build());
    assertThat(asked().count()).isEqualTo(2);
  }

  @Test
  void saysWhatLangChain4jCannotAndWhoCalls() {
    GatewayImageModel wide =
        GatewayImageModel.builder(gateway, "e")
            .caller(Caller.user("ann"))
            .requests(request -> request.size("1792x1024").form(ImageRequest.Form.URL))
            .build();

    wide.generate("A cat");

    assertThat(asked().size()).isEqualTo("1792x1024");
    assertThat(asked().form()).isEqualTo(ImageRequest.Form.URL);
    assertThat(records.records())
        .extracting(record -> record.caller().user())
        .containsExactly("ann");
  }

  @Test
  void failsAsLangChain4jDoes() {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> model.generate("A cat", 0));
    fake.without(Operation.IMAGE);
    assertThatExceptionOfType(UnsupportedFeatureException.class)
        .isThrownBy(() -> model.generate("A cat"));
  }

  @Test
  void anAnswerWithoutAPictureIsAFailure() {
    answer();

    assertThatExceptionOfType(InternalServerException.class)
        .isThrownBy(() -> model.generate("A cat"))
        .withMessageContaining("painter");
  }

  @Test
  void showsNoAddressThatItCannotRead() {
    answer(GeneratedImage.ofUrl(0, "https://host.example/a b?signature=s3cr3t", null));

    assertThatExceptionOfType(InternalServerException.class)
        .isThrownBy(() -> model.generate("A cat"))
        .withMessageNotContaining("s3cr3t")
        .withNoCause();
  }

  @Test
  void editsNothing() {
    Image image = Image.builder().url("https://host.example/a.png").build();

    assertThatExceptionOfType(UnsupportedFeatureException.class)
        .isThrownBy(() -> model.edit(image, "Red"))
        .withMessageContaining("edits none");
    assertThatExceptionOfType(UnsupportedFeatureException.class)
        .isThrownBy(() -> model.edit(image, image, "Red"));
    assertThat(fake.otherRequests()).isEmpty();
  }
}
