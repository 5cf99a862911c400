package dev.gatewaysdk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatewaysdk.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class PlaceholderTest {
  @TempDir private Path directory;

  private final Map<String, String> environment = new HashMap<>(Map.of("A", "1", "B", "${A}"));
  private final Map<String, String> vault = new HashMap<>(Map.of("llm/azure", "stored"));
  private final List<String> problems = new ArrayList<>();

  private Lookup lookup() {
    return new Lookup(directory, environment::get, (scope, key) -> vault.get(scope + "/" + key));
  }

  private String expand(String text) {
    Template template = Template.parse(text, problems::add);
    return template == null ? null : template.expand(lookup(), problems::add);
  }

  private Secret secret(String text) {
    return Objects.requireNonNull(Template.parse(text, problems::add)).secret(lookup());
  }

  @Test
  void standAnywhereInAText() throws IOException {
    Files.writeString(directory.resolve("token"), "  t0ken\n");

    assertThat(expand("${A}")).isEqualTo("1");
    assertThat(expand("a${A}b${A}")).isEqualTo("a1b1");
    assertThat(expand("Bearer ${file:token}!")).isEqualTo("Bearer t0ken!");
    assertThat(expand("{{secrets/llm/azure}}/{{ secrets/llm/azure }}")).isEqualTo("stored/stored");
    assertThat(problems).isEmpty();
  }

  @Test
  void leaveOtherDollarsAndBracesAlone() {
    assertThat(expand("$5 $A {x} }} $")).isEqualTo("$5 $A {x} }} $");
  }

  @Test
  void areEscapedByADollar() {
    assertThat(expand("$${A} is ${A}")).isEqualTo("${A} is 1");
  }

  @Test
  void areNotSearchedForMore() {
    assertThat(expand("${B}")).isEqualTo("${A}");
  }

  @Test
  void reportEachThatHasNoValue() throws IOException {
    environment.put("BLANK", "\t");
    Files.writeString(directory.resolve("empty"), "\n");

    assertThat(expand("${NONE} ${BLANK} ${file:none} ${file:empty} ${file:.} {{secrets/llm/none}}"))
        .isNull();
    assertThat(problems)
        .containsExactly(
            "environment variable NONE is not set",
            "environment variable BLANK is blank",
            "there is no file " + directory.resolve("none"),
            "file " + directory.resolve("empty") + " is empty",
            "there is no file " + directory,
            "the vault has no {{secrets/llm/none}}");
  }

  @Test
  void reportEachThatIsMalformed() {
    assertThat(expand("${} ${1A} ${env:A} ${file:} {{llm/azure}} {{secrets//}} ${A")).isNull();
    assertThat(problems)
        .hasSize(7)
        .allMatch(problem -> problem.startsWith("malformed placeholder '"));
  }

  @Test
  void sayThatTheVaultFailedWithoutItsMessage() {
    Lookup broken =
        new Lookup(
            directory,
            environment::get,
            (scope, key) -> {
              throw new IllegalStateException(Configs.CANARY);
            });

    Template template = Template.parse("{{secrets/a/b}}", problems::add);

    assertThat(template.expand(broken, problems::add)).isNull();
    assertThat(problems)
        .containsExactly("the vault failed on {{secrets/a/b}}: IllegalStateException");
  }

  @Test
  void giveSecretsThatSayWhereTheyAreFrom() {
    assertThat(secret("${A}").origin()).isEqualTo("environment variable A");
    assertThat(secret("${file:k}").origin()).isEqualTo("file " + directory.resolve("k"));
    assertThat(secret("{{secrets/llm/azure}}").origin()).isEqualTo("{{secrets/llm/azure}}");
  }

  @Test
  void giveSecretsThatFollowTheirSource() throws IOException {
    Secret file = secret("${file:k}");
    Secret stored = secret("{{secrets/llm/azure}}");
    Secret composed = secret("${A}-{{secrets/llm/azure}}");
    Files.writeString(directory.resolve("k"), "first");
    assertThat(file.reveal()).isEqualTo("first");
    assertThat(stored.reveal()).isEqualTo("stored");
    assertThat(composed.reveal()).isEqualTo("1-stored");

    Files.writeString(directory.resolve("k"), "second one".replace(" ", "-"));
    vault.put("llm/azure", "rotated");

    assertThat(file.reveal()).isEqualTo("second-one");
    assertThat(stored.reveal()).isEqualTo("rotated");
    assertThat(composed.reveal()).isEqualTo("1-rotated");
  }

  @Test
  void doNotAskTheVaultForKeysBeforeACall() {
    List<String> asked = new ArrayList<>();

    GatewayConfig.parse(
        "providers: {p: {type: openai, api-key: \"{{secrets/llm/azure}}\"}}",
        "gateway.yaml",
        directory,
        (scope, key) -> {
          asked.add(key);
          return null;
        },
        environment::get);

    assertThat(asked).isEmpty();
  }

  @Test
  void needAVault() {
    assertThat(
            catchThrowable(
                () ->
                    GatewayConfig.parse(
                        "providers: {p: {type: openai, api-key: \"{{secrets/a/b}}\"}}",
                        "gateway.yaml",
                        directory,
                        null,
                        environment::get)))
        .hasMessage(
            "gateway.yaml:1: providers.p.api-key: there is no vault to look up {{secrets/…}} in");
  }

  @Test
  void areMissedInASingleWarningThatHidesTheKey() {
    Logger logger = (Logger) LoggerFactory.getLogger(GatewayConfig.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      Configs.parse(
          """
          providers:
            a: {type: openai, api-key: %s}
            b: {type: anthropic, api-key: "${KEY}"}
            c: {type: openai, api-key: %s}
          """
              .formatted(Configs.CANARY, Configs.CANARY));
    } finally {
      logger.detachAppender(log);
    }

    assertThat(log.list).hasSize(1);
    assertThat(log.list.get(0).getLevel()).isEqualTo(Level.WARN);
    assertThat(log.list.get(0).getFormattedMessage())
        .isEqualTo(
            "bad.yaml has credentials in it: providers.a.api-key (line 2), providers.c.api-key"
                + " (line 4); put them in the environment and write \"${NAME}\"");
  }
}
