package dev.gatewaysdk.config;

import dev.gatewaysdk.error.Names;
import dev.gatewaysdk.price.ModelPrice;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code prices}: USD per million tokens, by {@code model} or {@code type/model}. */
final class PricesSection {
  private static final List<String> TYPES =
      ProvidersSection.TYPES.stream().map(ProviderType::name).toList();

  /** A dollar a token: above that, somebody has mistaken the unit. */
  private static final long MOST_USD = 1_000_000;

  private final Providers providers;

  PricesSection(Providers providers) {
    this.providers = providers;
  }

  @Nullable Map<String, ModelPrice> read(ConfigValue value) {
    return value.mapping(this::all);
  }

  private Map<String, ModelPrice> all(Section section) {
    Map<String, ModelPrice> prices = new LinkedHashMap<>();
    section
        .entries()
        .forEach(
            (model, entry) -> {
              UserNames.checkOther("the model's name", model, entry.place());
              requireType(model, entry.place());
              ModelPrice price = entry.mapping(PricesSection::price);
              if (price != null) {
                prices.put(model, price);
              }
            });
    return prices;
  }

  /** A price under {@code name/model} would match nothing, and nobody would notice. */
  private void requireType(String model, Place place) {
    int slash = model.indexOf('/');
    String prefix = slash < 0 ? "" : model.substring(0, slash);
    if (TYPES.contains(prefix)) {
      return;
    }
    if (providers.names().contains(prefix)) {
      place.report(
          "begins with a provider's name; allowed: MODEL, or TYPE/MODEL with a type of "
              + String.join(", ", TYPES));
    } else if (!prefix.isEmpty() && Names.closest(prefix, TYPES) != null) {
      place.report("begins with no provider type; allowed: " + Shown.allowed(prefix, TYPES));
    }
  }

  private static @Nullable ModelPrice price(Section section) {
    ModelPrice.Builder price = ModelPrice.perMillionTokens();
    BigDecimal input = section.require("input", PricesSection::usd, "input: 2.50");
    BigDecimal output = section.require("output", PricesSection::usd, "output: 10.00");
    section.ifPresent("cache-read", PricesSection::usd, price::cacheRead);
    section.ifPresent("cache-write", PricesSection::usd, price::cacheWrite);
    return input == null || output == null ? null : price.input(input).output(output).build();
  }

  private static @Nullable BigDecimal usd(ConfigValue value) {
    return value.decimal(MOST_USD);
  }
}
