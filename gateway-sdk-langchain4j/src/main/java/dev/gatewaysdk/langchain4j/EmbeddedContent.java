package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.reply.ModelInput;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ContentType;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.embedding.request.EmbeddingInput;
import java.util.List;
import java.util.Set;

/** What LangChain4j wants vectors of, as the gateway's input. */
final class EmbeddedContent {
  static final Set<ContentType> TYPES = Set.of(ContentType.TEXT, ContentType.IMAGE);

  private EmbeddedContent() {}

  /** Texts of one input are joined by line feeds, as LangChain4j joins them. */
  static ModelInput of(EmbeddingInput input) {
    List<Content> contents = input.contents();
    if (contents.stream().allMatch(TextContent.class::isInstance)) {
      return new ModelInput.Text(input.text());
    }
    if (contents.size() == 1 && contents.get(0) instanceof ImageContent picture) {
      return new ModelInput.Image(url(picture.image()));
    }
    throw new UnsupportedFeatureException(
        "the gateway makes a vector of texts or of one picture: give each its own input, not "
            + input.contentTypes()
            + " together");
  }

  private static String url(Image image) {
    if (image.url() != null) {
      return image.url().toString();
    }
    if (image.base64Data() == null || image.mimeType() == null) {
      throw new InvalidRequestException(
          "a picture to embed needs a URL, or base64Data with its mimeType");
    }
    return "data:" + image.mimeType() + ";base64," + image.base64Data();
  }
}
