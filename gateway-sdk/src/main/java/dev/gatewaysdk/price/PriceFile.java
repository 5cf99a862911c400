package dev.gatewaysdk.price;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code prices.tsv}: comments, one of them the date, and one price a line.
 *
 * <p>The cells of a line are {@link Column}s parted by tabs; an empty one means not stated, and
 * empty ones at the end are left out.
 */
final class PriceFile {
  static final String NAME = "prices.tsv";
  static final String AS_OF = "# As of ";

  /** What the cells of a line hold, in order. Prices are USD for a million tokens. */
  enum Column {
    TYPE,
    MODEL,
    /** The threshold in tokens, if the line is the long-context tier of a line before it. */
    ABOVE,
    INPUT,
    OUTPUT,
    CACHE_READ,
    CACHE_WRITE,
    CONTEXT_WINDOW,
    MAX_OUTPUT,
    /** {@code y} if images, audio or video cost otherwise. */
    TEXT_ONLY,
    /** Only if it differs from the output price. */
    REASONING
  }

  private final Map<String, Map<String, ModelPrice.Builder>> byType = new HashMap<>();
  private @Nullable LocalDate asOf;

  private PriceFile() {}

  /**
   * The prices in this library's jar.
   *
   * @throws IllegalStateException if the file is not there, or not as described
   */
  static PriceBook read() {
    InputStream in = PriceFile.class.getResourceAsStream(NAME);
    if (in == null) {
      throw new IllegalStateException(
          "dev/gatewaysdk/price/" + NAME + " is not on the class path; a shaded jar must keep it");
    }
    try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return read(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The prices in a text of this form. */
  static PriceBook read(Reader text) throws IOException {
    PriceFile file = new PriceFile();
    BufferedReader lines = new BufferedReader(text);
    int number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      try {
        file.add(line);
      } catch (RuntimeException e) {
        throw new IllegalStateException(NAME + " line " + number + ": " + e.getMessage(), e);
      }
      number++;
    }
    return file.book();
  }

  private void add(String line) {
    if (line.startsWith(AS_OF)) {
      asOf = LocalDate.parse(line.substring(AS_OF.length()));
    } else if (!line.startsWith("#")) {
      add(line.split("\t", -1));
    }
  }

  private void add(String[] cells) {
    Map<String, ModelPrice.Builder> models =
        byType.computeIfAbsent(cell(cells, Column.TYPE), type -> new HashMap<>());
    String model = cell(cells, Column.MODEL);
    String above = cell(cells, Column.ABOVE);
    if (above.isEmpty()) {
      if (models.put(model, price(cells)) != null) {
        throw new IllegalArgumentException(model + " is listed twice");
      }
      return;
    }
    ModelPrice.Builder base = models.get(model);
    if (base == null) {
      throw new IllegalArgumentException(model + " has a tier, but no price before it");
    }
    base.above(Integer.parseInt(above), price(cells).build());
  }

  private static ModelPrice.Builder price(String[] cells) {
    ModelPrice.Builder price =
        ModelPrice.perMillionTokens()
            .input(new BigDecimal(cell(cells, Column.INPUT)))
            .output(new BigDecimal(cell(cells, Column.OUTPUT)))
            .textOnly(cell(cells, Column.TEXT_ONLY).equals("y"));
    for (Column column : Column.values()) {
      String cell = cell(cells, column);
      if (!cell.isEmpty()) {
        switch (column) {
          case CACHE_READ -> price.cacheRead(new BigDecimal(cell));
          case CACHE_WRITE -> price.cacheWrite(new BigDecimal(cell));
          case REASONING -> price.reasoning(new BigDecimal(cell));
          case CONTEXT_WINDOW -> price.contextWindow(Integer.parseInt(cell));
          case MAX_OUTPUT -> price.maxOutput(Integer.parseInt(cell));
          default -> {}
        }
      }
    }
    return price;
  }

  private static String cell(String[] cells, Column column) {
    return column.ordinal() < cells.length ? cells[column.ordinal()] : "";
  }

  private PriceBook book() {
    Map<String, Map<String, ModelPrice>> built =
        byType.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, type -> built(type.getValue())));
    return new PriceBook(built, Map.of(), Objects.requireNonNull(asOf, NAME + " has no date"));
  }

  private static Map<String, ModelPrice> built(Map<String, ModelPrice.Builder> models) {
    return models.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(Map.Entry::getKey, model -> model.getValue().build()));
  }
}
