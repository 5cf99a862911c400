package dev.gatewaysdk.provider.geminiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.RequestFields;
import dev.gatewaysdk.reply.Adjustment;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes an image request for Imagen's {@code predict}. Source: Google's references of Imagen on
 * Vertex AI and of the Gemini API, and Google's own clients.
 */
final class ImagenWriter {
  private static final int MOST = 4;
  private static final List<String> RATIOS = List.of("1:1", "3:4", "4:3", "9:16", "16:9");
  private static final String LABELS = "labels";
  private static final String OPTIONS = "outputOptions";
  private static final String REASON = "includeRaiReason";

  private ImagenWriter() {}

  static void write(
      JsonWriter json, ImageRequest request, String model, Consumer<Adjustment> adjusted)
      throws IOException {
    GeminiImages.leaveOut(request, adjusted);
    if (request.endUser() != null) {
      GeminiImages.dropped(adjusted, "user", "Google takes no id of end users");
    }
    Map<String, RawJson> extras = GeminiImages.extras(request);
    RawJson labels = extras.remove(LABELS);
    json.beginObject().name("instances").beginArray();
    json.beginObject().name("prompt").value(request.prompt()).endObject();
    json.endArray().name("parameters").beginObject();
    PictureSize size = PictureSize.of(request.size(), RATIOS, resolutions(model), adjusted);
    RequestFields fields =
        new RequestFields(json)
            .number("sampleCount", GeminiImages.count(request, MOST, adjusted)) // Google's is 4.
            .text("aspectRatio", size.ratio())
            .text("sampleImageSize", size.resolution());
    if (!extras.containsKey(REASON)) { // Else what a filter takes out is not in the answer at all.
      fields.name(REASON).value(true);
    }
    options(
        fields,
        GeminiImages.mediaType(request, adjusted),
        GeminiImages.compression(request, adjusted));
    fields.extras(extras);
    json.endObject();
    if (labels != null) {
      json.name(LABELS);
      labels.write(json);
    }
    json.endObject();
  }

  private static void options(
      RequestFields fields, @Nullable String mediaType, @Nullable Integer compression)
      throws IOException {
    if (mediaType != null) {
      JsonWriter json = fields.name(OPTIONS).beginObject().name("mimeType").value(mediaType);
      if (compression != null) {
        json.name("compressionQuality").value(compression);
      }
      json.endObject();
    }
  }

  /** From 4 on, but for the fast ones, it makes larger pictures. */
  private static List<String> resolutions(String model) {
    String name = model.substring(model.lastIndexOf('/') + 1);
    boolean first = name.startsWith("imagen-3") || name.startsWith("imagegeneration");
    return first || name.contains("-fast") ? List.of() : List.of("1K", "2K");
  }
}
