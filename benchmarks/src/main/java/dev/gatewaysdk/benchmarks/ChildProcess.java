package dev.gatewaysdk.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM with the same class path, which takes lines and answers each with a line. */
final class ChildProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final PrintWriter in;

  ChildProcess(Class<?> main, String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms512m",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    String options = System.getProperty("child.options", "");
    if (!options.isEmpty()) {
      command.addAll(1, List.of(options.split(" ")));
    }
    command.addAll(List.of(args));
    process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    out = process.inputReader(StandardCharsets.US_ASCII);
    in = new PrintWriter(process.outputWriter(StandardCharsets.US_ASCII), true);
  }

  /** Sends a line and waits for the answer. */
  String ask(String line) throws IOException {
    in.println(line);
    return read();
  }

  /** Waits for a line. */
  String read() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the process has ended: " + process.info().commandLine().orElse("?"));
    }
    return line;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
