package dev.gatewaysdk.config;

import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.call.MediaFetcher;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.price.ModelPrice;
import dev.gatewaysdk.provider.Provider;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A whole configuration: its sections, and what must be true between them. */
final class ConfigReader {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayConfig.class);

  private ConfigReader() {}

  static GatewayConfig read(String yaml, String name, Lookup lookup) {
    Reading reading = new Reading(name, lookup);
    ConfigValue document = new ConfigValue(YamlDocument.parse(name, yaml), Place.document(reading));
    GatewayConfig config = document.mapping(root -> sections(name, root));
    try {
      reading.throwProblems();
    } catch (ConfigException e) {
      if (config != null) {
        config.providers().values().forEach(Provider::close);
      }
      throw e;
    }
    if (!reading.literalCredentials().isEmpty()) {
      LOG.warn(
          "{} has credentials in it: {}; put them in the environment and write \"${NAME}\"",
          name,
          String.join(", ", reading.literalCredentials()));
    }
    return Objects.requireNonNull(config); // Without problems there is a configuration.
  }

  private static GatewayConfig sections(String name, Section root) {
    Providers providers =
        or(
            root.require("providers", ProvidersSection::read, ProvidersSection.EXAMPLE),
            Providers.NONE);
    Defaults defaults = or(root.get("defaults", DefaultsSection::read), Defaults.BUILT_IN);
    EndpointsSection endpointsSection = new EndpointsSection(providers, defaults);
    List<Endpoint> endpoints = or(root.get("endpoints", endpointsSection::read), List.of());
    UsageSettings usage = or(root.get("usage", UsageSection::read), UsageSettings.DEFAULTS);
    PricesSection pricesSection = new PricesSection(providers);
    Map<String, ModelPrice> prices = or(root.get("prices", pricesSection::read), Map.of());
    Map<String, Caller> keys = or(root.get("keys", KeysSection::read), Map.of());
    ServerSettings server = or(root.get("server", ServerSection::read), ServerSettings.DEFAULTS);
    MediaFetcher media = root.get("media", MediaSection::read);
    endpointsSection.reportUnreachable(root.place().reading());
    return new GatewayConfig(
        name, providers, endpoints, defaults, prices, usage, keys, server, media);
  }

  private static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
