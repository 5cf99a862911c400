package dev.gatewaysdk.provider.bedrock;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.image.ImageRequest.Format;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.http.RequestFields;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes a request for a picture of Stability AI's models, which know ratios instead of sizes.
 * Source: AWS's pages on Stable Image Core and Ultra and on Stable Diffusion 3.5.
 */
final class StabilityImageWriter {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
  private static final Pattern RATIO = Pattern.compile("\\d{1,2}:\\d{1,2}");
  private static final List<String> RATIOS =
      List.of("1:1", "16:9", "21:9", "2:3", "3:2", "4:5", "5:4", "9:16", "9:21");
  private static final double NEARLY = 0.001;

  private StabilityImageWriter() {}

  /**
   * @throws UnsupportedRequestException if the models cannot do it
   */
  static void write(JsonWriter json, ImageRequest request, Attempt attempt) throws IOException {
    if (request.count() != null && request.count() > 1) {
      throw new UnsupportedRequestException(
          "n", "is " + request.count() + "; the model makes one picture at a time");
    }
    if (request.quality() != null && !request.quality().equals("auto")) {
      InvokeImageWriter.dropped(attempt, "quality", "the model has no such setting");
    }
    if (request.style() != null) {
      InvokeImageWriter.dropped(attempt, "style", "the model has no such setting");
    }
    json.beginObject();
    new RequestFields(json)
        .text("prompt", request.prompt())
        .text("aspect_ratio", ratio(request.size(), attempt))
        .text("output_format", format(request.format(), attempt))
        .extras(request.extras());
    json.endObject();
  }

  private static @Nullable String format(@Nullable Format format, Attempt attempt) {
    if (format == Format.WEBP) {
      InvokeImageWriter.dropped(attempt, "output_format", "the model makes PNG and JPEG");
      return null;
    }
    return format == null ? null : format.name().toLowerCase(Locale.ROOT);
  }

  /** The ratio of a size, or the nearest that there is. */
  private static @Nullable String ratio(@Nullable String size, Attempt attempt) {
    if (size == null || size.equals("auto") || RATIO.matcher(size).matches()) {
      return "auto".equals(size) ? null : size;
    }
    Matcher sides = SIZE.matcher(size);
    if (!sides.matches() || isZero(sides.group(1)) || isZero(sides.group(2))) {
      throw new UnsupportedRequestException(
          "size", "must be a width and a height, such as 1024x1024, or a ratio, such as 16:9");
    }
    double wanted =
        Math.log(Double.parseDouble(sides.group(1)) / Double.parseDouble(sides.group(2)));
    String nearest = RATIOS.get(0);
    for (String ratio : RATIOS) {
      if (Math.abs(log(ratio) - wanted) < Math.abs(log(nearest) - wanted)) {
        nearest = ratio;
      }
    }
    boolean same = Math.abs(log(nearest) - wanted) < NEARLY;
    attempt.adjusted(
        new Adjustment(
            same ? Kind.EMULATED : Kind.CLAMPED,
            "size",
            size + " became the ratio " + nearest + ": the model has no sizes"));
    return nearest;
  }

  private static boolean isZero(String digits) {
    return Integer.parseInt(digits) == 0;
  }

  private static double log(String ratio) {
    int colon = ratio.indexOf(':');
    return Math.log(
        Double.parseDouble(ratio.substring(0, colon))
            / Double.parseDouble(ratio.substring(colon + 1)));
  }
}
