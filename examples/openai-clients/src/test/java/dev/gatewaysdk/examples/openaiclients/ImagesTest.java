package dev.gatewaysdk.examples.openaiclients;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartImage.ImageUrl;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Surface.Extension.class)
class ImagesTest {
  /** One transparent pixel, 70 bytes. */
  private static final String PIXEL =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

  private final OpenAIClient client;

  ImagesTest(Surface surface) {
    this.client = Clients.of(surface);
  }

  @ParameterizedTest
  @EnumSource
  void passesImagesOn(Behind behind) {
    var answer =
        client
            .chat()
            .completions()
            .create(
                ChatCompletionCreateParams.builder()
                    .model(behind.endpoint)
                    .addUserMessageOfArrayOfContentParts(
                        List.of(
                            text("picture of what?"),
                            image(PIXEL),
                            image("https://example.com/cat.png")))
                    .build());

    assertThat(answer.choices().get(0).message().content())
        .contains("I see image/png:70 and https://example.com/cat.png.");
  }

  private static ChatCompletionContentPart text(String text) {
    return ChatCompletionContentPart.ofText(
        ChatCompletionContentPartText.builder().text(text).build());
  }

  private static ChatCompletionContentPart image(String url) {
    return ChatCompletionContentPart.ofImageUrl(
        ChatCompletionContentPartImage.builder()
            .imageUrl(ImageUrl.builder().url(url).detail(ImageUrl.Detail.LOW).build())
            .build());
  }
}
