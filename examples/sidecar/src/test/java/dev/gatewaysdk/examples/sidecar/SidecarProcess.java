package dev.gatewaysdk.examples.sidecar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The sidecar's jar as a child process. The system property {@code sidecar.jar} says where it is.
 */
public final class SidecarProcess implements AutoCloseable {
  private static final int SECONDS = 30;
  private static final String READY = "listening on ";

  private final Process process;
  private final BufferedReader out;
  private final CompletableFuture<String> errors;

  private SidecarProcess(Process process) {
    this.process = process;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close)); // Tests may be stopped.
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.errors = CompletableFuture.supplyAsync(() -> readAll(process), SidecarProcess::daemon);
  }

  /** Starts it with these variables added to the environment. */
  public static SidecarProcess start(Map<String, String> environment, String... args)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-jar",
                System.getProperty("sidecar.jar")));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return new SidecarProcess(builder.start());
  }

  /** Waits until it is ready; gives its address, such as {@code http://127.0.0.1:40123}. */
  public String awaitReady() throws IOException {
    String line = out.readLine();
    if (line == null || !line.startsWith(READY)) {
      throw new IllegalStateException("not ready: " + line + "\n" + errors.join());
    }
    return line.substring(READY.length());
  }

  /** What is left on its standard output, once it has ended. */
  String output() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      text.append(line).append('\n');
    }
    return text.toString();
  }

  /** All of its standard error, once it has ended. */
  String errors() {
    return errors.join();
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.toHandle().destroy(); // Process.destroy() would close its output as well.
  }

  /** Waits for its end; gives the exit status. */
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running after " + SECONDS + " s");
    }
    return process.exitValue();
  }

  /** Kills it, if it still runs. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static String readAll(Process process) {
    try {
      return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "sidecar-errors");
    thread.setDaemon(true);
    thread.start();
  }
}
