package dev.gatewaysdk.usage;

import dev.gatewaysdk.error.ConfigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A private file that whole lines are added to, by several processes. Guarded by its owner. */
final class AppendFile {
  private static final Logger LOG = LoggerFactory.getLogger(AppendFile.class);

  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  /** Others hold the lock for microseconds; who holds it longer hangs, and must not stop calls. */
  private static final int LOCK_TRIES = 200;

  private static final int INTERRUPTS = 100;

  private final Path path;
  private final boolean posix;
  private @Nullable FileChannel channel;
  private @Nullable Object fileKey;
  private boolean locks = true;
  private boolean warnedOfPermissions;

  AppendFile(Path path) {
    this.path = path;
    this.posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /**
   * @throws ConfigException if the path is none of a file that this class would write to
   */
  void check() {
    if (Files.isSymbolicLink(path)) {
      throw new ConfigException(
          "the usage file " + path + " is a symbolic link; give the path of the file itself");
    }
    if (Files.isDirectory(path) || path.getFileName() == null) {
      throw new ConfigException(
          "the usage file " + path + " is a directory; give the path of a file in it");
    }
  }

  /**
   * Adds a line, in one write. To be called with the thread's interrupt flag cleared: an interrupt
   * closes the channel under a write, and leaves open whether the line was written.
   *
   * @return whether the thread was interrupted meanwhile; the flag is cleared again
   */
  boolean append(byte[] line) throws IOException {
    for (int interrupts = 0; ; interrupts++) {
      try {
        write(line, interrupts > 0);
        return interrupts > 0;
      } catch (ClosedByInterruptException e) {
        if (interrupts == INTERRUPTS) {
          throw e;
        }
        Thread.interrupted();
      }
    }
  }

  void close() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.debug("Closing {} failed", path, e); // Every line was handed over before.
      }
    }
  }

  private void write(byte[] line, boolean maybeWritten) throws IOException {
    boolean whole = false;
    try {
      if (channel != null && posix && isGone()) {
        close();
      }
      FileChannel open = channel;
      if (open == null) {
        writeFirst(open(), line, maybeWritten);
      } else {
        underLock(open, () -> writeAll(open, line));
      }
      whole = true;
    } finally {
      if (!whole) {
        close(); // So that the next line looks how the file ends.
      }
    }
  }

  private void writeFirst(FileChannel open, byte[] line, boolean maybeWritten) throws IOException {
    try (FileTail tail = new FileTail(path)) {
      underLock(
          open,
          () -> {
            if (!maybeWritten || !tail.holds(line)) {
              writeAll(open, tail.isTorn() ? onNewLine(line) : line);
            }
          });
    }
  }

  private void underLock(FileChannel open, Write write) throws IOException {
    FileLock lock = lock(open);
    try {
      write.run();
    } finally {
      if (lock != null && open.isOpen()) {
        lock.release();
      }
    }
  }

  private static void writeAll(FileChannel channel, byte[] line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(line);
    while (bytes.hasRemaining()) { // More than once only if the disk fills up.
      channel.write(bytes);
    }
  }

  private static byte[] onNewLine(byte[] line) {
    byte[] longer = new byte[line.length + 1];
    longer[0] = '\n';
    System.arraycopy(line, 0, longer, 1, line.length);
    return longer;
  }

  private FileChannel open() throws IOException {
    check();
    Path directory = path.getParent();
    if (directory != null && !Files.isDirectory(directory)) {
      Files.createDirectories(directory, attributes(OWNER_DIRECTORY));
    }
    Set<OpenOption> options = new HashSet<>();
    options.add(StandardOpenOption.CREATE);
    options.add(StandardOpenOption.WRITE);
    options.add(StandardOpenOption.APPEND);
    if (posix) {
      options.add(LinkOption.NOFOLLOW_LINKS); // A link that was put there since the check.
    }
    FileChannel open = FileChannel.open(path, options, attributes(OWNER_FILE));
    channel = open;
    if (posix) {
      fileKey = fileKey();
      warnOfPermissions();
    }
    return open;
  }

  /**
   * Whether the open file was renamed or deleted, so that lines would end up where nobody looks.
   */
  private boolean isGone() throws IOException {
    try {
      return !Objects.equals(fileKey, fileKey());
    } catch (NoSuchFileException e) {
      return true;
    }
  }

  /** Device and inode. */
  private @Nullable Object fileKey() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  private FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private void warnOfPermissions() throws IOException {
    if (warnedOfPermissions || !Files.isRegularFile(path)) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    if (!OWNER_FILE.containsAll(permissions)) {
      warnedOfPermissions = true;
      LOG.warn(
          "The usage file {} is open to other users ({}): change it to rw------- (chmod 600)",
          path,
          PosixFilePermissions.toString(permissions));
    }
  }

  /**
   * Keeps other processes out for one line. Local file systems append atomically without it, so it
   * is no reason to wait for long, nor to fail.
   *
   * @return null if it cannot be had
   */
  private @Nullable FileLock lock(FileChannel channel) throws IOException {
    for (int i = 0; locks && i < LOCK_TRIES; i++) {
      try {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return lock;
        }
      } catch (OverlappingFileLockException e) {
        // Another sink of this process writes to the same file.
      } catch (ClosedByInterruptException e) {
        throw e;
      } catch (IOException e) {
        locks = false;
        LOG.warn(
            "The usage file {} cannot be locked ({}): on a network file system, lines of several"
                + " processes may mix",
            path,
            e.getMessage());
      }
      Thread.yield();
    }
    return null;
  }

  /** Its path. */
  @Override
  public String toString() {
    return path.toString();
  }

  private interface Write {
    void run() throws IOException;
  }
}
