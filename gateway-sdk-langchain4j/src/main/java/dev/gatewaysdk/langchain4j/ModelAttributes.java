package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.json.RawJson;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an {@link AiMessage} as a block that only LangChain4j's models understand:
 * signatures of thoughts, redacted ones, pictures.
 */
final class ModelAttributes {
  /** Whose the block is. */
  static final String FORMAT = "langchain4j";

  private static final String TYPE = "attributes";

  private ModelAttributes() {}

  /**
   * The attributes that JSON can hold.
   *
   * @param lost told of the name of each that it cannot
   * @return null if there is none
   */
  static @Nullable ProviderBlock block(AiMessage message, Consumer<String> lost) {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    message
        .attributes()
        .forEach(
            (name, value) -> {
              try {
                kept.put(
                    name,
                    name.equals(AiMessage.GENERATED_IMAGES_KEY)
                        ? pictures(message.images())
                        : RawJson.of(value));
              } catch (IllegalArgumentException | ClassCastException e) {
                lost.accept(name);
              }
            });
    return kept.isEmpty() ? null : new ProviderBlock(FORMAT, TYPE, RawJson.of(kept));
  }

  /** Whether that block holds attributes. */
  static boolean isAttributes(ProviderBlock block) {
    return block.format().equals(FORMAT) && block.type().equals(TYPE) && block.json().isObject();
  }

  /** The attributes again. */
  static Map<String, @Nullable Object> of(ProviderBlock block) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>(block.json().toMap());
    Object pictures = attributes.get(AiMessage.GENERATED_IMAGES_KEY);
    if (pictures instanceof List<?> list) {
      attributes.put(
          AiMessage.GENERATED_IMAGES_KEY, list.stream().map(ModelAttributes::image).toList());
    }
    return attributes;
  }

  private static List<Map<String, String>> pictures(List<Image> images) {
    List<Map<String, String>> pictures = new ArrayList<>();
    for (Image image : images) {
      Map<String, String> picture = new LinkedHashMap<>();
      put(picture, "url", image.url() == null ? null : image.url().toString());
      put(picture, "base64Data", image.base64Data());
      put(picture, "mimeType", image.mimeType());
      put(picture, "revisedPrompt", image.revisedPrompt());
      pictures.add(picture);
    }
    return pictures;
  }

  private static void put(Map<String, String> picture, String name, @Nullable String value) {
    if (value != null) {
      picture.put(name, value);
    }
  }

  private static Image image(@Nullable Object picture) {
    Map<?, ?> map = picture instanceof Map<?, ?> fields ? fields : Map.of();
    Image.Builder image = Image.builder();
    if (map.get("url") instanceof String url) {
      image.url(url);
    }
    return image
        .base64Data((String) map.get("base64Data"))
        .mimeType((String) map.get("mimeType"))
        .revisedPrompt((String) map.get("revisedPrompt"))
        .build();
  }
}
