package dev.gatewaysdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The top level of the repository holds what newcomers look for, and nothing else. */
class RepositoryTest {
  private static final List<String> TOP =
      List.of(
          "pom.xml",
          "gateway-sdk",
          "gateway-sdk-langchain4j",
          "gateway-sdk-spring-starter",
          "examples",
          "docs",
          "README.md");
  private static final List<String> EXPECTED_BY_ENGINEERS =
      List.of(
          "benchmarks", "mvnw", "mvnw.cmd", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "target");

  @Test
  void theTopLevelIsAsAgreed() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(".."))) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.startsWith(".") && !EXPECTED_BY_ENGINEERS.contains(name))
              .toList();
      assertThat(names).containsExactlyInAnyOrderElementsOf(TOP);
    }
  }
}
