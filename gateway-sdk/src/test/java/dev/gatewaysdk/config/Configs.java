package dev.gatewaysdk.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.secret.SecretSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads configurations in an environment of the tests' own. */
final class Configs {
  /** Stands for a credential; must show up nowhere. */
  static final String CANARY = "sk-canary-4f0b6c2a9d8e7f6a5b4c3d2e1f";

  static final Map<String, String> ENVIRONMENT = Map.of("KEY", CANARY, "BLANK", " ", "TEAM", "red");

  /** Has everything but the scope {@code none}. */
  static final SecretSource VAULT =
      (scope, key) -> scope.equals("none") ? null : scope + "-" + key + "-" + CANARY;

  /** Two providers in one line, {@code p} and {@code openai-prod}. */
  static final String PROVIDERS =
      "providers: {p: {type: openai, api-key: \"${KEY}\"},"
          + " openai-prod: {type: openai, api-key: \"${KEY}\"}}\n";

  private Configs() {}

  static GatewayConfig parse(String yaml) {
    return parse(yaml, Path.of("/base"));
  }

  static GatewayConfig parse(String yaml, Path directory) {
    return GatewayConfig.parse(yaml, "bad.yaml", directory, VAULT, ENVIRONMENT::get);
  }

  static List<String> problems(String yaml) {
    return problems(yaml, Path.of("/base"));
  }

  static List<String> problems(String yaml, Path directory) {
    return catchThrowableOfType(ConfigException.class, () -> parse(yaml, directory)).problems();
  }
}
