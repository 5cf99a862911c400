package dev.gatewaysdk.langchain4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks OpenAI's wire to each caller in the same way, and notices when one goes away. */
final class StreamServer implements AutoCloseable {
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

  /** What comes after the pieces. */
  enum End {
    /** The proper one. */
    DONE,
    /** The connection breaks. */
    BROKEN,
    /** Nothing, until the caller goes away. */
    SILENT,
    /** Nothing at all, not even the status. */
    MUTE
  }

  private final ServerSocket server;
  private final List<String> pieces;
  private final End end;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch gone = new CountDownLatch(1);

  StreamServer(End end, String... pieces) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.end = end;
    this.pieces = List.of(pieces);
    start(this::accept);
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
  }

  int requests() {
    return requests.get();
  }

  /** Waits until somebody has asked. */
  void awaitRequest() throws InterruptedException {
    if (!asked.await(10, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody asked within 10 s");
    }
  }

  /** Whether the caller goes away within a second from now. */
  boolean seesTheCallerGo() throws InterruptedException {
    return gone.await(1, TimeUnit.SECONDS);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // That was all.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      while (readRequest(in)) {
        requests.incrementAndGet();
        asked.countDown();
        answer(socket.getOutputStream());
        if (end == End.BROKEN) {
          return;
        }
        if (end != End.DONE) {
          in.read(); // Nothing more is sent: it ends when the caller goes.
          return;
        }
      }
    } catch (IOException e) {
      // It went with a bang.
    } finally {
      gone.countDown();
    }
  }

  private void answer(OutputStream out) throws IOException {
    if (end == End.MUTE) {
      return;
    }
    StringBuilder head = new StringBuilder(HEAD);
    chunk(head, "{\"role\":\"assistant\",\"content\":\"\"}", "null");
    out.write(head.toString().getBytes(StandardCharsets.UTF_8));
    for (String piece : pieces) {
      StringBuilder text = new StringBuilder();
      chunk(text, "{\"content\":\"" + piece + "\"}", "null");
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    if (end == End.DONE) {
      StringBuilder last = new StringBuilder();
      chunk(last, "{}", "\"stop\"");
      event(last, "[DONE]");
      last.append("0\r\n\r\n");
      out.write(last.toString().getBytes(StandardCharsets.UTF_8));
    }
    out.flush();
  }

  private static void chunk(StringBuilder out, String delta, String reason) {
    event(
        out,
        "{\"id\":\"a1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-4o\","
            + "\"choices\":[{\"index\":0,\"delta\":"
            + delta
            + ",\"finish_reason\":"
            + reason
            + "}]}");
  }

  private static void event(StringBuilder out, String data) {
    String event = "data: " + data + "\n\n";
    out.append(Integer.toHexString(event.length())).append("\r\n").append(event).append("\r\n");
  }

  /** Reads a request with a Content-Length; false if there is none any more. */
  private static boolean readRequest(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        return false;
      }
      head.append((char) c);
    }
    String lower = head.toString().toLowerCase(Locale.ROOT);
    int at = lower.indexOf("content-length:") + "content-length:".length();
    int length = Integer.parseInt(lower.substring(at, lower.indexOf("\r\n", at)).strip());
    in.readNBytes(length);
    return true;
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "stream-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
