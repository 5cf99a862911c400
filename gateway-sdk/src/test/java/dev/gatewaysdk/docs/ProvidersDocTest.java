package dev.gatewaysdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on providers names tests that exist. */
class ProvidersDocTest {
  private static final Path PAGE = Path.of("../docs/providers.md");
  private static final Path TESTS = Path.of("src/test/java");
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Properties))\\.(\\w+)`");

  @Test
  void namesTestsThatExist() throws IOException {
    Map<String, String> sources = sources();
    List<String> missing = new ArrayList<>();
    Matcher named = TEST.matcher(Files.readString(PAGE));
    int tests = 0;
    while (named.find()) {
      tests++;
      String source = sources.getOrDefault(named.group(1) + ".java", "");
      if (!source.contains("void " + named.group(2) + "(")) {
        missing.add(named.group());
      }
    }

    assertThat(tests).isGreaterThan(40);
    assertThat(missing).isEmpty();
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    try (Stream<Path> files = Files.walk(TESTS)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> sources.put(file.getFileName().toString(), read(file)));
    }
    return sources;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
