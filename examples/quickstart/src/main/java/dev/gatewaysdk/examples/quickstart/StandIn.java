package dev.gatewaysdk.examples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model provider's stand-in: speaks its HTTP on a free port of this machine, says fixed texts.
 */
abstract class StandIn implements AutoCloseable {
  private static final Pattern MODEL = Pattern.compile("\"model\":\"([^\"]+)\"");
  private static final int MILLIS_A_WORD = 60;

  private static final Pattern USER = Pattern.compile("\"role\":\"user\",\"content\":\"([^\"]*)\"");

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "stand-in");
            thread.setDaemon(true);
            return thread;
          });

  private volatile String received = "";

  /** Starts it. */
  StandIn(String path) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(path, this::handle);
    server.setExecutor(threads);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Matcher user = USER.matcher(body);
      received = user.find() ? user.group(1) : "";
      Matcher model = MODEL.matcher(body);
      answer(exchange, model.find() ? model.group(1) : "unknown", body);
    }
  }

  /** Answers a request for that model. */
  abstract void answer(HttpExchange exchange, String model, String body) throws IOException;

  /** Where it listens, such as {@code http://127.0.0.1:40123}. */
  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What the user said in the request that arrived last. */
  String received() {
    return received;
  }

  /** Whether the request asks for the answer as it arises. */
  static boolean isStreamed(String body) {
    return body.contains("\"stream\":true");
  }

  /** About as many tokens as a text has. */
  static int tokens(String text) {
    return Math.max(1, text.length() / 4);
  }

  /** Sends a whole answer. */
  static void sendJson(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Begins an answer of server-sent events. */
  static OutputStream beginEvents(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    return exchange.getResponseBody();
  }

  /** Sends text and flushes it, so that it arrives now. */
  static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** The words of a text, each with the blank before it. */
  static String[] words(String text) {
    return text.split("(?= )");
  }

  /** Takes the time that a model would take for a word. */
  static void think() {
    try {
      Thread.sleep(MILLIS_A_WORD);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The stand-in is being closed; answer without a pause.
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
