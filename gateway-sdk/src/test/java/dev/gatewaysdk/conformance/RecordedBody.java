package dev.gatewaysdk.conformance;

import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What somebody else's client asked a provider for, as it went over the wire.
 *
 * @param name of the recording
 * @param url where it went
 * @param fields of the JSON object
 */
public record RecordedBody(String name, String url, Map<String, Object> fields) {
  /** The requests of a provider whose operation is one of these; our own recordings first. */
  public static List<RecordedBody> of(String provider, List<String> operations) {
    List<RecordedBody> found = new ArrayList<>();
    add(found, Path.of("src/test/resources/conformance", provider), operations);
    String directory = System.getProperty("conformance.dir", "");
    if (!directory.isBlank()) {
      add(found, Path.of(directory, "recorded", provider), operations);
    }
    return found;
  }

  private static void add(List<RecordedBody> found, Path directory, List<String> operations) {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        Map<String, Object> recording = RawJson.parse(Files.readString(file)).toMap();
        Map<String, Object> request = Recording.object(recording.get("request"));
        if (operations.contains(recording.get("operation")) && request.containsKey("body")) {
          found.add(
              new RecordedBody(
                  file.getFileName().toString().replace(".json", ""),
                  (String) request.get("url"),
                  Recording.object(request.get("body"))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
