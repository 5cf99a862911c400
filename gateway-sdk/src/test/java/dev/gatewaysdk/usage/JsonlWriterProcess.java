package dev.gatewaysdk.usage;

import dev.gatewaysdk.call.Caller;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that writes records to a file, for tests of several. */
final class JsonlWriterProcess {
  static final int REFUSED = 3;

  private JsonlWriterProcess() {}

  /**
   * @param args the file, the name of the process, how many records, how many threads
   */
  public static void main(String[] args) throws InterruptedException {
    int count = Integer.parseInt(args[2]);
    int threads = Integer.parseInt(args[3]);
    try (JsonlUsageSink sink = new JsonlUsageSink(Path.of(args[0]))) {
      List<Thread> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        String name = args[1] + "-" + t;
        Thread thread = new Thread(() -> write(sink, name, count / threads));
        thread.start();
        running.add(thread);
      }
      for (Thread thread : running) {
        thread.join();
      }
    }
  }

  private static void write(JsonlUsageSink sink, String name, int count) {
    Caller caller = Caller.builder().user(name).tag("pad", "x".repeat(200)).build();
    try {
      for (int i = 0; i < count; i++) {
        sink.record(Records.call(name + "-" + i, caller).build());
      }
    } catch (UncheckedIOException e) {
      System.exit(REFUSED);
    }
  }

  static Process start(Path file, String name, int count, int threads) throws IOException {
    return run(command(file, name, count, threads));
  }

  /** The same, but the system refuses to let any file grow beyond so many blocks. */
  static Process startWithFileLimit(int blocks, Path file, String name, int count)
      throws IOException {
    List<String> limited =
        new ArrayList<>(List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"));
    limited.addAll(command(file, name, count, 1));
    return run(limited);
  }

  private static List<String> command(Path file, String name, int count, int threads) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData", // No file of the JVM's own.
        "-Xshare:auto",
        "-cp",
        System.getProperty("java.class.path"),
        JsonlWriterProcess.class.getName(),
        file.toString(),
        name,
        String.valueOf(count),
        String.valueOf(threads));
  }

  private static Process run(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .directory(new File("."))
        .start();
  }
}
