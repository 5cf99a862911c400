package dev.gatewaysdk.provider.geminiwire;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes an image request a question to a Gemini model for pictures: the prompt is what the user
 * says, and the answer's form goes into {@code generationConfig}. Source: Google's references of
 * {@code ImageConfig}.
 */
final class GeminiImageWriter {
  private static final List<String> RATIOS =
      List.of("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9");

  private final ImageRequest request;
  private final GeminiModel model;
  private final GeminiFlavor flavor;
  private final Consumer<Adjustment> adjusted;

  private GeminiImageWriter(
      ImageRequest request, GeminiModel model, GeminiFlavor flavor, Consumer<Adjustment> adjusted) {
    this.request = request;
    this.model = model;
    this.flavor = flavor;
    this.adjusted = adjusted;
  }

  /** The question; says what had to be changed, so it is called once. */
  static ChatRequest question(
      ImageRequest request, GeminiModel model, GeminiFlavor flavor, Consumer<Adjustment> adjusted) {
    return new GeminiImageWriter(request, model, flavor, adjusted).question();
  }

  private ChatRequest question() {
    GeminiImages.leaveOut(request, adjusted);
    GeminiImages.count(request, 1, adjusted);
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    config.put(
        "responseModalities", model.version() < 25 ? List.of("TEXT", "IMAGE") : List.of("IMAGE"));
    Map<String, Object> picture = picture();
    if (!picture.isEmpty()) {
      config.put("imageConfig", picture);
    }
    ChatRequest.Builder question = ChatRequest.builder(request.model()).user(request.prompt());
    if (request.endUser() != null) {
      question.endUser(request.endUser());
    }
    Map<String, RawJson> extras = GeminiImages.extras(request);
    RawJson more = extras.remove(GeminiExtras.CONFIG);
    if (more != null) {
      GeminiChatWriter.join(GeminiExtras.CONFIG, config, more.toJava());
    }
    extras.forEach(question::extra);
    return question.extra(GeminiExtras.CONFIG, RawJson.of(config)).build();
  }

  private Map<String, Object> picture() {
    Map<String, Object> picture = new LinkedHashMap<>();
    PictureSize size =
        PictureSize.of(
            request.size(), model.version() < 25 ? List.of() : RATIOS, resolutions(), adjusted);
    if (size.ratio() != null) {
      picture.put("aspectRatio", size.ratio());
    }
    if (size.resolution() != null) {
      picture.put("imageSize", size.resolution());
    }
    Map<String, Object> options = options();
    if (!options.isEmpty()) {
      picture.put("imageOutputOptions", options);
    }
    return picture;
  }

  private List<String> resolutions() {
    return model.version() < 30 ? List.of() : List.of("1K", "2K", "4K");
  }

  private Map<String, Object> options() {
    String mediaType = GeminiImages.mediaType(request, adjusted);
    Integer compression = GeminiImages.compression(request, adjusted);
    if (mediaType != null && flavor == GeminiFlavor.GEMINI) {
      GeminiImages.dropped(
          adjusted, "output_format", "the Gemini API gives pictures in the model's own format");
      return Map.of();
    }
    Map<String, Object> options = new LinkedHashMap<>(2);
    if (mediaType != null) {
      options.put("mimeType", mediaType);
    }
    if (compression != null) {
      options.put("compressionQuality", compression);
    }
    return options;
  }
}
