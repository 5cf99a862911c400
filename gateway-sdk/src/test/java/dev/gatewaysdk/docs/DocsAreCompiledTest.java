package dev.gatewaysdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every block of Java in the documentation is in a test of this package or, where it needs another
 * module, of that module's package of the same name, line by line; only indentation and empty lines
 * may differ. So it compiles, and does what the page says.
 */
class DocsAreCompiledTest {
  private static final Path DOCS = Path.of("../docs");
  private static final List<Path> SOURCES =
      List.of(
          Path.of("src/test/java/dev/gatewaysdk/docs"),
          Path.of("../gateway-sdk-langchain4j/src/test/java/dev/gatewaysdk/langchain4j/docs"));

  @Test
  void quotesNothingThatIsNotCompiled() {
    List<List<String>> sources =
        SOURCES.stream()
            .flatMap(directory -> files(directory, ".java"))
            .map(file -> bare(lines(file)))
            .toList();
    List<String> notCompiled = new ArrayList<>();
    for (Path page : files(DOCS, ".md").toList()) {
      for (Block block : blocks(page)) {
        if (sources.stream().noneMatch(source -> holds(source, block.lines()))) {
          notCompiled.add(block.place());
        }
      }
    }

    assertThat(notCompiled).as("blocks of Java that no test in %s has", SOURCES).isEmpty();
  }

  @Test
  void findsTheBlocksOfAPage() {
    List<Block> blocks = blocks(DOCS.resolve("testing.md"));

    assertThat(blocks).isNotEmpty();
    assertThat(blocks.get(0).place()).startsWith("testing.md:");
    assertThat(blocks.get(0).lines()).isNotEmpty().doesNotContain("", "```");
  }

  @Test
  void noticesALineThatIsNotInTheSource() {
    List<String> source = List.of("a();", "b();", "c();");

    assertThat(holds(source, List.of("b();", "c();"))).isTrue();
    assertThat(holds(source, List.of("a();", "c();"))).isFalse();
    assertThat(holds(source, List.of("b"))).isFalse();
  }

  /** A block of a page, without indentation and empty lines. */
  private record Block(String place, List<String> lines) {}

  private static List<Block> blocks(Path page) {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = lines(page);
    int start = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (start < 0 && line.equals("```java")) {
        start = i + 1;
      } else if (start >= 0 && line.equals("```")) {
        blocks.add(new Block(DOCS.relativize(page) + ":" + start, bare(lines.subList(start, i))));
        start = -1;
      }
    }
    return blocks;
  }

  private static boolean holds(List<String> source, List<String> block) {
    return Collections.indexOfSubList(source, block) >= 0;
  }

  private static List<String> bare(List<String> lines) {
    return lines.stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static Stream<Path> files(Path directory, String ending) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
