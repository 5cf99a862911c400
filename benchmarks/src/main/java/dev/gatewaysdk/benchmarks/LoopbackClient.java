package dev.gatewaysdk.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One client in a process of its own, so that neither its CPU time nor its compiled code is mixed
 * with another's. Takes lines {@code unary|stream MILLIS} from its input and answers each with a
 * {@link Slice}. Ends with its input.
 */
final class LoopbackClient {
  private final ProcessMeter meter = new ProcessMeter();
  private final ExecutorService threads;
  private final int concurrency;
  private final LoopbackChat chat;

  private LoopbackClient(LoopbackChat chat, int concurrency) {
    this.chat = chat;
    this.concurrency = concurrency;
    this.threads =
        Executors.newFixedThreadPool(
            concurrency,
            task -> {
              Thread thread = new Thread(task);
              thread.setDaemon(true);
              return thread;
            });
  }

  public static void main(String[] args) throws Exception {
    LoopbackClient client =
        new LoopbackClient(LoopbackChat.of(args[0], args[1]), Integer.parseInt(args[2]));
    Scanner commands = new Scanner(System.in, StandardCharsets.US_ASCII);
    while (commands.hasNext()) {
      boolean streamed = commands.next().equals("stream");
      System.out.println(client.run(streamed, commands.nextLong()).print());
    }
  }

  private Slice run(boolean streamed, long millis) throws InterruptedException, ExecutionException {
    long compiler = meter.compilerNanos();
    long cpu = meter.cpuNanos();
    long bytes = meter.allocatedBytes();
    long start = System.nanoTime();
    long end = start + millis * 1_000_000;
    List<Future<Long>> running = new ArrayList<>(concurrency);
    for (int i = 0; i < concurrency; i++) {
      running.add(threads.submit(() -> callUntil(end, streamed)));
    }
    long calls = 0;
    for (Future<Long> one : running) {
      calls += one.get();
    }
    long nanos = System.nanoTime() - start;
    long allCpu = meter.cpuNanos() - cpu;
    long compilerCpu = meter.compilerNanos() - compiler;
    return new Slice(
        calls, nanos, allCpu - compilerCpu, compilerCpu, meter.allocatedBytes() - bytes);
  }

  private long callUntil(long end, boolean streamed) throws IOException {
    long calls = 0;
    for (; System.nanoTime() < end; calls++) {
      int length = streamed ? chat.stream() : chat.ask();
      if (length < 100) {
        throw new IOException("an answer of " + length + " characters is not whole");
      }
    }
    return calls;
  }
}
