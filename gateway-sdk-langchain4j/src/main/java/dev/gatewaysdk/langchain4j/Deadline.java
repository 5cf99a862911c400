package dev.gatewaysdk.langchain4j;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Does something once if a call takes too long, unless it is closed first. */
final class Deadline implements AutoCloseable {
  private static final Deadline NONE = new Deadline(null);

  private final @Nullable CompletableFuture<Boolean> timer;

  private Deadline(@Nullable CompletableFuture<Boolean> timer) {
    this.timer = timer;
  }

  /**
   * Starts the clock.
   *
   * @param limit null for no deadline
   * @param late runs on a thread of the common pool
   */
  static Deadline in(@Nullable Duration limit, Runnable late) {
    if (limit == null) {
      return NONE;
    }
    // The JVM's one timer thread completes it, and forgets it as soon as it is completed otherwise.
    CompletableFuture<Boolean> timer = new CompletableFuture<>();
    timer.thenAcceptAsync(
        passed -> {
          if (passed) {
            late.run();
          }
        });
    timer.completeOnTimeout(true, nanos(limit), TimeUnit.NANOSECONDS);
    return new Deadline(timer);
  }

  /** Whether it has passed. */
  boolean passed() {
    return timer != null && timer.getNow(false);
  }

  @Override
  public void close() {
    if (timer != null) {
      timer.complete(false);
    }
  }

  private static long nanos(Duration limit) {
    return limit.compareTo(Duration.ofDays(365)) > 0 ? TimeUnit.DAYS.toNanos(365) : limit.toNanos();
  }
}
