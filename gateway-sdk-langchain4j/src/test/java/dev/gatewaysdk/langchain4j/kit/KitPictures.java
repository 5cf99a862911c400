package dev.gatewaysdk.langchain4j.kit;

import dev.langchain4j.data.image.Image;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Objects;

/** The pictures that LangChain4j's kits bring along. */
final class KitPictures {
  private KitPictures() {}

  static Image cat() {
    try (InputStream in = KitPictures.class.getResourceAsStream("/images/cat.jpg")) {
      byte[] bytes = Objects.requireNonNull(in, "cat.jpg").readAllBytes();
      return Image.builder()
          .base64Data(Base64.getEncoder().encodeToString(bytes))
          .mimeType("image/jpeg")
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
