package dev.gatewaysdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.VideoContent;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayContentsTest {
  private static final String LINK = "https://example.com/a";

  @Test
  void keepsTheOrderOfContents() {
    assertThat(
            GatewayContents.of(
                List.of(TextContent.from("a"), ImageContent.from(LINK), TextContent.from("b"))))
        .containsExactly(
            new ContentPart.Text("a"),
            new ContentPart.Image(LINK, "low"),
            new ContentPart.Text("b"));
  }

  @ParameterizedTest
  @CsvSource({"LOW,low", "MEDIUM,auto", "HIGH,high", "ULTRA_HIGH,high", "AUTO,auto"})
  void showsAPictureAsCloselyAsAsked(ImageContent.DetailLevel level, String detail) {
    assertThat(part(ImageContent.from(LINK, level))).isEqualTo(new ContentPart.Image(LINK, detail));
    assertThat(part(ImageContent.from("AAAA", "image/png", level)))
        .isEqualTo(new ContentPart.Image("data:image/png;base64,AAAA", detail));
  }

  @Test
  void leavesTheLinksOfAHostToThatHost() {
    assertThat(part(ImageContent.from("gs://bucket/a.png")))
        .isEqualTo(ContentPart.File.ofUrl("gs://bucket/a.png"));
  }

  @ParameterizedTest
  @CsvSource({
    "audio/wav,wav",
    "audio/x-wav,wav",
    "audio/mpeg,mp3",
    "audio/mp3,mp3",
    "audio/flac,flac",
    "audio/x-m4a,m4a",
    "audio/ogg; codecs=opus,ogg"
  })
  void namesTheFormatOfSound(String mediaType, String format) {
    assertThat(part(AudioContent.from("AAAA", mediaType)))
        .isEqualTo(new ContentPart.Audio("AAAA", format));
  }

  @Test
  void takesSoundInBytesOrByItsLink() {
    Audio bytes = Audio.builder().binaryData(new byte[3]).mimeType("audio/wav").build();

    assertThat(part(AudioContent.from(bytes))).isEqualTo(new ContentPart.Audio("AAAA", "wav"));
    assertThat(part(AudioContent.from("data:audio/mpeg;base64,AAAA")))
        .isEqualTo(new ContentPart.Audio("AAAA", "mp3"));
    assertThat(part(AudioContent.from(LINK))).isEqualTo(ContentPart.File.ofUrl(LINK));
  }

  @Test
  void takesDocumentsAndFilmsByValueAndByLink() {
    assertThat(part(PdfFileContent.from("AAAA", "application/pdf")))
        .isEqualTo(new ContentPart.File("data:application/pdf;base64,AAAA", null));
    assertThat(part(PdfFileContent.from(URI.create(LINK)))).isEqualTo(ContentPart.File.ofUrl(LINK));
    assertThat(part(VideoContent.from("AAAA", "video/mp4")))
        .isEqualTo(new ContentPart.File("data:video/mp4;base64,AAAA", null));
    assertThat(part(VideoContent.from(LINK))).isEqualTo(ContentPart.File.ofUrl(LINK));
  }

  @Test
  void refusesWhatIsNeitherALinkNorData() {
    assertThatThrownBy(() -> part(ImageContent.from(Image.builder().base64Data("AAAA").build())))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("media type");
    assertThatThrownBy(() -> part(ImageContent.from("file:///tmp/a.png")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("not read");
  }

  @Test
  void passesPicturesOfATool() {
    assertThat(
            GatewayMessages.of(
                    ToolExecutionResultMessage.builder()
                        .id("c1")
                        .toolName("look")
                        .contents(TextContent.from("Here"), ImageContent.from(LINK))
                        .build())
                .parts())
        .containsExactly(new ContentPart.Text("Here"), new ContentPart.Image(LINK, "low"));
  }

  private static ContentPart part(Content content) {
    return GatewayContents.of(List.of(content)).get(0);
  }
}
