package dev.gatewaysdk.server;

import dev.gatewaysdk.time.GatewayClock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The requests under way, and one daemon thread that ends those whose phase is overdue. Runs a
 * bounded number of them, and a few more that are only told so.
 */
final class RequestTasks implements Executor {
  private static final int TOLD = 16;

  private final ServerLimits limits;
  private final GatewayClock clock;
  private final Executor threads;
  private final ThreadLocal<RequestTask> current = new ThreadLocal<>();
  private final Set<RequestTask> tasks = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean watching;
  private volatile boolean draining;
  private boolean closed; // Guarded by lock.

  /**
   * @param threads runs at least {@code limits.requests()} and a few more
   */
  RequestTasks(ServerLimits limits, GatewayClock clock, Executor threads) {
    this.limits = limits;
    this.clock = clock;
    this.threads = threads;
  }

  /** How many threads it takes at most. */
  static int most(ServerLimits limits) {
    return limits.requests() + TOLD;
  }

  /** Runs a connection's next request. */
  @Override
  public void execute(Runnable request) {
    int running = tasks.size();
    if (running >= most(limits)) {
      throw new RejectedExecutionException("no room to say that there is no room");
    }
    RequestTask task = new RequestTask(clock, running >= limits.requests());
    add(task);
    try {
      threads.execute(
          () -> {
            current.set(task);
            try {
              task.run(request, limits.headers());
            } finally {
              current.remove();
              remove(task);
            }
          });
    } catch (RejectedExecutionException e) {
      remove(task);
      throw e;
    }
  }

  /** The request on this thread. */
  RequestTask current() {
    return current.get();
  }

  /** Says that no more requests are wanted. */
  void drain() {
    draining = true;
  }

  boolean isDraining() {
    return draining;
  }

  /** How many requests are under way. */
  int size() {
    return tasks.size();
  }

  private void add(RequestTask task) {
    tasks.add(task);
    if (!watching) {
      signal();
    }
  }

  private void remove(RequestTask task) {
    tasks.remove(task);
    if (draining) {
      signal();
    }
  }

  private void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Starts the thread that ends overdue requests. */
  void watch() {
    Thread thread = new Thread(this::watchOver, "gateway-http-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void watchOver() {
    lock.lock();
    try {
      while (!closed) {
        watching = !tasks.isEmpty();
        if (watching) {
          long now = clock.nanoTime();
          tasks.forEach(task -> task.endIfOverdue(now));
          changed.awaitNanos(limits.tick().toNanos());
        } else if (tasks.isEmpty()) { // Looked at after saying that nobody watches.
          changed.await();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Somebody wants this thread gone.
    } finally {
      lock.unlock();
    }
  }

  /** Waits until no request is worked on; at most that long. Returns whether none is. */
  boolean awaitIdle(Duration atMost) {
    boolean interrupted = false;
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (working() && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return !working();
  }

  private boolean working() {
    return tasks.stream().anyMatch(RequestTask::isWork);
  }

  /** Cancels every call under way. */
  void cancelAll() {
    tasks.forEach(task -> task.cancellation().cancel());
  }

  /** Ends what is left, and the watching thread. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    tasks.forEach(RequestTask::interrupt);
  }
}
