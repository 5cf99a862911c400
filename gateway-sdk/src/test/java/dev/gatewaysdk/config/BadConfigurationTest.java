package dev.gatewaysdk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.error.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadConfigurationTest {
  /** A case of {@code bad-configurations.txt}. */
  record Case(String title, String yaml, List<String> problems) {
    static Case of(String text) {
      List<String> yaml = new ArrayList<>();
      List<String> problems = new ArrayList<>();
      List<String> lines = text.lines().toList();
      for (String line : lines.subList(1, lines.size())) {
        if (line.startsWith("! ")) {
          problems.add(line.substring(2));
        } else {
          yaml.add(line);
        }
      }
      return new Case(
          lines.get(0),
          (String.join("\n", yaml) + "\n")
              .replace("<P>\n", Configs.PROVIDERS)
              .replace("<LONG>", "x".repeat(300)),
          problems);
    }

    @Override
    public String toString() {
      return title;
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream in =
        BadConfigurationTest.class.getResourceAsStream("bad-configurations.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("(?m)^== ")).skip(1).map(Case::of);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysWhereWhatAndWhatIsAllowed(Case bad) {
    assertThat(Configs.problems(bad.yaml())).isEqualTo(bad.problems()).isNotEmpty();
  }

  @Test
  void reportsAllProblemsAtOnceInTheOrderOfTheFile() {
    List<String> problems =
        Configs.problems(
            """
            usage: {enable: true}
            endpoints:
              chat:
                targets: [{provider: opnai, model: m}]
                limits: [{calls: 0, per: minute}]
            providers:
              openai: {type: openai, api-key: "${NO_SUCH_VARIABLE}"}
              claude: {type: antropic}
            defaults: {timeout: {total: 0s}}
            """);

    assertThat(problems)
        .extracting(problem -> problem.replaceAll("^bad.yaml:(\\d+: [^:]+):.*", "$1"))
        .containsExactly(
            "1: usage.enable",
            "4: endpoints.chat.targets[0].provider",
            "5: endpoints.chat.limits[0].calls",
            "7: providers.openai.api-key",
            "8: providers.claude.type",
            "9: defaults.timeout.total");
  }

  @Test
  void showsTheLeastThatWorksForAnEmptyFile() {
    for (String empty : List.of("", "\n\n", "# later\n")) {
      String problem = Configs.problems(empty).get(0);

      assertThat(problem).startsWith("bad.yaml: is empty; the least that works is\n");
      String example = problem.substring(problem.indexOf('\n')).replace("OPENAI_API_KEY", "KEY");
      assertThat(Configs.parse(example).endpoints()).hasSize(1);
    }
  }

  @Test
  void showsAtMostAHundredProblems() {
    StringBuilder yaml = new StringBuilder(Configs.PROVIDERS);
    for (int i = 0; i < 150; i++) {
      yaml.append("unknown").append(i).append(": 1\n");
    }

    assertThat(Configs.problems(yaml.toString()))
        .hasSize(101)
        .last()
        .isEqualTo("bad.yaml: 50 more problems");
  }

  @Test
  void boundsLengthDepthAndAliases() {
    assertThat(Configs.problems("#" + "x".repeat(1 << 20)))
        .containsExactly(
            "bad.yaml: is longer than 1 MiB (1048576 bytes), which is the most allowed");
    assertThat(Configs.problems("a: " + "[".repeat(100_000)))
        .containsExactly("bad.yaml:1: is nested more than 32 levels deep");
    assertThat(Configs.problems("a: &a []\nb: [" + "*a,".repeat(300) + "]"))
        .containsExactly("bad.yaml: has more than 200 aliases (*name) of lists and mappings");
  }

  @Test
  void refusesCharactersThatYamlHasNot() {
    assertThat(Configs.problems(Configs.PROVIDERS + "usage: \u0007"))
        .containsExactly("bad.yaml:2: has a character that YAML does not allow (code point 7)");
  }

  @Test
  void showsNoControlCharactersOfTheFile() {
    assertThat(Configs.problems("a: \"\\"))
        .containsExactly("bad.yaml:1: is no YAML: found unknown escape character \\u0000(0)");
  }

  @Test
  void refusesAUsageFileThatIsADirectoryOrBelowAFile(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThat(Configs.problems(Configs.PROVIDERS + "usage: {jsonl: .}", directory))
        .containsExactly(
            "bad.yaml:2: usage.jsonl: "
                + directory
                + " is a directory; name a file, such as logs/usage.jsonl");
    assertThat(Configs.problems(Configs.PROVIDERS + "usage: {jsonl: file/usage.jsonl}", directory))
        .containsExactly(
            "bad.yaml:2: usage.jsonl: " + file + " is no directory, so there can be no file in it");
  }

  @Test
  void refusesFilesThatCannotBeRead(@TempDir Path directory) throws IOException {
    Path latin1 = Files.write(directory.resolve("latin1.yaml"), new byte[] {'#', (byte) 0xe9});
    Path large = Files.write(directory.resolve("large.yaml"), new byte[(1 << 20) + 1]);
    Path missing = directory.resolve("missing.yaml");

    assertThatThrownBy(() -> GatewayConfig.load(missing, null))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(missing + ": there is no such file");
    assertThatThrownBy(() -> GatewayConfig.load(directory, null))
        .isInstanceOf(ConfigException.class)
        .hasMessage(directory + ": is a directory; name the YAML file in it");
    assertThatThrownBy(() -> GatewayConfig.load(latin1, null))
        .isInstanceOf(ConfigException.class)
        .hasMessage(latin1 + ": is not UTF-8; save it in that encoding");
    assertThatThrownBy(() -> GatewayConfig.load(large, null))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(large + ": is longer than 1 MiB");
  }
}
