package dev.gatewaysdk.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Recorded traffic: a few small recordings of our own, and those of {@code -Dconformance.dir=PATH}
 * where it is given, one JSON file each in {@code PATH/recorded/<provider>}.
 */
public final class Recordings {
  private Recordings() {}

  /** The recordings of a provider whose operation, or failed operation, is among these. */
  public static List<Recording> of(String provider, String... operations) {
    Set<String> wanted = Set.of(operations);
    List<Recording> found = new ArrayList<>();
    add(found, ownDirectory(provider), wanted);
    String directory = System.getProperty("conformance.dir", "");
    if (!directory.isBlank()) {
      add(found, Path.of(directory, "recorded", provider), wanted);
    }
    if (found.isEmpty()) {
      throw new IllegalStateException("no recordings of " + provider + " found");
    }
    return found;
  }

  private static Path ownDirectory(String provider) {
    URL url = Recordings.class.getResource("/conformance/" + provider);
    if (url == null) {
      throw new IllegalStateException("no test resource /conformance/" + provider);
    }
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(List<Recording> found, Path directory, Set<String> operations) {
    try (Stream<Path> files = Files.list(directory)) {
      files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Recordings::read)
          .filter(recording -> operations.contains(recording.failedOperation()))
          .forEach(found::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Recording read(Path file) {
    try {
      String name = file.getFileName().toString().replace(".json", "");
      return Recording.parse(name, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
