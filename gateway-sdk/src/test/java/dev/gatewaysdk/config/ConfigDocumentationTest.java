package dev.gatewaysdk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on configuration says what is so. */
class ConfigDocumentationTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  /** What stands between a fence of that language and the next fence. */
  private static List<String> blocks(String language) throws IOException {
    return blocks(PAGE, language);
  }

  private static List<String> blocks(Path page, String language) throws IOException {
    return Pattern.compile("(?s)```" + language + "\n(.*?)```")
        .matcher(Files.readString(page))
        .results()
        .map(MatchResult::group)
        .map(block -> block.substring(block.indexOf('\n') + 1, block.length() - 3))
        .toList();
  }

  @Test
  void loadsEveryExample(@TempDir Path directory) throws IOException {
    Files.createDirectory(directory.resolve("secrets"));
    Files.writeString(directory.resolve("secrets/anthropic"), "a-key");

    List<String> examples = blocks("yaml");

    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      GatewayConfig config =
          GatewayConfig.parse(
              example, "gateway.yaml", directory, Configs.VAULT, variable -> Configs.CANARY);
      assertThat(config.providers()).isNotEmpty();
    }
  }

  @Test
  void loadsTheExamplesOfProviders(@TempDir Path directory) throws IOException {
    List<String> examples = blocks(PAGE.resolveSibling("providers.md"), "yaml");

    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      GatewayConfig config =
          GatewayConfig.parse(
              example, "gateway.yaml", directory, Configs.VAULT, variable -> Configs.CANARY);
      assertThat(config.endpoints()).isNotEmpty();
    }
  }

  @Test
  void loadsTheExampleOfMedia(@TempDir Path directory) throws IOException {
    List<String> examples = blocks(PAGE.resolveSibling("media.md"), "yaml");

    assertThat(examples).hasSize(1);
    GatewayConfig config =
        GatewayConfig.parse(
            examples.get(0), "gateway.yaml", directory, null, variable -> Configs.CANARY);
    assertThat(config.mediaFetcher())
        .hasToString("HttpMediaFetcher(maxSize=5242880, timeout=PT5S)");
  }

  @Test
  void showsTheErrorsAsUsersSeeThem() throws IOException {
    String wrong = blocks("yaml-wrong").get(0);
    String shown = blocks("text").get(0);

    assertThat(
            catchThrowable(
                () ->
                    GatewayConfig.parse(
                        wrong, "gateway.yaml", Path.of("."), null, Configs.ENVIRONMENT::get)))
        .hasMessage(shown.strip());
  }

  @Test
  void namesEveryKey() throws IOException {
    String page = Files.readString(PAGE);

    for (String key :
        List.of(
            "type",
            "api-key",
            "api-keys",
            "base-url",
            "organization",
            "project",
            "max-tokens-field",
            "developer-role",
            "image-links",
            "version",
            "beta",
            "region",
            "access-key-id",
            "secret-access-key",
            "session-token",
            "resource",
            "deployment",
            "api-version",
            "default-max-tokens",
            "region",
            "credentials",
            "access-token",
            "headers",
            "proxy",
            "allow-plain-http",
            "direct",
            "connect",
            "total",
            "first-token",
            "between-tokens",
            "attempts",
            "backoff",
            "max-backoff",
            "failure-ratio",
            "window",
            "minimum-calls",
            "open",
            "targets",
            "provider",
            "model",
            "weight",
            "routing",
            "fallback",
            "limits",
            "guardrails",
            "pii",
            "calls",
            "per",
            "key",
            "timeout",
            "retry",
            "breaker",
            "strict",
            "tags",
            "enabled",
            "jsonl",
            "sha256",
            "user",
            "organizations",
            "environment",
            "base-paths",
            "key-headers",
            "max-body",
            "fetch",
            "hosts",
            "max-size",
            "input",
            "output",
            "cache-read",
            "cache-write")) {
      assertThat(page).contains("| `" + key + "` |");
    }
  }
}
