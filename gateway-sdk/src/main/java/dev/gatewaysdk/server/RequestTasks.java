package dev.gatewaysdk.server;

import dev.gatewaysdk.time.GatewayClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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

  /** How long a client waits before it is looked after, and how often. */
  private static final Duration WAIT = Duration.ofMillis(500);

  private final ServerLimits limits;
  private final GatewayClock clock;
  private final Executor threads;
  private final HungUp hungUp;
  private final ThreadLocal<RequestTask> current = new ThreadLocal<>();
  private final Set<RequestTask> tasks = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean watching;
  private volatile boolean draining;
  private boolean closed; // Guarded by lock.

  /**
   * @param threads runs at least {@code limits.requests()} and a few more
   * @param hungUp which clients wait no more
   */
  RequestTasks(ServerLimits limits, GatewayClock clock, Executor threads, HungUp hungUp) {
    this.hungUp = hungUp;
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
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      remove(task);
      // The JDK's server closes the connection; an Error would end the thread that takes them.
      throw new RejectedExecutionException("no thread for a request", e);
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
    long looked = clock.nanoTime();
    try {
      while (awaitTick()) {
        long now = clock.nanoTime();
        tasks.forEach(task -> task.endIfOverdue(now));
        if (hungUp.isKnown() && now - looked > WAIT.toNanos()) {
          looked = now;
          cancelHungUp(now);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Somebody wants this thread gone.
    }
  }

  /** Waits until it is time to look at the requests there are; false when all is over. */
  private boolean awaitTick() throws InterruptedException {
    lock.lock();
    try {
      watching = !tasks.isEmpty();
      if (!closed && watching) {
        changed.awaitNanos(limits.tick().toNanos());
      }
      while (!closed && tasks.isEmpty()) { // Looked at after saying that nobody watches.
        watching = false;
        changed.await();
      }
      watching = true;
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Stops calls whose client is gone and has not been written to since. */
  private void cancelHungUp(long now) {
    Map<String, RequestTask> waiting = new HashMap<>();
    for (RequestTask task : tasks) {
      String connection = task.waitingOn(now, WAIT);
      if (connection != null) {
        waiting.put(connection, task);
      }
    }
    if (!waiting.isEmpty()) {
      waiting.keySet().retainAll(hungUp.clients());
      waiting.values().forEach(task -> task.cancellation().cancel());
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
