package dev.gatewaysdk.usage;

import dev.gatewaysdk.error.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Appends each record to a file, as one line of JSON. Thread-safe.
 *
 * <p>Every line has the keys {@code request_id, provider_request_id, timestamp_ms, user, project,
 * organization, environment, endpoint, variant, operation, streamed, provider, model,
 * response_model, status, status_code, failure_kind, input_tokens, cache_read_tokens,
 * cache_write_tokens, output_tokens, reasoning_tokens, estimated, cost_usd, execution_time_ms,
 * first_token_ms, attempts, cache_hit, tags}. What is not known is null; so is an unknown cost,
 * which is never 0. {@code organization} has all organisations of the caller, sorted and joined by
 * commas. Times are whole milliseconds.
 *
 * <p>The file is created with the first record, readable by its owner only, with the directories
 * above it that are missing. Several processes, and several sinks of one process, may write to it:
 * a record is one write to the end of the file, under a lock on the file for the sake of network
 * file systems, which do not append atomically. Lines are handed to the operating system at once,
 * so that they outlive the process, but not forced to the disk. A file that is renamed or deleted
 * is begun anew with the next record, so that it can be rotated.
 *
 * <p>Writes on the thread of the call, which takes some microseconds on a local disk.
 */
public final class JsonlUsageSink implements UsageSink {
  private final ReentrantLock lock = new ReentrantLock();
  private final AppendFile file;
  private boolean closed;

  /**
   * Looks at the file, but neither opens nor creates it.
   *
   * @param file where to; relative to the working directory
   * @throws ConfigException if it is a directory or a symbolic link
   */
  public JsonlUsageSink(Path file) {
    this.file = new AppendFile(file.toAbsolutePath());
    this.file.check();
  }

  /**
   * Writes a record.
   *
   * @throws UncheckedIOException if it could not be written, or not in whole; the next record tries
   *     again, on a line of its own
   * @throws ConfigException if the file is a directory or a symbolic link by now
   * @throws IllegalStateException if the sink is closed
   */
  @Override
  public void record(CallRecord record) {
    boolean interrupted = Thread.interrupted(); // An interrupt would close the file's channel.
    try {
      byte[] line = CallRecordJson.line(record);
      lock.lock();
      try {
        if (closed) {
          throw new IllegalStateException("the usage sink of " + file + " is closed");
        }
        interrupted |= file.append(line);
      } finally {
        lock.unlock();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write the usage record " + record.requestId() + " to " + file + ": " + reason(e),
          e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Closes the file. Idempotent. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      file.close();
    } finally {
      lock.unlock();
    }
  }

  /** Its path. */
  @Override
  public String toString() {
    return "JsonlUsageSink(" + file + ")";
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException // Whose message is often no more than a path.
        ? e.getClass().getSimpleName() + ": " + e.getMessage()
        : String.valueOf(e.getMessage());
  }
}
