package dev.gatewaysdk.internal;

import dev.gatewaysdk.error.ClientClosedException;
import dev.gatewaysdk.error.ClientSaturatedException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where asynchronous calls run: virtual threads where the JVM has them, else at most 256 daemon
 * threads without a queue. Starts nothing before the first such call.
 */
public final class AsyncThreads implements AutoCloseable {
  private static final int THREADS = 256;

  private final ReentrantLock starting = new ReentrantLock();
  private final @Nullable Executor injected;
  private volatile @Nullable ExecutorService own;
  private volatile boolean closed;

  /**
   * @param injected the user's executor, never closed here; null to have one made
   */
  public AsyncThreads(@Nullable Executor injected) {
    this.injected = injected;
  }

  /**
   * Runs the task on another thread.
   *
   * @throws ClientSaturatedException if there is no thread for it
   * @throws ClientClosedException after {@link #close()}
   */
  public void run(Runnable task) {
    if (closed) {
      throw new ClientClosedException();
    }
    try {
      (injected != null ? injected : own()).execute(task);
    } catch (RejectedExecutionException e) {
      throw injected != null
          ? new ClientSaturatedException("the executor given to the builder refused the call", e)
          : new ClientSaturatedException(THREADS);
    }
  }

  private ExecutorService own() {
    ExecutorService running = own;
    if (running != null) {
      return running;
    }
    starting.lock();
    try {
      if (own == null) {
        own = start();
      }
      return own;
    } finally {
      starting.unlock();
    }
  }

  private static ExecutorService start() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException | RuntimeException beforeJava21) {
      AtomicInteger number = new AtomicInteger();
      return new ThreadPoolExecutor(
          0,
          THREADS,
          30,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(task, "gateway-sdk-async-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });
    }
  }

  /** Takes no more tasks; those that run may end. */
  @Override
  public void close() {
    closed = true;
    ExecutorService running = own;
    if (running != null) {
      running.shutdown();
    }
  }
}
