package dev.gatewaysdk.server;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.config.GatewayConfig;
import dev.gatewaysdk.config.ServerSettings;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.time.GatewayClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP surface as a function from request to reply, without a socket: OpenAI's protocol for all
 * operations, for whatever server there is. Thread-safe.
 */
public final class GatewayHttp {
  private static final Logger log = LoggerFactory.getLogger(GatewayHttp.class);
  private static final List<String> CONFIG_HEADERS = List.of("x-gateway-config", "x-llmops-config");
  private static final int MOST_HEADERS = 64 * 1024;

  private final HttpSettings settings;
  private final Routes routes;
  private final Answers answers;
  private final ModelList models;

  private GatewayHttp(GatewayClient gateway, HttpSettings settings) {
    this.settings = settings;
    this.routes = new Routes(settings.basePaths());
    this.answers = new Answers(gateway, settings.clock());
    this.models = new ModelList(gateway, settings.clock());
  }

  /** Starts with the usual paths and headers, and everyone let in. */
  public static Builder builder(GatewayClient gateway) {
    return new Builder(gateway);
  }

  /**
   * Answers a request. Blocks until the answer is there, or, for one that is streamed, its first
   * content. Never throws on account of the request.
   */
  public ServerReply handle(ServerRequest request) {
    ServerReply reply = answered(() -> answer(request));
    return request.method().equals("HEAD") ? reply.withoutBody() : reply;
  }

  /**
   * What can be refused before the body has been read; null if nothing is wrong so far.
   *
   * @param length of the body, as announced; -1 if it is not
   */
  @Nullable ServerReply refuse(ServerRequest head, long length) {
    ServerReply[] fine = new ServerReply[1];
    ServerReply reply =
        answered(
            () -> {
              check(head, length);
              fine[0] = ServerReply.json(200, new byte[0]);
              return fine[0];
            });
    return fine[0] != null ? null : reply;
  }

  /** The answer to what the server itself refuses. */
  ServerReply refused(Refusal refusal) {
    ServerReply reply = refusal.error().reply(settings.newId());
    for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
      reply = reply.with(header.getKey(), header.getValue());
    }
    return reply;
  }

  private ServerReply answered(Supplier<ServerReply> answer) {
    try {
      return answer.get();
    } catch (Refusal e) {
      return refused(e);
    } catch (GatewayException e) {
      String id = e.requestId() == null ? settings.newId() : e.requestId();
      if (e instanceof ConfigException) {
        log.error("request {} failed: {}", id, e.getMessage());
      }
      return ErrorTable.of(e).reply(id);
    } catch (RuntimeException | Error e) { // Whoever asks must hear something.
      String id = settings.newId();
      log.error("request {} failed", id, e);
      return ErrorTable.unexpected().reply(id);
    }
  }

  private Routes.Route check(ServerRequest request, long length) {
    if (request.headerLength() > MOST_HEADERS) {
      throw Refusal.headersTooLarge(MOST_HEADERS);
    }
    Routes.Route route = routes.of(request);
    if (route.kind().needsKey()) {
      settings.keys().callerOf(request);
    }
    requireType(request, route.kind().body());
    if (length > settings.maxBody()) {
      throw Refusal.tooLarge(settings.maxBody());
    }
    return route;
  }

  private void requireType(ServerRequest request, Routes.Body body) {
    if (body == Routes.Body.JSON && !MediaTypes.isJson(request)) {
      throw Refusal.wrongMediaType("JSON", "application/json");
    }
    if (body == Routes.Body.FORM) {
      if (!MultipartForm.isForm(request.header("content-type"))) {
        throw Refusal.wrongMediaType("a form", "multipart/form-data; boundary=...");
      }
      MediaTypes.requireNoStrangePage(request, settings.keys().headers());
    }
  }

  private ServerReply answer(ServerRequest request) {
    Routes.Route route = check(request, request.body().length);
    return switch (route.kind()) {
      case OPTIONS ->
          ServerReply.of(204, Map.of("Allow", route.of().allowed()), new byte[0])
              .with("x-request-id", settings.newId());
      case HEALTH -> found(ModelList.HEALTHY.bytes());
      case MODELS -> found(models.all(settings.keys().callerOf(request)).bytes());
      case MODEL -> found(model(String.valueOf(route.model()), request));
      case CHAT -> {
        ChatQuestion question = ChatQuestionReader.read(request.body(), endpoint(request));
        yield answers.to(question, settings.keys().callerOf(request), request);
      }
      default -> {
        Question<?> question = question(route.kind(), request, endpoint(request));
        yield answers.to(question, settings.keys().callerOf(request), request);
      }
    };
  }

  private static Question<?> question(
      Routes.Kind kind, ServerRequest request, @Nullable String endpoint) {
    byte[] body = request.body();
    return switch (kind) {
      case COMPLETION -> TextCompletion.question(body, endpoint);
      case EMBEDDING -> Embeddings.question(body, endpoint);
      case IMAGE -> Images.question(body, endpoint);
      case SPEECH -> Speech.question(body, endpoint);
      case TRANSCRIPTION -> Transcriptions.question(request, endpoint, false);
      case TRANSLATION -> Transcriptions.question(request, endpoint, true);
      case MODERATION -> Moderations.question(body, endpoint);
      case RERANK -> Reranking.question(body, endpoint);
      default -> throw new IllegalArgumentException("no question: " + kind);
    };
  }

  private byte[] model(String name, ServerRequest request) {
    return models.one(name, settings.keys().callerOf(request)).bytes();
  }

  private ServerReply found(byte[] body) {
    return ServerReply.json(200, body).with("x-request-id", settings.newId());
  }

  private static @Nullable String endpoint(ServerRequest request) {
    for (String name : CONFIG_HEADERS) {
      String value = request.header(name);
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    return null;
  }

  HttpSettings settings() {
    return settings;
  }

  /** Builds a {@link GatewayHttp}; not for use by several threads. */
  public static final class Builder {
    private final GatewayClient gateway;
    private ServerSettings server = ServerSettings.DEFAULTS;
    private List<HttpKey> keys = List.of();
    private GatewayClock clock = GatewayClock.system();
    private RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();

    Builder(GatewayClient gateway) {
      this.gateway = gateway;
    }

    /** Takes over the sections {@code keys} and {@code server} of a configuration. */
    public Builder config(GatewayConfig config) {
      List<HttpKey> all = new ArrayList<>();
      config.keys().forEach((sha256, caller) -> all.add(HttpKey.ofSha256(sha256, caller)));
      keys = all;
      server = config.server();
      return this;
    }

    /**
     * Who may call, instead of whom a configuration names; everyone unless set.
     *
     * @throws ConfigException if there is none
     */
    public Builder keys(List<HttpKey> keys) {
      if (keys.isEmpty()) {
        throw new ConfigException("keys must not be empty: leave them out to let everyone in");
      }
      this.keys = List.copyOf(keys);
      return this;
    }

    /** Paths, key headers and the limit on bodies, instead of what a configuration says. */
    public Builder server(ServerSettings server) {
      this.server = server;
      return this;
    }

    /** What {@code created} goes by; the machine's clock unless set. */
    public Builder clock(GatewayClock clock) {
      this.clock = clock;
      return this;
    }

    /** Where ids of answers without a call come from; must be thread-safe. */
    public Builder random(RandomGenerator random) {
      this.random = random;
      return this;
    }

    /**
     * The function.
     *
     * @throws ConfigException if a key stands for two callers
     */
    public GatewayHttp build() {
      CallerKeys callers = CallerKeys.of(server.keyHeaders(), keys);
      return new GatewayHttp(
          gateway, new HttpSettings(server.basePaths(), callers, server.maxBody(), clock, random));
    }
  }
}
