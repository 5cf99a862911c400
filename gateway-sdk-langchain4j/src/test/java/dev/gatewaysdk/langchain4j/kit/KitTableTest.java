package dev.gatewaysdk.langchain4j.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.langchain4j.kit.KitClass.Switched;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page says which kits run, and which of their tests do not. */
class KitTableTest {
  private static final Path PAGE = Path.of("../docs/langchain4j.md");

  @Test
  void namesEveryKitAndWhoRunsIt() throws Exception {
    Map<String, TreeSet<String>> runners = new TreeMap<>();
    for (KitClass kit : kits()) {
      runners.computeIfAbsent(kit.kit(), name -> new TreeSet<>()).add(kit.name());
    }
    List<String> rows = new ArrayList<>();
    runners.forEach((kit, names) -> rows.add("| `" + kit + "` | " + code(names)));
    assertThat(rows("`Abstract"))
        .map(row -> cells(row, 2))
        .containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void namesEveryTestThatIsSwitchedOffAndWhere() throws Exception {
    Map<Switched, TreeSet<String>> off = new TreeMap<>();
    Map<Switched, TreeSet<String>> all = new TreeMap<>();
    for (KitClass kit : kits()) {
      for (Map.Entry<Switched, Boolean> test : kit.switches().entrySet()) {
        all.computeIfAbsent(test.getKey(), name -> new TreeSet<>()).add(kit.name());
        if (!test.getValue()) {
          off.computeIfAbsent(test.getKey(), name -> new TreeSet<>()).add(kit.name());
        }
      }
    }
    List<String> rows = new ArrayList<>();
    off.forEach(
        (test, where) ->
            rows.add(
                "| `%s` | `%s` | %s"
                    .formatted(
                        test.test(),
                        test.by(),
                        where.equals(all.get(test)) ? "all" : code(where))));
    assertThat(rows("`should_"))
        .map(row -> cells(row, 3))
        .containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void givesAReasonForEach() throws IOException {
    assertThat(rows("`should_")).allSatisfy(row -> assertThat(row.split("\\|")[4]).isNotBlank());
  }

  private static String code(TreeSet<String> names) {
    return "`" + String.join("`, `", names) + "`";
  }

  private static List<String> rows(String beginning) throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| " + beginning))
        .toList();
  }

  private static String cells(String row, int count) {
    return String.join("|", List.of(row.split("\\|")).subList(0, count + 1)).stripTrailing();
  }

  private static List<KitClass> kits() throws IOException, URISyntaxException {
    Path here = Path.of(Objects.requireNonNull(KitTableTest.class.getResource("")).toURI());
    try (Stream<Path> files = Files.list(here)) {
      List<KitClass> kits = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith("KitTest.class")) {
          String type = KitTableTest.class.getPackageName() + "." + name.replace(".class", "");
          kits.add(new KitClass(load(type)));
        }
      }
      return kits;
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
