package dev.gatewaysdk.testing.cassette;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Appends calls to a cassette, each in one piece. The file is opened by the first. Thread-safe. */
final class CassetteWriter {
  static final int VERSION = 1;

  private final Path file;
  private final String type;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable FileChannel channel; // Guarded by lock.

  /**
   * @param type of the provider whose calls it has
   */
  CassetteWriter(Path file, String type) {
    this.file = file;
    this.type = type;
  }

  void append(String lines) {
    lock.lock();
    try {
      FileChannel open = channel == null ? open() : channel;
      channel = open;
      String header = open.size() == 0 ? header() : "";
      write(open, header + lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the cassette " + file, e);
    } finally {
      lock.unlock();
    }
  }

  private FileChannel open() throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    if (Files.exists(file) && Files.size(file) > 0) {
      requireSameType(CassetteReader.read(file));
    }
    FileChannel open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    if (isLockedByAnother(open)) {
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

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  void close() {
    lock.lock();
    try {
      if (channel != null) {
        channel.close();
        channel = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the cassette " + file, e);
    } finally {
      lock.unlock();
    }
  }
}
