package dev.gatewaysdk.langchain4j;

import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Stops a model: by its handle or future, as soon as it has given one, or by an interrupt. */
final class StreamStop implements Runnable {
  private volatile @Nullable StreamingHandle handle;
  private volatile @Nullable Future<?> task;
  private volatile boolean stopped;

  /** The model can be stopped that way. */
  void by(StreamingHandle handle) {
    if (this.handle != handle) {
      this.handle = handle;
      if (stopped) {
        cancel(handle);
      }
    }
  }

  /** The model runs in that task, and no longer in another. */
  void runs(Future<?> task) {
    this.task = task;
    if (stopped) {
      task.cancel(true);
    }
  }

  @Override
  public void run() {
    stopped = true;
    StreamingHandle known = handle;
    if (known != null) {
      cancel(known);
    }
    Future<?> running = task;
    if (running != null) {
      running.cancel(true);
    }
  }

  /** Not every model can be stopped, and some throw then: nobody listens to them any more. */
  private static void cancel(StreamingHandle handle) {
    try {
      handle.cancel();
    } catch (RuntimeException e) {
      // Its events go nowhere from now on.
    }
  }
}
