package dev.gatewaysdk.examples.openaiclients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Node and npm, where the machine has them, with the scripts of {@code src/test/node}. */
final class Node {
  private static final Path SOURCES = Path.of(System.getProperty("node.directory"));
  private static final Path TARGET = Path.of(System.getProperty("node.target"));

  /** The least that OpenAI's client runs on. */
  private static final int LEAST_VERSION = 20;

  private static final int SECONDS = 120;

  /** What npm says where it finds no way to its registry. */
  private static final Pattern OFFLINE =
      Pattern.compile("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH");

  private Node() {}

  /** Whether there is an npm, and a Node that is new enough. */
  static boolean isThere() throws InterruptedException {
    try {
      String version = output(new ProcessBuilder("node", "--version")).strip();
      output(new ProcessBuilder("npm", "--version"));
      return Integer.parseInt(version.replaceAll("^v|\\..*", "")) >= LEAST_VERSION;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Installs what the lock file names, unless that was done before.
   *
   * @return false if npm has no cache of it and cannot reach its registry from here
   */
  static boolean install() throws IOException, InterruptedException {
    Files.createDirectories(TARGET);
    Path lock = TARGET.resolve("package-lock.json");
    boolean installed =
        Files.exists(TARGET.resolve("node_modules/openai/package.json"))
            && Files.exists(lock)
            && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) == -1;
    for (String file : List.of("package.json", "package-lock.json", ".npmrc", "scenarios.mjs")) {
      Files.copy(SOURCES.resolve(file), TARGET.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (installed) {
      return true;
    }
    try {
      output(new ProcessBuilder("npm", "ci", "--prefer-offline").directory(TARGET.toFile()));
      return true;
    } catch (IOException e) {
      if (OFFLINE.matcher(String.valueOf(e.getMessage())).find()) {
        return false;
      }
      throw e;
    }
  }

  /** Runs a script; gives the lines of its output. */
  static List<String> run(String script, String... args) throws IOException, InterruptedException {
    ProcessBuilder node = new ProcessBuilder("node", script).directory(TARGET.toFile());
    node.command().addAll(List.of(args));
    return output(node).lines().toList();
  }

  /** Its standard output; its standard error is in the message if it fails. */
  private static String output(ProcessBuilder builder) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("node", ".txt");
    Path out = Files.createTempFile("node", ".txt");
    try {
      Process process = builder.redirectError(errors.toFile()).redirectOutput(out.toFile()).start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(builder.command() + " runs for more than " + SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            builder.command()
                + " ended with "
                + process.exitValue()
                + ":\n"
                + Files.readString(errors));
      }
      return Files.readString(out, UTF_8);
    } finally {
      Files.delete(errors);
      Files.delete(out);
    }
  }
}
