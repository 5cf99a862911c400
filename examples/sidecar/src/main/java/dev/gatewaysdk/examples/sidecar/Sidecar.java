package dev.gatewaysdk.examples.sidecar;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.config.GatewayConfig;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.server.GatewayServer;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a gateway as an OpenAI-compatible server until it is told to stop.
 *
 * <pre>
 * java -jar examples/sidecar/target/gateway-sidecar.jar --config examples/sidecar/gateway.yaml
 * </pre>
 *
 * <p>When it is ready it prints {@code listening on http://HOST:PORT} on standard output, and
 * nothing else; log lines go to standard error. On SIGTERM or SIGINT it takes no more calls, waits
 * up to 25 s for those under way, writes out their records and exits with 0. It exits with 1 if it
 * cannot listen, and with 2 if the command line or the configuration is wrong.
 */
public final class Sidecar {
  private static final Logger log = LoggerFactory.getLogger(Sidecar.class);

  /** Less than the 30 s after which Kubernetes and others kill what they have told to stop. */
  private static final Duration DRAIN = Duration.ofSeconds(25);

  private static final int DONE = 0;
  private static final int CANNOT_LISTEN = 1;
  private static final int WRONG_INPUT = 2;

  private Sidecar() {}

  /** Runs the sidecar; does not return. */
  public static void main(String[] args) throws InterruptedException {
    System.exit(run(args, System.out, System.err));
  }

  /** Gives the exit status; does not return once the server runs. */
  private static int run(String[] args, PrintStream out, PrintStream err)
      throws InterruptedException {
    List<String> given = List.of(args);
    if (given.contains("--help")) {
      out.print(Flags.USAGE);
      return DONE;
    }
    if (given.contains("--version")) {
      out.println("gateway-sidecar " + version());
      return DONE;
    }
    try {
      return run(Flags.parse(args), out, err);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage() + "\n\n" + Flags.USAGE);
      return WRONG_INPUT;
    }
  }

  private static int run(Flags flags, PrintStream out, PrintStream err)
      throws InterruptedException {
    GatewayConfig config;
    GatewayClient gateway;
    try {
      config = GatewayConfig.load(flags.config(), null);
      gateway = GatewayClient.builder().config(config).build();
    } catch (ConfigException e) {
      err.println(e.getMessage());
      return WRONG_INPUT;
    }
    GatewayServer server;
    try {
      server = server(flags, config, gateway);
    } catch (ConfigException e) {
      err.println(e.getMessage());
      return CANNOT_LISTEN;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, gateway), "stop"));
    out.println("listening on " + server.url());
    out.flush();
    new CountDownLatch(1).await(); // The shutdown hook ends the process.
    return DONE;
  }

  private static GatewayServer server(Flags flags, GatewayConfig config, GatewayClient gateway) {
    return GatewayServer.builder(gateway)
        .config(config)
        .host(flags.host())
        .port(flags.port())
        .drain(DRAIN)
        .start();
  }

  private static void stop(GatewayServer server, GatewayClient gateway) {
    log.info(
        "stopping: no more calls are taken, and those under way have {} s to end",
        DRAIN.toSeconds());
    server.close();
    gateway.close();
    log.info("stopped");
    // A clean end: without it, the JVM's status would be 143, for the signal.
    Runtime.getRuntime().halt(DONE);
  }

  private static String version() {
    String version = Sidecar.class.getPackage().getImplementationVersion();
    return version == null ? "of no release" : version;
  }
}
