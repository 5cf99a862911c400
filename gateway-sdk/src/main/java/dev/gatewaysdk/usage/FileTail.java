package dev.gatewaysdk.usage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the end of a file of lines.
 *
 * <p>To be closed after the file's lock is released: POSIX drops a process's locks on a file as
 * soon as the process closes any descriptor of it.
 */
final class FileTail implements AutoCloseable {
  private static final int SEARCHED_BYTES = 64 * 1024;

  private final @Nullable FileChannel reader;

  FileTail(Path path) throws IOException {
    // A device or a pipe has no tail.
    this.reader =
        Files.isRegularFile(path) ? FileChannel.open(path, StandardOpenOption.READ) : null;
  }

  /** Whether the last line has no end, because its process or disk gave up. */
  boolean isTorn() throws IOException {
    byte[] tail = read(1);
    return tail.length == 1 && tail[0] != '\n';
  }

  /** Whether the line is among the last ones. */
  boolean holds(byte[] line) throws IOException {
    byte[] tail = read(line.length + SEARCHED_BYTES);
    for (int i = tail.length - line.length; i >= 0; i--) {
      if (Arrays.equals(tail, i, i + line.length, line, 0, line.length)) {
        return true;
      }
    }
    return false;
  }

  private byte[] read(int most) throws IOException {
    if (reader == null) {
      return new byte[0];
    }
    long size = reader.size();
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(size, most));
    long from = size - bytes.capacity();
    int read = 0;
    while (bytes.hasRemaining() && read >= 0) {
      read = reader.read(bytes, from + bytes.position());
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
    }
  }
}
