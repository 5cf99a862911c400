package dev.gatewaysdk.provider.geminiwire;

import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.image.ImageRequest.Format;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What both of Google's ways to make pictures have in common: Imagen predicts them, Gemini's models
 * for pictures answer with them.
 */
final class GeminiImages {
  private static final Pattern IMAGEN = Pattern.compile("image(?:n|generation)[-@].*");
  private static final Pattern GEMINI = Pattern.compile("gemini-(\\d{1,3})\\b.*");

  /** From which generation of Gemini on nobody knows yet what all models can do. */
  private static final int UNKNOWN_FROM = 4;

  /** What of an image request only OpenAI knows. */
  private static final Set<String> OF_OTHERS =
      Set.of("moderation", "stream", "partial_images", "input_fidelity");

  private GeminiImages() {}

  /**
   * Whether a model is Imagen, which predicts; others answer.
   *
   * @throws UnsupportedRequestException if it is known to make no pictures
   */
  static boolean isPredicted(String model) {
    String name = model.substring(model.lastIndexOf('/') + 1);
    Matcher gemini = GEMINI.matcher(name);
    boolean text = gemini.matches() && Integer.parseInt(gemini.group(1)) < UNKNOWN_FROM;
    if (text && !name.contains("image")) {
      throw new UnsupportedRequestException(
          "model",
          name + " makes no pictures: ask one of Imagen's, or of Gemini's with image in its name");
    }
    return IMAGEN.matcher(name).matches();
  }

  /** The media type of a format that Google has; null for the model's own. */
  static @Nullable String mediaType(ImageRequest request, Consumer<Adjustment> adjusted) {
    Format format = request.format();
    if (format == Format.WEBP) {
      dropped(adjusted, "output_format", "Google makes PNG and JPEG");
      return null;
    }
    return format == null ? null : format == Format.JPEG ? "image/jpeg" : "image/png";
  }

  /** How much JPEG is to keep, in percent; null for the model's own. */
  static @Nullable Integer compression(ImageRequest request, Consumer<Adjustment> adjusted) {
    if (request.compression() != null && request.format() != Format.JPEG) {
      dropped(adjusted, "output_compression", "Google compresses JPEG only");
      return null;
    }
    return request.compression();
  }

  /** At most so many pictures. */
  static int count(ImageRequest request, int most, Consumer<Adjustment> adjusted) {
    int count = request.count() == null ? 1 : request.count();
    if (count > most) {
      adjusted.accept(
          new Adjustment(
              Kind.CLAMPED, "n", count + " became " + most + ", the model's most in one answer"));
    }
    return Math.min(count, most);
  }

  /** Says what Google has nothing for. */
  static void leaveOut(ImageRequest request, Consumer<Adjustment> adjusted) {
    String quality = request.quality();
    if (quality != null && !quality.equals("auto") && !quality.equals("standard")) {
      dropped(adjusted, "quality", "Google has no such setting: ask for a larger size");
    }
    if (request.style() != null) {
      dropped(adjusted, "style", "Google has no such setting: say it in the prompt");
    }
    if ("transparent".equals(request.background())) {
      dropped(adjusted, "background", "Google makes no transparent pictures");
    }
    if (request.form() == ImageRequest.Form.URL) {
      dropped(adjusted, "response_format", "Google gives bytes, no address");
    }
    request.extras().keySet().stream()
        .filter(OF_OTHERS::contains)
        .forEach(
            name -> dropped(adjusted, name, "a setting of OpenAI's that Google does not have"));
  }

  /** The extras that are Google's. */
  static Map<String, RawJson> extras(ImageRequest request) {
    Map<String, RawJson> extras = new LinkedHashMap<>(request.extras());
    extras.keySet().removeAll(OF_OTHERS);
    return extras;
  }

  static void dropped(Consumer<Adjustment> adjusted, String subject, String detail) {
    adjusted.accept(new Adjustment(Kind.DROPPED, subject, detail));
  }
}
