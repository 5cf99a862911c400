package dev.gatewaysdk.examples.sidecar;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.config.GatewayConfig;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.server.GatewayServer;
import java.io.PrintStream;
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
 * up to 30 s for those under way, writes out their records and exits with 0. It exits with 1 if it
 * cannot listen, and with 2 if the command line or the configuration is wrong.
 */
public final class Sidecar {
  private static final Logger log = LoggerFactory.getLogger(Sidecar.class);
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
    Flags flags;
    try {
      flags = Flags.parse(args);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage() + "\n\n" + Flags.USAGE);
      return WRONG_INPUT;
    }
    GatewayConfig config;
    GatewayClient gateway;
    try {
      config = GatewayConfig.load(flags.config(), null);
      gateway = GatewayClient.builder().config(config).build();
    } catch (ConfigException e) {
      err.println(e.getMessage());
      return WRONG_INPUT;
    }
    try {
      serve(flags, config, gateway, out);
    } catch (ConfigException e) {
      err.println(e.getMessage());
      return CANNOT_LISTEN;
    }
    new CountDownLatch(1).await(); // The shutdown hook ends the process.
    return DONE;
  }

  private static void serve(
      Flags flags, GatewayConfig config, GatewayClient gateway, PrintStream out) {
    GatewayServer server =
        GatewayServer.builder(gateway).config(config).host(flags.host()).port(flags.port()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, gateway), "stop"));
    out.println("listening on " + server.url());
    out.flush();
  }

  private static void stop(GatewayServer server, GatewayClient gateway) {
    log.info("stopping: no more calls are taken, and those under way have 30 s to end");
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
