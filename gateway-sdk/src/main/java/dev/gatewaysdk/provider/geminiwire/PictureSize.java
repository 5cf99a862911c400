package dev.gatewaysdk.provider.geminiwire;

import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The size of a picture in Google's words: one of a model's shapes, and one of its resolutions.
 *
 * @param ratio such as {@code 16:9}; null for the model's own
 * @param resolution such as {@code 2K}; null for the model's own, which is {@code 1K}
 */
record PictureSize(@Nullable String ratio, @Nullable String resolution) {
  private static final PictureSize ANY = new PictureSize(null, null);
  private static final Pattern PIXELS = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
  private static final Pattern RATIO = Pattern.compile("(\\d{1,5}):(\\d{1,5})");
  private static final List<String> RESOLUTIONS = List.of("1K", "2K", "4K");

  /** A square of 1K; each further resolution has four times as many. */
  private static final double PIXELS_OF_1K = 1024.0 * 1024;

  /**
   * What comes nearest to a size of the request: pixels such as {@code 1024x1024}, a ratio such as
   * {@code 16:9}, or a resolution such as {@code 2K}.
   *
   * @param ratios that the model has; may be empty
   * @param resolutions that the model can be told, smallest first; may be empty
   * @throws UnsupportedRequestException if it is no size
   */
  static PictureSize of(
      @Nullable String size,
      List<String> ratios,
      List<String> resolutions,
      Consumer<Adjustment> adjusted) {
    if (size == null || size.equals("auto")) {
      return ANY;
    }
    if (RESOLUTIONS.contains(size)) {
      String nearest = nearest(size, resolutions);
      if (!size.equals(nearest == null ? "1K" : nearest)) {
        adjusted.accept(clamped(size, nearest == null ? "1K" : nearest));
      }
      return new PictureSize(null, nearest);
    }
    Matcher pixels = PIXELS.matcher(size);
    Matcher ratio = RATIO.matcher(size);
    if (pixels.matches() && isPositive(pixels)) {
      return ofPixels(pixels, ratios, resolutions, adjusted);
    }
    if (!ratio.matches() || !isPositive(ratio)) {
      throw new UnsupportedRequestException(
          "size", "Google takes pixels such as 1024x1024, ratios such as 16:9, 1K, 2K or 4K");
    }
    String nearest = nearest(of(ratio), ratios);
    if (!size.equals(nearest)) {
      adjusted.accept(clamped(size, nearest == null ? "the model's own shape" : nearest));
    }
    return new PictureSize(nearest, null);
  }

  private static PictureSize ofPixels(
      Matcher pixels,
      List<String> ratios,
      List<String> resolutions,
      Consumer<Adjustment> adjusted) {
    double wanted = of(pixels);
    String ratio = nearest(wanted, ratios);
    double area = Double.parseDouble(pixels.group(1)) * Double.parseDouble(pixels.group(2));
    String wish = area <= 2 * PIXELS_OF_1K ? "1K" : area <= 8 * PIXELS_OF_1K ? "2K" : "4K";
    String resolution = wish.equals("1K") ? null : nearest(wish, resolutions);
    String got = (ratio == null ? "the model's own shape" : ratio) + " in ";
    got += resolution == null ? "1K" : resolution;
    boolean same = ratio != null && Math.abs(ratio(ratio) / wanted - 1) < 0.005;
    if (!same || (resolution == null ? !wish.equals("1K") : !wish.equals(resolution))) {
      adjusted.accept(clamped(pixels.group(), got));
    } else if (!pixels.group().equals("1024x1024")) {
      adjusted.accept(
          new Adjustment(
              Kind.EMULATED,
              "size",
              pixels.group() + " became " + got + ": Google takes no pixels"));
    }
    return new PictureSize(ratio, resolution);
  }

  private static Adjustment clamped(String size, String got) {
    return new Adjustment(
        Kind.CLAMPED, "size", size + " became " + got + ", the nearest that the model has");
  }

  private static boolean isPositive(Matcher two) {
    return Integer.parseInt(two.group(1)) > 0 && Integer.parseInt(two.group(2)) > 0;
  }

  private static double of(Matcher two) {
    return Double.parseDouble(two.group(1)) / Double.parseDouble(two.group(2));
  }

  private static double ratio(String text) {
    Matcher matcher = RATIO.matcher(text);
    return matcher.matches() ? of(matcher) : 1;
  }

  private static @Nullable String nearest(double wanted, List<String> ratios) {
    String nearest = null;
    double least = Double.MAX_VALUE;
    for (String ratio : ratios) {
      double distance = Math.abs(Math.log(ratio(ratio) / wanted));
      if (distance < least) {
        least = distance;
        nearest = ratio;
      }
    }
    return nearest;
  }

  /** The largest that is not above the wish; null if the model cannot be told. */
  private static @Nullable String nearest(String wish, List<String> resolutions) {
    String nearest = null;
    for (String resolution : resolutions) {
      if (RESOLUTIONS.indexOf(resolution) <= RESOLUTIONS.indexOf(wish)) {
        nearest = resolution;
      }
    }
    return nearest;
  }
}
