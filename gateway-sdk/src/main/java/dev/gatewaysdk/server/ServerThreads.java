package dev.gatewaysdk.server;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for requests: virtual ones from Java 24 on, daemons of a pool before that. In between,
 * virtual threads are pinned while they wait inside the monitors that the JDK's server holds.
 */
final class ServerThreads {
  private static final int WITHOUT_PINNING = 24;

  private ServerThreads() {}

  static boolean areVirtual() {
    return Runtime.version().feature() >= WITHOUT_PINNING;
  }

  /**
   * Starts nothing before the first task.
   *
   * @param most how many at a time; more are rejected
   */
  static ExecutorService start(String name, int most) {
    if (areVirtual()) {
      try {
        return (ExecutorService)
            Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("every Java from 21 on has virtual threads", e);
      }
    }
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        most,
        10,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
