package dev.gatewaysdk.examples.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A provider on a free port of this machine. Thread-safe. */
public abstract class StandIn implements AutoCloseable {
  private static final int MILLIS_BETWEEN_PINGS = 10;

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "stand-in");
            thread.setDaemon(true);
            return thread;
          });
  private final BlockingQueue<String> abandoned = new LinkedBlockingQueue<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile @Nullable Asked last;

  /** Starts it. */
  StandIn(String path) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // Else each answer takes 40 ms.
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(path, this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Answers what is below another path, too. */
  final void also(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  /** Where it listens, such as {@code http://127.0.0.1:40123}. */
  public final String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What it was asked last, if it was a request that the provider takes. */
  public final Asked last() {
    Asked asked = last;
    if (asked == null) {
      throw new IllegalStateException("nothing was asked yet");
    }
    return asked;
  }

  /** The prompt of the next held stream that is closed before its end; waits 5 s for one. */
  public final String awaitAbandoned() throws InterruptedException {
    String prompt = abandoned.poll(5, TimeUnit.SECONDS);
    if (prompt == null) {
      throw new AssertionError("no stream was closed before its end");
    }
    return prompt;
  }

  /** Lets the held streams end, those to come too. */
  public final void release() {
    released.countDown();
  }

  @Override
  public final void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Asked asked;
      Answer answer;
      try {
        authenticate(exchange);
        asked = read(Fields.parse(body));
        last = asked;
        answer = Scenarios.answer(asked);
      } catch (Refused e) {
        refuse(exchange, e);
        return;
      }
      if (asked.streamed()) {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        stream(asked, answer, exchange.getResponseBody());
      } else {
        sendJson(exchange, 200, whole(asked, answer));
      }
    }
  }

  private void refuse(HttpExchange exchange, Refused e) throws IOException {
    if (e.status == 429) {
      // Short: a gateway without another target waits as long before it asks again.
      exchange.getResponseHeaders().set("retry-after-ms", "50");
    }
    sendJson(exchange, e.status, error(e.status, e.getMessage()));
  }

  static void sendJson(HttpExchange exchange, int status, Map<String, ?> json) throws IOException {
    byte[] bytes = Fields.json(json).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Keeps a stream open with pings; true once released. */
  final boolean hold(Asked asked, OutputStream out, String ping) {
    try {
      while (!released.await(MILLIS_BETWEEN_PINGS, TimeUnit.MILLISECONDS)) {
        send(out, ping);
      }
      return true;
    } catch (IOException | InterruptedException e) {
      abandoned.add(asked.prompt());
      return false;
    }
  }

  /** Sends text and flushes it, so that it arrives now. */
  static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Refuses a request without the provider's kind of key. */
  abstract void authenticate(HttpExchange exchange);

  /** Reads a request, and refuses it if the provider would. */
  abstract Asked read(Fields body);

  abstract Map<String, @Nullable Object> whole(Asked asked, Answer answer);

  abstract void stream(Asked asked, Answer answer, OutputStream out) throws IOException;

  abstract Map<String, @Nullable Object> error(int status, String message);
}
