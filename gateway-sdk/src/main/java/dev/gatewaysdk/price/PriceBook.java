package dev.gatewaysdk.price;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prices of models, by the type of the provider that bills them: the same model costs differently
 * at its maker's, on a cloud and from a reseller.
 *
 * <p>A price that is not known is null, never 0 and never another provider's. Prices age; the
 * built-in ones are defaults to override, not a promise.
 *
 * <p>Immutable, so a change is a new book. Look-ups take a few hash probes, whatever the book's
 * size, and allocate only for a name that is not listed or where there are overrides.
 */
public final class PriceBook {
  /**
   * Whose price it is where the provider type is not known: that of the model's maker, never of a
   * reseller. Bedrock is here as its ids are its own. No name is listed for two of them.
   */
  private static final List<String> MAKERS =
      List.of("openai", "anthropic", "gemini", "cohere", "mistral", "bedrock");

  private final Map<String, Map<String, ModelPrice>> byType;
  private final Map<String, ModelPrice> overrides;
  private final LocalDate asOf;

  /**
   * A book of its own prices.
   *
   * @param byType provider type to model to price; immutable
   * @param overrides {@code type/model} or model to price; immutable
   */
  PriceBook(
      Map<String, Map<String, ModelPrice>> byType,
      Map<String, ModelPrice> overrides,
      LocalDate asOf) {
    this.byType = byType;
    this.overrides = overrides;
    this.asOf = asOf;
  }

  /**
   * The prices that come with this library: what chat, completion, embedding, moderation and
   * transcription models cost by the token. The file is read on the first call.
   *
   * <p>Facts from the model prices of BerriAI/litellm, as of {@link #asOf()}; the head of {@code
   * prices.tsv} beside this class names the exact source. Models whose price in the source is 0 or
   * contradicts itself are not listed. Where a cloud's regions differ, the model's name is {@code
   * REGION/MODEL} ({@code eu-west-2/meta.llama3-8b-instruct-v1:0} on Bedrock, {@code eu/gpt-5.1} on
   * Azure); the bare name has the price without a region's surcharge.
   */
  public static PriceBook builtIn() {
    return BuiltIn.BOOK;
  }

  /**
   * What a model costs, or null if that is not known.
   *
   * <p>The first that exists: the override for {@code providerType/model}; the override for the
   * model; the built-in price of the model at this provider type; then the same three for the
   * model's family. A family is the name without the date at its end ({@code -2024-11-20}, {@code
   * -20250929}, {@code @20250929}), or, for a fine-tuned model of OpenAI, the part up to the second
   * colon. So an unlisted snapshot costs what its family costs, but one that is listed has its own
   * price, even if the family's is overridden.
   *
   * @param providerType a type of the configuration dialect: {@code openai}, {@code anthropic},
   *     {@code azure-openai}, {@code bedrock}, {@code vertex-ai}, {@code gemini}, {@code cohere},
   *     {@code mistral}, {@code groq}. Any other, {@code openai-compatible} included, finds
   *     overrides alone, as who bills there is not known. Null means not known, and finds what the
   *     model's own maker bills
   * @param model the name that the provider knows the model by; case matters
   */
  public @Nullable ModelPrice find(@Nullable String providerType, String model) {
    String name = model;
    while (name != null) {
      ModelPrice price = override(providerType, name);
      if (price == null) {
        price = listed(providerType, name);
      }
      if (price != null) {
        return price;
      }
      name = ModelName.family(name);
    }
    return null;
  }

  private @Nullable ModelPrice override(@Nullable String providerType, String model) {
    if (overrides.isEmpty()) {
      return null;
    }
    ModelPrice price = providerType == null ? null : overrides.get(providerType + "/" + model);
    return price == null ? overrides.get(model) : price;
  }

  private @Nullable ModelPrice listed(@Nullable String providerType, String model) {
    if (providerType != null) {
      Map<String, ModelPrice> models = byType.get(providerType);
      return models == null ? null : models.get(model);
    }
    for (String maker : MAKERS) {
      ModelPrice price = listed(maker, model);
      if (price != null) {
        return price;
      }
    }
    return null;
  }

  /**
   * A book that has these prices over the ones of this book; this one stays as it is.
   *
   * @param prices {@code provider-type/model}, or a model at whichever provider, to its price
   * @throws IllegalArgumentException if a name is blank
   */
  public PriceBook withOverrides(Map<String, ModelPrice> prices) {
    Map<String, ModelPrice> all = new HashMap<>(overrides);
    prices.forEach(
        (model, price) -> {
          if (model.isBlank()) {
            throw new IllegalArgumentException(
                "a price's model is blank; it must be a model's name or provider-type/model");
          }
          all.put(model, price);
        });
    return new PriceBook(byType, Map.copyOf(all), asOf);
  }

  /** The day that the built-in prices were taken from their source. */
  public LocalDate asOf() {
    return asOf;
  }

  /** How many prices the book holds, overrides included. */
  public int size() {
    return byType.values().stream().mapToInt(Map::size).sum() + overrides.size();
  }

  /** Reads the resource once, when first asked for. */
  private static final class BuiltIn {
    static final PriceBook BOOK = PriceFile.read();
  }
}
