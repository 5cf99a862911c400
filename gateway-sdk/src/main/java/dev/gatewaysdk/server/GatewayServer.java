package dev.gatewaysdk.server;

import com.sun.net.httpserver.HttpServer;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.config.GatewayConfig;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.time.GatewayClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway as an OpenAI-compatible HTTP server, on the JDK's own server. Thread-safe.
 *
 * <pre>{@code
 * GatewayConfig config = GatewayConfig.load(Path.of("gateway.yaml"), null);
 * try (GatewayClient gateway = GatewayClient.builder().config(config).build();
 *     GatewayServer server = GatewayServer.builder(gateway).config(config).start()) {
 *   System.out.println("listening on " + server.url());
 *   …
 * }
 * }</pre>
 *
 * <p>It speaks plain HTTP and binds to the loopback address unless told otherwise: put a proxy with
 * TLS before it to let others in.
 */
public final class GatewayServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GatewayServer.class);
  private static final Duration CANCELLING = Duration.ofSeconds(2);

  /**
   * Read once by the JDK's server, when it is first used. Left alone, it lets each event of a
   * stream wait until the one before is acknowledged, and closes idle connections beyond 200 under
   * clients that are about to use them.
   */
  private static final Map<String, String> OF_THE_JDK =
      Map.of(
          "sun.net.httpserver.nodelay", "true",
          "sun.net.httpserver.maxIdleConnections", "4096");

  private final HttpServer server;
  private final RequestTasks tasks;
  private final List<ExecutorService> threads;
  private final Duration drain;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  private GatewayServer(
      HttpServer server, RequestTasks tasks, List<ExecutorService> threads, Duration drain) {
    this.server = server;
    this.tasks = tasks;
    this.threads = threads;
    this.drain = drain;
  }

  /**
   * Starts with the loopback address, port 8080, the usual paths, and everyone let in.
   *
   * @param gateway stays open when the server is closed
   */
  public static Builder builder(GatewayClient gateway) {
    return new Builder(gateway);
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Such as {@code http://127.0.0.1:8080}. */
  public String url() {
    InetAddress address = server.getAddress().getAddress();
    String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
  }

  /**
   * Refuses new requests with 503, waits (30 s unless the builder says otherwise) for those under
   * way, cancels the rest and stops listening. Idempotent. The gateway stays open.
   */
  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      awaitClosed();
      return;
    }
    tasks.drain();
    if (!tasks.awaitIdle(drain)) {
      log.warn("cancelling the requests that did not end within {}", drain);
      tasks.cancelAll();
      tasks.awaitIdle(CANCELLING);
    }
    server.stop(0);
    tasks.close();
    threads.forEach(ExecutorService::shutdown);
    closed.countDown();
  }

  /** Whether it takes no more requests. */
  boolean isDraining() {
    return tasks.isDraining();
  }

  /** How many requests are under way, in whichever phase. */
  int requests() {
    return tasks.size();
  }

  private void awaitClosed() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where it listens. */
  @Override
  public String toString() {
    return "GatewayServer(" + url() + ")";
  }

  /** Starts a {@link GatewayServer}; not for use by several threads. */
  public static final class Builder {
    private final GatewayHttp.Builder http;
    private final GatewayClock clock = GatewayClock.system(); // Sockets go by the machine's time.
    private String host = "127.0.0.1";
    private int port = 8080;
    private Duration drain = Duration.ofSeconds(30);
    private ServerLimits limits = ServerLimits.DEFAULTS;

    private Builder(GatewayClient gateway) {
      this.http = GatewayHttp.builder(gateway);
    }

    /** The address to listen on; {@code 0.0.0.0} for all. */
    public Builder host(String host) {
      this.host = host;
      return this;
    }

    /**
     * The port to listen on; 0 for any that is free.
     *
     * @throws ConfigException if it is not within 0 to 65535
     */
    public Builder port(int port) {
      if (port < 0 || port > 65_535) {
        throw new ConfigException("port is " + port + "; allowed: 0 to 65535");
      }
      this.port = port;
      return this;
    }

    /** Takes over the sections {@code keys} and {@code server} of a configuration. */
    public Builder config(GatewayConfig config) {
      http.config(config);
      return this;
    }

    /**
     * Who may call, instead of whom a configuration names; everyone unless set.
     *
     * @throws ConfigException if there is none
     */
    public Builder keys(List<HttpKey> keys) {
      http.keys(keys);
      return this;
    }

    /** What a client may take. */
    public Builder limits(ServerLimits limits) {
      this.limits = limits;
      return this;
    }

    /**
     * How long {@link GatewayServer#close()} waits for requests under way before it cancels them;
     * 30 s unless set.
     *
     * @throws ConfigException if it is negative, or longer than 1 h
     */
    public Builder drain(Duration drain) {
      if (drain.isNegative() || drain.compareTo(Duration.ofHours(1)) > 0) {
        throw new ConfigException("drain is " + drain + "; allowed: 0 to 1h");
      }
      this.drain = drain;
      return this;
    }

    /**
     * Listens.
     *
     * @throws ConfigException if the host is not known, the port taken, or a key stands for two
     *     callers
     */
    public GatewayServer start() {
      GatewayHttp surface = http.build();
      HttpServer server = bind();
      ExecutorService requests = ServerThreads.start("gateway-http", RequestTasks.most(limits));
      ExecutorService readers = ServerThreads.start("gateway-stream", Integer.MAX_VALUE);
      RequestTasks tasks = new RequestTasks(limits, clock, requests, new HungUp());
      server.setExecutor(tasks);
      server.createContext("/", new ExchangeHandler(surface, limits, tasks, readers));
      tasks.watch();
      server.start();
      return new GatewayServer(server, tasks, List.of(requests, readers), drain);
    }

    private HttpServer bind() {
      OF_THE_JDK.forEach(System.getProperties()::putIfAbsent);
      InetSocketAddress address = new InetSocketAddress(host, port);
      if (address.isUnresolved()) {
        throw new ConfigException("host '" + host + "' is not known");
      }
      try {
        return HttpServer.create(address, 1024);
      } catch (IOException e) {
        throw new ConfigException("cannot listen on " + host + ":" + port + ": " + e.getMessage());
      }
    }
  }
}
