package dev.gatewaysdk.testing.cassette;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Appends calls to a cassette, each in one piece. The file is opened by the first. Thread-safe. */
final class CassetteWriter {
  static final int VERSION = 1;

  private final Path file;
  private final String type;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable FileOutputStream out; // Guarded by lock.
  private @Nullable RuntimeException failure; // Guarded by lock.

  /**
   * @param type of the provider whose calls it has
   */
  CassetteWriter(Path file, String type) {
    this.file = file;
    this.type = type;
  }

  void append(String lines) {
    boolean interrupted = Thread.interrupted(); // Else a lock on the file could not be had.
    lock.lock();
    try {
      boolean first = !Files.exists(file) || Files.size(file) == 0;
      out = out == null ? open(!first) : out;
      out.write(((first ? header() : "") + lines).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the cassette " + file, e);
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Like {@link #append}, but what goes wrong is thrown by {@link #close} only. */
  void appendQuietly(String lines) {
    try {
      append(lines);
    } catch (RuntimeException e) {
      lock.lock();
      try {
        failure = e;
      } finally {
        lock.unlock();
      }
    }
  }

  private FileOutputStream open(boolean hasCalls) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    if (hasCalls) {
      requireSameType(CassetteReader.read(file));
    }
    FileOutputStream open = new FileOutputStream(file.toFile(), true); // Heeds no interrupt.
    if (isLockedByAnother(open.getChannel())) {
      open.close();
      throw new IllegalStateException(
          "another recording writes to " + file + ": give each provider a cassette of its own");
    }
    return open;
  }

  private void requireSameType(CassetteReader.Recorded recorded) {
    if (!recorded.type().equals(type)) {
      throw new IllegalStateException(
          file
              + " has calls of a provider of type "
              + recorded.type()
              + ", so none of type "
              + type
              + " can be added: give each provider a cassette of its own");
    }
  }

  /** The lock ends with the channel. */
  private static boolean isLockedByAnother(FileChannel channel) throws IOException {
    try {
      FileLock exclusive = channel.tryLock();
      return exclusive == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  private String header() {
    return new Fields().put("cassette", VERSION).put("provider", type).toJson().text() + "\n";
  }

  /**
   * @throws RuntimeException what went wrong where it could not be thrown
   */
  void close() {
    lock.lock();
    try {
      if (out != null) {
        out.close();
        out = null;
      }
      if (failure != null) {
        throw failure;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the cassette " + file, e);
    } finally {
      lock.unlock();
    }
  }
}
