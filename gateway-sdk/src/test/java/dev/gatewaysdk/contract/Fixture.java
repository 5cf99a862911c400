package dev.gatewaysdk.contract;

import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a provider and what has to be read from it: a folder with {@code response.*},
 * {@code expected.json} and, if there is more to say, {@code headers.txt} with a header a line.
 *
 * <p>The folder's name begins with the operation, {@code chat.text}, with {@code _stream} if the
 * answer is streamed, {@code chat_stream.text}; of a refusal with its status, {@code
 * error.429.quota}. A streamed answer and a whole one of the same name say the same.
 *
 * @param name the folder's
 * @param file the name of the file with the response
 * @param body the file's text
 */
public record Fixture(
    String name,
    Operation operation,
    boolean streamed,
    int status,
    Map<String, String> headers,
    String file,
    String body,
    Map<String, @Nullable Object> expected) {
  private static final String STREAM = "_stream";
  private static final int OK = 200;

  /** The name without the operation, by which the two forms of an answer find each other. */
  String title() {
    return name.substring(name.indexOf('.') + 1);
  }

  /** Whether it is an answer, and not a failure of whatever kind. */
  boolean answers() {
    return !expected.containsKey("error");
  }

  /** How many choices of chat it has, as far as it says. */
  int choices() {
    return expected.get("texts") instanceof List<?> texts ? texts.size() : 1;
  }

  @Override
  public String toString() {
    return name;
  }

  /** Those of a folder on the test class path, by name. */
  static List<Fixture> in(ClassLoader loader, String folder) {
    try (Stream<Path> folders = Files.list(folder(loader, folder))) {
      return folders.filter(Files::isDirectory).sorted().map(Fixture::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder(ClassLoader loader, String folder) {
    URL url = loader.getResource(folder);
    if (url == null) {
      throw new AssertionError(
          "no folder of wire fixtures: put them into src/test/resources/" + folder);
    }
    try {
      return Path.of(new URI(url.toString()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Fixture read(Path folder) {
    try {
      return parse(folder);
    } catch (UncheckedIOException | IllegalArgumentException | StringIndexOutOfBoundsException e) {
      throw new AssertionError(
          folder
              + " is no fixture, which is named after an operation, such as chat_stream.text, or"
              + " after a status, such as error.429.rate, and has response.*, expected.json and"
              + " perhaps headers.txt with a \"name: value\" in each line: "
              + e.getMessage(),
          e);
    }
  }

  private static Fixture parse(Path folder) {
    String name = String.valueOf(folder.getFileName());
    String[] words = name.split("\\.", 3);
    if (words.length < 2) {
      throw new AssertionError(name + " is no name of a fixture, such as chat.text");
    }
    boolean error = words[0].equals("error");
    boolean streamed = words[0].endsWith(STREAM);
    String operation = error ? "chat" : words[0].replace(STREAM, "");
    Path response = response(folder);
    return new Fixture(
        name,
        Operation.valueOf(operation.toUpperCase(Locale.ROOT)),
        streamed,
        error ? Integer.parseInt(words[1]) : OK,
        headers(folder.resolve("headers.txt")),
        String.valueOf(response.getFileName()),
        text(response).replace("${secret}", ProviderContract.SECRET),
        RawJson.parse(text(folder.resolve("expected.json"))).toMap());
  }

  private static Path response(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith("response."))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no response.* in " + folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> headers(Path file) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (Files.exists(file)) {
      for (String line : text(file).lines().filter(line -> !line.isBlank()).toList()) {
        int colon = line.indexOf(':');
        headers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
