package dev.gatewaysdk.price;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One model of {@code model-prices.json}, as it stands there.
 *
 * @param figures every number, by its key
 * @param tiers the numbers of each member of {@code above_input_tokens}
 */
record SourcePrice(
    String model,
    String provider,
    String mode,
    Map<String, BigDecimal> figures,
    List<Map<String, BigDecimal>> tiers) {

  /** Reads the file; the numbers as they are written, so that none goes through a double. */
  static List<SourcePrice> readAll(JsonReader in) throws IOException {
    List<SourcePrice> all = new ArrayList<>();
    in.beginObject();
    while (in.hasNext()) {
      if (in.nextName().equals("models")) {
        in.beginArray();
        while (in.hasNext()) {
          all.add(read(in));
        }
        in.endArray();
      } else {
        in.skipValue();
      }
    }
    in.endObject();
    return all;
  }

  private static SourcePrice read(JsonReader in) throws IOException {
    Map<String, String> words = new TreeMap<>();
    Map<String, BigDecimal> figures = new TreeMap<>();
    List<Map<String, BigDecimal>> tiers = new ArrayList<>();
    in.beginObject();
    while (in.hasNext()) {
      String key = in.nextName();
      switch (in.peek()) {
        case STRING -> words.put(key, in.nextString());
        case NUMBER -> figures.put(key, new BigDecimal(in.nextString()));
        case BEGIN_ARRAY -> {
          in.beginArray();
          while (in.hasNext()) {
            tiers.add(figures(in));
          }
          in.endArray();
        }
        default -> throw new IllegalStateException(in.getPath() + " is of an unknown kind");
      }
    }
    in.endObject();
    return new SourcePrice(
        words.getOrDefault("model", ""),
        words.getOrDefault("provider", ""),
        words.getOrDefault("mode", ""),
        figures,
        tiers);
  }

  private static Map<String, BigDecimal> figures(JsonReader in) throws IOException {
    Map<String, BigDecimal> figures = new TreeMap<>();
    in.beginObject();
    while (in.hasNext()) {
      figures.put(in.nextName(), new BigDecimal(in.nextString()));
    }
    in.endObject();
    return figures;
  }

  @Nullable BigDecimal figure(String key) {
    return figures.get(key);
  }
}
