package dev.gatewaysdk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does the same thing on several threads at once, many times. */
final class Crowd {
  static final int THREADS = 8;
  static final int TIMES = 200;

  private Crowd() {}

  /** What each of {@code THREADS * TIMES} runs gave. */
  static <T> List<T> each(Callable<T> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Future<List<T>>> results = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        results.add(threads.submit(() -> run(start, task)));
      }
      List<T> all = new ArrayList<>();
      for (Future<List<T>> result : results) {
        all.addAll(result.get(30, TimeUnit.SECONDS));
      }
      return all;
    } finally {
      threads.shutdownNow();
      assertThat(threads.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static <T> List<T> run(CyclicBarrier start, Callable<T> task) throws Exception {
    start.await(10, TimeUnit.SECONDS);
    List<T> results = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      results.add(task.call());
    }
    return results;
  }
}
