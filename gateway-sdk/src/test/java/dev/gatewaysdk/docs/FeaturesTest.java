package dev.gatewaysdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of features names nothing that is not there. */
class FeaturesTest {
  private static final Path PAGE = Path.of("../docs/features.md");
  private static final List<String> MODULES =
      List.of("gateway-sdk", "gateway-sdk-langchain4j", "examples/langchain4j");
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)`");

  @Test
  void everyClassAndTestOfTheTableExists() throws IOException {
    Set<String> main = classes("src/main/java");
    Set<String> tests = classes("src/test/java");
    List<String> missing = new ArrayList<>();
    for (String row : rows()) {
      String[] cells = row.split("\\|", -1);
      names(cells[4]).filter(name -> !main.contains(name)).forEach(missing::add);
      names(cells[5]).filter(name -> !tests.contains(name)).forEach(missing::add);
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void whatIsDoneOrBegunNamesItsTest() throws IOException {
    assertThat(rows())
        .allSatisfy(
            row -> {
              String[] cells = row.split("\\|", -1);
              boolean there = !cells[3].isBlank();
              assertThat(!cells[5].isBlank()).as(row).isEqualTo(there);
            });
  }

  private static List<String> rows() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.matches("\\| [DBCLK]\\d+ .*"))
            .toList();
    assertThat(rows).hasSizeGreaterThan(50);
    return rows;
  }

  private static Stream<String> names(String cell) {
    Matcher matcher = NAME.matcher(cell);
    return matcher.results().map(result -> result.group(1));
  }

  /** Of every module that delivers a feature. */
  private static Set<String> classes(String root) throws IOException {
    Set<String> all = new HashSet<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, root))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".java"))
            .map(name -> name.substring(0, name.length() - 5))
            .forEach(all::add);
      }
    }
    return all;
  }
}
