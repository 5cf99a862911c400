package dev.gatewaysdk.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands a reply on, piece by piece. The provider is read on another thread than the client is
 * written to: so a silent provider does not keep the gateway from noticing that the client is gone,
 * which shows only in writing to it.
 */
final class StreamPump {
  private static final int HELD = 64;
  private static final byte[] END = {};

  private final ReplyChunks chunks;
  private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(HELD);
  private volatile boolean stopped;
  private volatile @Nullable Throwable failure;

  private StreamPump(ReplyChunks chunks) {
    this.chunks = chunks;
  }

  /** The reply ends before its end, and has no way to say so. */
  static final class BrokenOff extends IOException {
    private static final long serialVersionUID = 1L;

    private BrokenOff(Throwable cause) {
      super("the answer broke off", cause);
    }
  }

  /** How pieces reach the client. */
  interface Sink {
    void write(byte[] piece) throws IOException;
  }

  /**
   * Writes all of the reply.
   *
   * @param silence after which a comment is written, if the body can have any
   * @throws BrokenOff if the reply did so without saying it
   * @throws IOException if the client is gone; the reply has been closed then
   */
  static void run(ReplyChunks chunks, Sink sink, Duration silence, Executor threads)
      throws IOException {
    StreamPump pump = new StreamPump(chunks);
    try {
      threads.execute(pump::read);
      pump.write(sink, silence);
    } finally {
      pump.stop();
    }
  }

  private void read() {
    try {
      readAll();
      queue.put(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Nobody waits for what is left.
    }
  }

  private void readAll() throws InterruptedException {
    try {
      for (byte[] piece = chunks.next(); piece != null && !stopped; piece = chunks.next()) {
        queue.put(piece);
      }
    } catch (RuntimeException | Error e) {
      failure = e; // Who made the pieces has logged what nobody foresaw.
    }
  }

  private void write(Sink sink, Duration silence) throws IOException {
    List<byte[]> ready = new ArrayList<>();
    byte[] comment = chunks.silence();
    while (true) {
      byte[] first = next(silence);
      if (first == null) {
        if (comment.length > 0) {
          sink.write(comment);
        }
        continue;
      }
      ready.clear();
      ready.add(first);
      queue.drainTo(ready);
      boolean end = ready.remove(END);
      if (!ready.isEmpty()) {
        sink.write(joined(ready));
      }
      if (end && failure != null) {
        throw new BrokenOff(failure);
      }
      if (end) {
        return;
      }
    }
  }

  private byte @Nullable [] next(Duration silence) throws IOException {
    try {
      return queue.poll(silence.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static byte[] joined(List<byte[]> pieces) {
    if (pieces.size() == 1) {
      return pieces.get(0);
    }
    int length = 0;
    for (byte[] piece : pieces) {
      length += piece.length;
    }
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, all, at, piece.length);
      at += piece.length;
    }
    return all;
  }

  /** Lets the reading thread go, which may wait for the provider, or for room. */
  private void stop() {
    stopped = true;
    chunks.close();
    queue.clear();
  }
}
