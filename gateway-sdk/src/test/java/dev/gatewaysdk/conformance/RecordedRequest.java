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
 * What some client sent to a provider.
 *
 * @param name of the recording
 * @param body the request's JSON
 */
public record RecordedRequest(String name, Map<String, Object> body) {

  /** Every recorded chat of the provider, streamed or not, answered or refused. */
  public static List<RecordedRequest> of(String provider) {
    return of(provider, "chat");
  }

  /** Every recorded request of that operation, streamed or not, answered or refused. */
  public static List<RecordedRequest> of(String provider, String wanted) {
    String directory = System.getProperty("conformance.dir", "");
    List<RecordedRequest> requests = new ArrayList<>();
    if (directory.isBlank()) {
      return requests;
    }
    try (Stream<Path> files = Files.list(Path.of(directory, "recorded", provider))) {
      files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .forEach(file -> read(file, wanted, requests));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return requests;
  }

  private static void read(Path file, String wanted, List<RecordedRequest> requests) {
    Map<String, Object> recording;
    try {
      recording = RawJson.parse(Files.readString(file)).toMap();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Object failed = recording.get("error_of");
    String operation = String.valueOf(failed == null ? recording.get("operation") : failed);
    Map<String, Object> request = Recording.object(recording.get("request"));
    if (List.of(wanted, wanted + "_stream").contains(operation)
        && request.get("body") instanceof Map<?, ?>) {
      requests.add(
          new RecordedRequest(
              file.getFileName().toString().replace(".json", ""),
              Recording.object(request.get("body"))));
    }
  }
}
