package dev.gatewaysdk.examples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A model provider's stand-in: speaks its HTTP on a free port of this machine, answers by a script.
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

  private final Function<String, @Nullable Answer> script;

  private volatile String received = "";

  /**
   * Starts it.
   *
   * @param script what to answer to a request's body; null if it is overloaded
   */
  StandIn(String path, Function<String, @Nullable Answer> script) throws IOException {
    this.script = script;
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

  private void answer(HttpExchange exchange, String model, String body) throws IOException {
    Answer answer = script.apply(body);
    if (answer == null) {
      refuse(exchange);
    } else if (body.contains("\"stream\":true")) {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      stream(exchange.getResponseBody(), answer, model, tokens(body));
    } else {
      sendJson(exchange, 200, whole(answer, model, tokens(body)));
    }
  }

  /** Refuses for want of capacity. */
  abstract void refuse(HttpExchange exchange) throws IOException;

  /** A whole answer, as JSON. */
  abstract String whole(Answer answer, String model, int inputTokens);

  /** Sends an answer as it arises, as server-sent events. */
  abstract void stream(OutputStream out, Answer answer, String model, int inputTokens)
      throws IOException;

  /** Where it listens, such as {@code http://127.0.0.1:40123}. */
  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What the user said in the request that arrived last. */
  String received() {
    return received;
  }

  /** About as many tokens as an answer has. */
  static int tokens(Answer answer) {
    return tokens(answer.tool() == null ? answer.text() : answer.arguments());
  }

  private static int tokens(String text) {
    return Math.max(1, text.length() / 4);
  }

  /** A text in quotes, as JSON has it. */
  static String json(@Nullable String text) {
    return RawJson.of(text).text();
  }

  /** Sends a whole answer. */
  static void sendJson(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
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
