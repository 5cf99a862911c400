package dev.gatewaysdk.config;

import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.secret.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A credential: its value is never shown, and checked as far as that asks nobody else. */
final class ApiKey {
  private static final String ALLOWED =
      "a text such as \"${NAME}\" (from the environment), \"${file:PATH}\" or"
          + " \"{{secrets/SCOPE/KEY}}\"";

  private ApiKey() {}

  /**
   * What {@code api-key} or {@code api-keys} of a provider says. If there is a problem with it,
   * that is reported, and a stand-in lets the adapter check what else it is told.
   *
   * @param variable where it is usually kept
   */
  static List<Secret> require(Section provider, String variable) {
    String example = "api-key: \"${" + variable + "}\"";
    Secret key =
        provider.has("api-keys")
            ? provider.get("api-key", ApiKey::read)
            : provider.require("api-key", ApiKey::read, example);
    List<Secret> keys = provider.get("api-keys", ApiKeyList::read);
    if (provider.has("api-keys") && provider.has("api-key")) {
      provider.placeOf("api-keys").report("stands beside api-key; write one of the two");
    }
    if (keys == null || keys.isEmpty()) {
      return List.of(key == null ? Secret.of("missing") : key);
    }
    return keys;
  }

  /** Like {@link #require}, but none is no problem; empty then. */
  static List<Secret> optional(Section provider) {
    if (provider.has("api-key") || provider.has("api-keys")) {
      return require(provider, "API_KEY");
    }
    provider.get("api-key", ApiKey::read);
    provider.get("api-keys", ApiKeyList::read);
    return List.of();
  }

  static @Nullable Secret read(ConfigValue value) {
    Template template = value.confidential().template(ALLOWED);
    if (template == null) {
      return null;
    }
    Place place = value.place();
    Lookup lookup = place.reading().lookup();
    if (template.asksVault()) {
      if (lookup.vault() == null) {
        place.report("there is no vault to look up {{secrets/…}} in");
        return null;
      }
      return template.secret(lookup);
    }
    if (template.expand(lookup, place::report) == null) {
      return null;
    }
    if (template.isLiteral()) {
      place.reading().literalCredential(place.line(), place.path());
    }
    return checked(template.secret(lookup), place);
  }

  private static @Nullable Secret checked(Secret secret, Place place) {
    try {
      secret.reveal();
      return secret;
    } catch (ConfigException e) {
      place.report(String.valueOf(e.getMessage()));
      return null;
    }
  }
}
