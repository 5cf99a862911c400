package dev.gatewaysdk.contract;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A provider's address on this machine. It answers each request as it was told last, closes the
 * connection at the answer's end, so that a cut-off answer looks like a whole one to HTTP, and
 * keeps what it was asked.
 */
final class LoopbackServer implements AutoCloseable {
  private static final int BACKLOG = 64;

  private final ServerSocket listening;
  private final ExecutorService threads = Executors.newCachedThreadPool(LoopbackServer::daemon);
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Semaphore hungUp = new Semaphore(0);
  private volatile CannedAnswer answer = CannedAnswer.json(500, "{}");

  LoopbackServer() {
    try {
      this.listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "contract-server");
    thread.setDaemon(true);
    return thread;
  }

  /** Where it is, without a path. */
  String url() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  /** What to answer from now on; forgets what it was asked. */
  void answer(CannedAnswer answer) {
    this.answer = answer;
    requests.clear();
    hungUp.drainPermits();
  }

  /** What it was asked since then: request line, headers and body, each as bytes in Latin-1. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Whether a client has hung up on an answer without end, now or within five seconds. */
  boolean seesTheClientHangUp() throws InterruptedException {
    return hungUp.tryAcquire(5, TimeUnit.SECONDS);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private void serve(Socket socket) {
    boolean unending = false;
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String request = request(in);
      if (request.isEmpty()) {
        return; // A connection that was opened and not used.
      }
      requests.add(request);
      CannedAnswer now = answer;
      unending = now.unending();
      write(socket.getOutputStream(), now);
      while (unending && in.read() >= 0) {
        continue; // The client has nothing more to say until it hangs up.
      }
    } catch (IOException e) {
      // The client has closed the connection, which is an end as well.
    } finally {
      if (unending) {
        hungUp.release();
      }
    }
  }

  private static void write(OutputStream out, CannedAnswer answer) throws IOException {
    if (answer.status() == CannedAnswer.NOTHING) {
      return;
    }
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" .\r\n");
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    for (byte[] piece : answer.pieces()) {
      out.write(piece);
      out.flush();
    }
  }

  private static String request(InputStream in) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    long length = 0;
    boolean chunked = false;
    for (String line = line(in, request); !line.isEmpty(); line = line(in, request)) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Long.parseLong(header.substring("content-length:".length()).strip());
      }
      chunked |= header.startsWith("transfer-encoding:") && header.contains("chunked");
    }
    if (request.size() > 0) {
      request.write('\n'); // Where the body begins.
    }
    if (chunked) {
      chunks(in, request);
    } else {
      request.write(in.readNBytes((int) length));
    }
    return request.toString(StandardCharsets.ISO_8859_1);
  }

  private static void chunks(InputStream in, ByteArrayOutputStream request) throws IOException {
    ByteArrayOutputStream framing = new ByteArrayOutputStream();
    for (; ; ) {
      int size = Integer.parseInt(line(in, framing).split(";")[0].strip(), 16);
      request.write(in.readNBytes(size));
      line(in, framing);
      if (size == 0) {
        return;
      }
    }
  }

  /** The next line without its end; empty at the end of the stream. */
  private static String line(InputStream in, ByteArrayOutputStream read) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      read.write(next);
      if (next != '\r') {
        line.append((char) next);
      }
    }
    if (!line.isEmpty()) {
      read.write('\n');
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
