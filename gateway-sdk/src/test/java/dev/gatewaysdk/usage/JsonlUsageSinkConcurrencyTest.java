package dev.gatewaysdk.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several writers, interruptions, and disks that give up. */
class JsonlUsageSinkConcurrencyTest {
  private static final Caller ANN = Caller.user("ann");

  @TempDir Path directory;

  @Test
  void keepsLinesOfSeveralProcessesWhole() throws Exception {
    Path file = directory.resolve("usage.jsonl");
    List<Process> processes = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      processes.add(JsonlWriterProcess.start(file, name, 3000, 2));
    }
    for (Process process : processes) {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    }

    assertThat(requestIds(file)).hasSize(9000);
    assertThat(Set.copyOf(requestIds(file))).hasSize(9000);
  }

  @Test
  void keepsLinesOfSeveralSinksOfOneProcessWhole() throws Exception {
    Path file = directory.resolve("usage.jsonl");
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      String name = "t" + t;
      threads.add(new Thread(() -> write(file, name, 500)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(requestIds(file)).hasSize(2000);
    assertThat(Set.copyOf(requestIds(file))).hasSize(2000);
  }

  @Test
  void writesTheRecordOfAnInterruptedThreadAndLeavesItInterrupted() throws IOException {
    Path file = directory.resolve("usage.jsonl");
    try (JsonlUsageSink sink = new JsonlUsageSink(file)) {
      Thread.currentThread().interrupt();
      sink.record(Records.of("ann"));
      assertThat(Thread.interrupted()).isTrue();

      sink.record(Records.of("bob"));
      assertThat(Thread.interrupted()).isFalse();
    }
    assertThat(requestIds(file)).hasSize(2);
  }

  @Test
  void writesEachRecordOnceIfTheThreadIsInterruptedDuringEachWrite() throws Exception {
    Path file = directory.resolve("usage.jsonl");
    AtomicInteger begun = new AtomicInteger();
    Thread writer =
        new Thread(
            () -> {
              try (JsonlUsageSink sink = new JsonlUsageSink(file)) {
                while (begun.get() < 3000) {
                  sink.record(Records.call("w-" + begun.incrementAndGet(), ANN).build());
                  Thread.interrupted();
                }
              }
            });
    writer.start();
    Random random = new Random(1);
    for (int seen = 0; writer.isAlive(); seen = begun.get()) {
      while (begun.get() == seen && writer.isAlive()) {
        Thread.onSpinWait();
      }
      for (int i = random.nextInt(200); i > 0; i--) { // At another moment of the write each time.
        Thread.onSpinWait();
      }
      writer.interrupt();
    }

    assertThat(requestIds(file)).hasSize(3000);
    assertThat(Set.copyOf(requestIds(file))).hasSize(3000);
  }

  @Test
  void startsOnANewLineAfterTheDiskTookHalfALine() throws Exception {
    Path file = directory.resolve("usage.jsonl");
    Process process = JsonlWriterProcess.startWithFileLimit(8, file, "p", 1000);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(JsonlWriterProcess.REFUSED);
    List<String> before = Files.readAllLines(file);
    String torn = before.get(before.size() - 1);
    assertThatThrownBy(() -> RawJson.parse(torn)).isInstanceOf(IllegalArgumentException.class);

    write(file, "next", 1);

    List<String> after = Files.readAllLines(file);
    assertThat(after).hasSize(before.size() + 1).startsWith(before.toArray(String[]::new));
    assertThat(RawJson.parse(after.get(before.size())).toMap())
        .containsEntry("request_id", "next-0");
  }

  @Test
  void reportsAFullDiskForEachRecord() {
    Path full = Path.of("/dev/full");
    if (!Files.exists(full)) {
      return; // Only Linux has it; the half line above stands for it elsewhere.
    }
    try (JsonlUsageSink sink = new JsonlUsageSink(full)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> sink.record(Records.of("ann")))
            .isInstanceOf(UncheckedIOException.class)
            .hasMessageContaining("/dev/full")
            .hasMessageContaining("No space left");
      }
    }
  }

  private static void write(Path file, String name, int count) {
    try (JsonlUsageSink sink = new JsonlUsageSink(file)) {
      for (int i = 0; i < count; i++) {
        sink.record(Records.call(name + "-" + i, ANN).build());
      }
    }
  }

  /** Fails if a line is not a record. */
  private static List<String> requestIds(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> (String) RawJson.parse(line).toMap().get("request_id"))
        .toList();
  }
}
