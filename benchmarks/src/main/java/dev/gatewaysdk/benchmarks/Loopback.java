package dev.gatewaysdk.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Calls over loopback HTTP at 64 at once: this library against bare OkHttp and Moshi. Not JMH,
 * since what counts is the CPU time of a whole process.
 *
 * <p>Each client runs in a process of its own, warmed up until the JIT compiler has little left to
 * do. In each round all of them run in turn, a second for whole answers and a second for streams. A
 * ratio is the median over the rounds of the ratio to the first client in the same round, so that
 * what else the machine does hits both.
 *
 * <p>Arguments: the clients; by default {@code okhttp-moshi okhttp-rw gateway}. System properties:
 * {@code rounds}, {@code millis}, {@code warmup} (seconds at most), {@code concurrency}, {@code
 * child.options}.
 */
public final class Loopback {
  private static final int ROUNDS = Integer.getInteger("rounds", 10);
  private static final int MILLIS = Integer.getInteger("millis", 1000);
  private static final int CONCURRENCY = Integer.getInteger("concurrency", 64);
  private static final int MAX_WARM_UPS = Integer.getInteger("warmup", 100);
  private static final int WARM_UP_MILLIS = 500;

  private final ChildProcess server;
  private final Map<String, Client> clients = new LinkedHashMap<>();

  private Loopback(ChildProcess server) {
    this.server = server;
  }

  /** Runs, and prints two tables in Markdown. */
  public static void main(String[] args) throws IOException {
    String[] names = args.length > 0 ? args : new String[] {"okhttp-moshi", "okhttp-rw", "gateway"};
    try (ChildProcess server = new ChildProcess(LoopbackServer.class)) {
      String baseUrl = "http://127.0.0.1:" + server.read() + "/v1";
      Loopback loopback = new Loopback(server);
      try {
        for (String name : names) {
          loopback.clients.put(name, new Client(name, baseUrl));
        }
        loopback.run();
      } finally {
        loopback.clients.values().forEach(client -> client.process.close());
      }
    }
  }

  private void run() throws IOException {
    for (Client client : clients.values()) {
      int warmUps = 0;
      int warm = 0;
      for (; warm < 2 && warmUps < MAX_WARM_UPS; warmUps++) {
        Slice unary = client.run("unary", WARM_UP_MILLIS);
        Slice streamed = client.run("stream", WARM_UP_MILLIS);
        warm = unary.warm() && streamed.warm() ? warm + 1 : 0;
      }
      System.out.println(client.name + (warm < 2 ? " not" : "") + " warm after " + warmUps + " s");
    }
    List<Client> order = new ArrayList<>(clients.values());
    for (int i = 0; i < ROUNDS; i++) {
      for (Client client : order) {
        int before = connections();
        client.unary.add(client.run("unary", MILLIS));
        client.streamed.add(client.run("stream", MILLIS));
        client.connections += connections() - before;
      }
      Collections.rotate(order, 1);
    }
    print("whole answers", "call", 1, client -> client.unary);
    print("streams of 200 chunks", "chunk", Samples.CHUNKS, client -> client.streamed);
  }

  private int connections() throws IOException {
    return Integer.parseInt(server.ask("connections"));
  }

  private void print(String title, String unit, int units, Function<Client, List<Slice>> of) {
    System.out.printf(
        Locale.ROOT,
        "%n%s, %d at once, medians of %d rounds%n%n"
            + "| client | CPU µs/%s | ratio (quartiles) | B/%s | ratio | %ss/s |"
            + " connections opened |%n|---|--:|--:|--:|--:|--:|--:|%n",
        title,
        CONCURRENCY,
        ROUNDS,
        unit,
        unit,
        unit);
    List<Slice> base = of.apply(clients.values().iterator().next());
    for (Client client : clients.values()) {
      List<Slice> slices = of.apply(client);
      double[] cpu = ratios(slices, base, Slice::cpuMicros);
      System.out.printf(
          Locale.ROOT,
          "| %s | %.2f | %.2f (%.2f–%.2f) | %.0f | %.2f | %.0f | %d |%n",
          client.name,
          median(slices, Slice::cpuMicros) / units,
          at(cpu, 0.5),
          at(cpu, 0.25),
          at(cpu, 0.75),
          median(slices, Slice::bytesPerCall) / units,
          at(ratios(slices, base, Slice::bytesPerCall), 0.5),
          median(slices, Slice::perSecond) * units,
          client.connections);
    }
  }

  private static double median(List<Slice> slices, ToDoubleFunction<Slice> of) {
    return at(slices.stream().mapToDouble(of).sorted().toArray(), 0.5);
  }

  private static double[] ratios(List<Slice> slices, List<Slice> base, ToDoubleFunction<Slice> of) {
    double[] ratios = new double[slices.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = of.applyAsDouble(slices.get(i)) / of.applyAsDouble(base.get(i));
    }
    Arrays.sort(ratios);
    return ratios;
  }

  private static double at(double[] sorted, double quantile) {
    double index = quantile * (sorted.length - 1);
    int below = (int) index;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (index - below) * (sorted[above] - sorted[below]);
  }

  /** A client's process and what it has done. */
  private static final class Client {
    final String name;
    final ChildProcess process;
    final List<Slice> unary = new ArrayList<>();
    final List<Slice> streamed = new ArrayList<>();
    int connections;

    Client(String name, String baseUrl) throws IOException {
      this.name = name;
      this.process =
          new ChildProcess(LoopbackClient.class, name, baseUrl, Integer.toString(CONCURRENCY));
    }

    Slice run(String what, int millis) throws IOException {
      return Slice.parse(process.ask(what + " " + millis));
    }
  }
}
