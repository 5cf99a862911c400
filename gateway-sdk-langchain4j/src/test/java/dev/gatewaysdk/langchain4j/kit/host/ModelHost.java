package dev.gatewaysdk.langchain4j.kit.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A host of models on loopback. It knows nothing but what reaches it over HTTP; several threads may
 * call it.
 */
public final class ModelHost implements AutoCloseable {
  /** The key that opens the host. */
  public static final String KEY = "key-of-the-kit";

  static {
    // Without it the kernel holds small pieces back for 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final Api api;
  private final Mind mind;
  private final List<String> models;
  private final Duration pause;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private ModelHost(Api api, Mind mind, List<String> models, Duration pause) {
    this.api = api;
    this.mind = mind;
    this.models = List.copyOf(models);
    this.pause = pause;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** Speaks OpenAI's wire. */
  public static ModelHost openAi(String... models) {
    return new ModelHost(new OpenAiWire(), new CompetentMind(), List.of(models), Duration.ZERO);
  }

  /** Speaks Anthropic's wire. */
  public static ModelHost anthropic(String... models) {
    return new ModelHost(new AnthropicWire(), new CompetentMind(), List.of(models), Duration.ZERO);
  }

  /** Makes vectors as Cohere does. */
  public static ModelHost cohere(String... models) {
    return new ModelHost(new CohereApi(), new CompetentMind(), List.of(models), Duration.ZERO);
  }

  /** Whatever it is asked, it says this many words, one after each pause. */
  public static ModelHost talkativeOpenAi(int words, Duration pause, String... models) {
    return new ModelHost(new OpenAiWire(), saying(words), List.of(models), pause);
  }

  /** Whatever it is asked, it says this many words, one after each pause. */
  public static ModelHost talkativeAnthropic(int words, Duration pause, String... models) {
    return new ModelHost(new AnthropicWire(), saying(words), List.of(models), pause);
  }

  private static Mind saying(int words) {
    return question -> Answer.text("word" + " word".repeat(words - 1));
  }

  /** Where the host is, without a path. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      try {
        api.authenticate(exchange.getRequestHeaders(), KEY);
        String path = exchange.getRequestURI().getPath();
        JsonNode request = Json.of(new String(body, StandardCharsets.UTF_8));
        if (request.has("model") && !models.contains(request.get("model").asText())) {
          throw Refusal.notFound("no model " + request.get("model"));
        }
        if (api instanceof Wire wire && path.equals(wire.chatPath())) {
          chat(exchange, wire, request);
        } else {
          reply(exchange, 200, api.answer(path, request, models));
        }
      } catch (Refusal refusal) {
        reply(exchange, refusal.status(), api.refused(refusal));
      }
    }
  }

  private void chat(HttpExchange exchange, Wire wire, JsonNode request) throws IOException {
    Question question = wire.read(request);
    Answer answer = Limits.applied(question, mind.answer(question));
    if (!question.streamed()) {
      reply(exchange, 200, wire.whole(question, answer));
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    SmallPieces.write(wire.streamed(question, answer), exchange.getResponseBody(), pause);
  }

  private static void reply(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
