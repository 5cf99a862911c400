package dev.gatewaysdk.config;

import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.secret.Secret;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A credential: its value is never shown, and checked as far as that asks nobody else. */
final class ApiKey {
  private static final String ALLOWED =
      "a text such as \"${NAME}\" (from the environment), \"${file:PATH}\" or"
          + " \"{{secrets/SCOPE/KEY}}\"";

  private ApiKey() {}

  /**
   * The key {@code api-key} of a provider. If there is a problem with it, that is reported, and a
   * stand-in lets the adapter check what else it is told.
   *
   * @param variable where it is usually kept
   */
  static Secret require(Section provider, String variable) {
    String example = "api-key: \"${" + variable + "}\"";
    Secret key = provider.require("api-key", ApiKey::read, example);
    return key == null ? Secret.of("missing") : key;
  }

  /** A credential of one word. */
  static @Nullable Secret word(ConfigValue value) {
    return read(value);
  }

  /** A credential of several lines, such as a key file. */
  static @Nullable Secret text(ConfigValue value) {
    return read(value, Secret::revealText);
  }

  private static @Nullable Secret read(ConfigValue value) {
    return read(value, Secret::reveal);
  }

  private static @Nullable Secret read(ConfigValue value, Consumer<Secret> check) {
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
    return checked(template.secret(lookup), place, check);
  }

  private static @Nullable Secret checked(Secret secret, Place place, Consumer<Secret> check) {
    try {
      check.accept(secret);
      return secret;
    } catch (ConfigException e) {
      place.report(String.valueOf(e.getMessage()));
      return null;
    }
  }
}
