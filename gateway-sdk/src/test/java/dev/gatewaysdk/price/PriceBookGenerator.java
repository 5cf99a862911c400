package dev.gatewaysdk.price;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.price.PriceFile.Column;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okio.BufferedSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code prices.tsv} from {@code model-prices.json}: the same input gives the same bytes.
 *
 * <p>Only what this library bills by the token, at providers that its configuration dialect has. A
 * price is left out rather than guessed, as no price is better than a wrong one:
 *
 * <ul>
 *   <li>input and output are both 0: the provider lists none. Moderation is the exception, as
 *       OpenAI documents it as free of charge; and a cache price of 0 is taken as not stated;
 *   <li>two ids of one model at one provider disagree;
 *   <li>an embedding costs over 10 USD a million: the source has prices of a request, or of a
 *       thousand times the tokens, in that place. An embedding with a long-context tier is a chat
 *       model that lost its output price;
 *   <li>the model answers in audio, or each of its calls is a search with a fee of its own: tokens
 *       of text are not what its bill consists of.
 * </ul>
 */
final class PriceBookGenerator {
  private static final String HEAD =
      """
      # Model prices: facts from model_prices_and_context_window.json of BerriAI/litellm (MIT)
      # as mirrored by github.com/RoCry/llm-api-price, commit 8442b939a6ead479f7995b5d74d8dce488bd0966.
      # Written by PriceBookGenerator, which tells what is left out; do not edit.
      # Prices are USD for a million tokens. An empty cell: not stated.
      # A line with "above" holds for calls that read more tokens than that.
      """;

  // The source carries no date of its own: to be changed along with its file.
  private static final String AS_OF = "2026-07-24";

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("openai", "openai"),
          Map.entry("text-completion-openai", "openai"),
          Map.entry("anthropic", "anthropic"),
          Map.entry("azure", "azure-openai"),
          Map.entry("azure_text", "azure-openai"),
          Map.entry("bedrock", "bedrock"),
          Map.entry("bedrock_converse", "bedrock"),
          Map.entry("gemini", "gemini"),
          Map.entry("cohere", "cohere"),
          Map.entry("cohere_chat", "cohere"),
          Map.entry("mistral", "mistral"),
          Map.entry("groq", "groq"));

  private static final Set<String> MODES =
      Set.of("chat", "completion", "responses", "embedding", "moderation", "audio_transcription");

  private static final List<String> NOT_BILLED_BY_TEXT =
      List.of("-tts", "-native-audio", "-search-preview", "-search-api");

  private static final BigDecimal DEAREST_EMBEDDING = new BigDecimal("0.00001");

  private static final Pattern MEDIUM =
      Pattern.compile("(audio|image|video)_.*|.*_usd_per_(image|pixel|second)");

  /** Read pictures at a price that the source does not have; source: Cohere's and AWS's pages. */
  private static final Pattern PICTURES_APART =
      Pattern.compile(".*embed-(v4|(english|multilingual)(-light)?-v3).*");

  private static final String INPUT = "input_usd_per_token";
  private static final String OUTPUT = "output_usd_per_token";
  private static final String UNKNOWN = "";

  private PriceBookGenerator() {}

  /** Arguments: the JSON to read, the file to write. */
  public static void main(String[] args) throws IOException {
    Files.writeString(Path.of(args[1]), generate(Path.of(args[0])));
  }

  /** The file's text. */
  static String generate(Path json) throws IOException {
    SortedMap<String, String> linesByModel = new TreeMap<>();
    try (BufferedSource source = Okio.buffer(Okio.source(json))) {
      for (SourcePrice price : SourcePrice.readAll(JsonReader.of(source))) {
        String type = type(price.provider());
        if (type != null && isBilledByText(price)) {
          String model = type + "\t" + bareName(type, price.model());
          linesByModel.merge(
              model, lines(model, price), (one, other) -> one.equals(other) ? one : UNKNOWN);
        }
      }
    }
    String columns =
        Arrays.stream(Column.values())
            .map(column -> column.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .collect(Collectors.joining("\t", "# ", "\n"));
    return HEAD + PriceFile.AS_OF + AS_OF + "\n" + columns + String.join("", linesByModel.values());
  }

  private static @Nullable String type(String provider) {
    boolean vertex = provider.equals("vertex_ai") || provider.startsWith("vertex_ai-");
    return vertex ? "vertex-ai" : TYPES.get(provider);
  }

  /** The provider's own name for the model; the source puts the provider before some. */
  private static String bareName(String type, String model) {
    String prefix =
        switch (type) {
          case "azure-openai" -> "azure/";
          case "vertex-ai" -> "vertex_ai/";
          default -> type + "/";
        };
    return model.startsWith(prefix) ? model.substring(prefix.length()) : model;
  }

  private static boolean isBilledByText(SourcePrice price) {
    return MODES.contains(price.mode())
        && price.figure(INPUT) != null
        && (price.figure(OUTPUT) != null || price.mode().equals("embedding"))
        && price.figure("audio_output_usd_per_token") == null
        && NOT_BILLED_BY_TEXT.stream().noneMatch(price.model()::contains);
  }

  private static String lines(String model, SourcePrice price) {
    if (!isKnown(price)) {
      return UNKNOWN;
    }
    StringBuilder lines = new StringBuilder(line(model, price, Map.of()));
    price.tiers().forEach(tier -> lines.append(line(model, price, tier)));
    return lines.toString();
  }

  private static boolean isKnown(SourcePrice price) {
    boolean free = isZero(price.figure(INPUT)) && isZero(price.figure(OUTPUT));
    return switch (price.mode()) {
      case "moderation" -> true;
      case "embedding" ->
          !free
              && price.tiers().isEmpty()
              && price.figures().get(INPUT).compareTo(DEAREST_EMBEDDING) <= 0;
      default -> !free;
    };
  }

  private static String line(String model, SourcePrice price, Map<String, BigDecimal> tier) {
    // What a tier does not state stays as it is. A price that it states alone is a stray one: the
    // source has a storage fee of Gemini's under cache writes.
    Map<String, BigDecimal> prices = new TreeMap<>(price.figures());
    prices.replaceAll(tier::getOrDefault);
    BigDecimal output = prices.getOrDefault(OUTPUT, BigDecimal.ZERO);
    BigDecimal reasoning = prices.get("reasoning_usd_per_token");
    Map<Column, String> cells = new EnumMap<>(Column.class);
    cells.put(Column.MODEL, model);
    cells.put(Column.INPUT, perMillion(prices.get(INPUT)));
    cells.put(Column.OUTPUT, perMillion(output));
    cells.put(Column.CACHE_READ, perMillion(positive(prices.get("cache_read_usd_per_token"))));
    cells.put(Column.CACHE_WRITE, perMillion(positive(prices.get("cache_write_usd_per_token"))));
    if (reasoning != null && reasoning.compareTo(output) != 0) {
      cells.put(Column.REASONING, perMillion(reasoning));
    }
    if (tier.isEmpty()) {
      cells.put(Column.CONTEXT_WINDOW, count(price.figure("context_window_tokens")));
      cells.put(Column.MAX_OUTPUT, count(price.figure("max_output_tokens")));
      cells.put(Column.TEXT_ONLY, isTextOnly(price) ? "y" : "");
    } else {
      cells.put(Column.ABOVE, count(tier.get("threshold")));
    }
    return Arrays.stream(Column.values())
            .filter(column -> column != Column.TYPE) // It is in the model's cell.
            .map(column -> cells.getOrDefault(column, ""))
            .collect(Collectors.joining("\t"))
            .stripTrailing()
        + "\n";
  }

  /** Whether any medium has a price of its own; characters are but text counted otherwise. */
  private static boolean isTextOnly(SourcePrice price) {
    BigDecimal input = price.figures().get(INPUT);
    if (price.mode().equals("embedding") && PICTURES_APART.matcher(price.model()).matches()) {
      return true;
    }
    return price.figures().entrySet().stream()
        .filter(figure -> MEDIUM.matcher(figure.getKey()).matches())
        .anyMatch(
            figure ->
                positive(figure.getValue()) != null && figure.getValue().compareTo(input) != 0);
  }

  private static boolean isZero(@Nullable BigDecimal price) {
    return price == null || price.signum() == 0;
  }

  private static @Nullable BigDecimal positive(@Nullable BigDecimal price) {
    return isZero(price) ? null : price;
  }

  private static String perMillion(@Nullable BigDecimal usdPerToken) {
    return usdPerToken == null
        ? ""
        : usdPerToken.movePointRight(6).stripTrailingZeros().toPlainString();
  }

  private static String count(@Nullable BigDecimal tokens) {
    return isZero(tokens) ? "" : Integer.toString(tokens.intValueExact());
  }
}
