package dev.gatewaysdk.provider.bedrock;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.image.ImageRequest.Format;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.http.RequestFields;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes a request for pictures of Amazon's Titan or Nova Canvas. Extras go where the models have
 * them: those of {@code textToImageParams} and {@code imageGenerationConfig} are joined with what
 * the request says. Source: AWS's pages on both models.
 */
final class AmazonImageWriter {
  private static final int MOST = 5;
  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
  private static final Pattern NOVAS_STYLE = Pattern.compile("[A-Z0-9_]+");
  private static final String CONFIG = "imageGenerationConfig";
  private static final String TEXT = "textToImageParams";
  private static final Set<String> OF_CONFIG = Set.of("seed", "cfgScale");
  private static final String NEGATIVE = "negativeText";

  private final ImageRequest request;
  private final Attempt attempt;
  private final boolean nova;

  AmazonImageWriter(ImageRequest request, Attempt attempt, boolean nova) {
    this.request = request;
    this.attempt = attempt;
    this.nova = nova;
  }

  /**
   * @throws UnsupportedRequestException if the model cannot do it
   */
  void write(JsonWriter json) throws IOException {
    Integer count = request.count();
    if (count != null && count > MOST) {
      throw new UnsupportedRequestException(
          "n", "is " + count + "; the model makes at most " + MOST + " pictures at once");
    }
    Format format = request.format();
    if (format != null && format != Format.PNG) {
      InvokeImageWriter.dropped(attempt, "output_format", "the model makes PNG only");
    }
    Map<String, RawJson> others = new LinkedHashMap<>(request.extras());
    Map<String, RawJson> ofText = taken(others, TEXT, Set.of(NEGATIVE));
    Map<String, RawJson> ofConfig = taken(others, CONFIG, OF_CONFIG);
    json.beginObject();
    RequestFields fields = new RequestFields(json).text("taskType", "TEXT_IMAGE");
    fields.name(TEXT).beginObject();
    new RequestFields(json).text("text", request.prompt()).text("style", style()).extras(ofText);
    json.endObject();
    config(fields, json, count, ofConfig);
    fields.extras(others);
    json.endObject();
  }

  private void config(
      RequestFields fields, JsonWriter json, @Nullable Integer count, Map<String, RawJson> extras)
      throws IOException {
    String size = request.size();
    Matcher sides = SIZE.matcher(size == null ? "" : size);
    boolean sized = sides.matches();
    if (size != null && !sized && !size.equals("auto")) {
      throw new UnsupportedRequestException(
          "size", "must be a width and a height, such as 1024x1024, for a model of Amazon");
    }
    String quality = quality();
    if (!sized && quality == null && count == null && extras.isEmpty()) {
      return;
    }
    fields.name(CONFIG).beginObject();
    new RequestFields(json)
        .number("numberOfImages", count)
        .number("width", sized ? Integer.valueOf(sides.group(1)) : null)
        .number("height", sized ? Integer.valueOf(sides.group(2)) : null)
        .text("quality", quality)
        .extras(extras);
    json.endObject();
  }

  /** One of the two words that the models know, for OpenAI's; others as they are written. */
  private @Nullable String quality() {
    String asked = request.quality();
    if (asked == null || asked.equals("auto")) {
      return null;
    }
    return switch (asked) {
      case "hd", "high" -> emulated("quality", asked, "premium");
      case "low", "medium" -> emulated("quality", asked, "standard");
      default -> asked;
    };
  }

  private @Nullable String style() {
    String style = request.style();
    if (style == null || (nova && NOVAS_STYLE.matcher(style).matches())) {
      return style;
    }
    InvokeImageWriter.dropped(attempt, "style", "the model knows no such style");
    return null;
  }

  private String emulated(String subject, String asked, String word) {
    attempt.adjusted(new Adjustment(Kind.EMULATED, subject, asked + " became " + word));
    return word;
  }

  /** What of the extras belongs into that field, and by itself or inside of it; it is removed. */
  private static Map<String, RawJson> taken(
      Map<String, RawJson> extras, String field, Set<String> alone) {
    Map<String, RawJson> taken = new LinkedHashMap<>();
    RawJson whole = extras.get(field);
    if (whole != null && whole.isObject()) {
      extras.remove(field);
      whole.toMap().forEach((name, value) -> taken.put(name, RawJson.of(value)));
    }
    for (String name : alone) {
      RawJson value = extras.remove(name);
      if (value != null) {
        taken.put(name, value);
      }
    }
    return taken;
  }
}
