package dev.gatewaysdk.examples.sidecar;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What the command line says.
 *
 * @param config the configuration file
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any that is free
 */
record Flags(Path config, String host, int port) {
  static final String USAGE =
      """
      usage: java -jar gateway-sidecar.jar --config FILE [--port N] [--host H]

        --config FILE   the gateway's configuration, gateway.yaml for example
        --port N        the port to listen on; 0 for any that is free (default 8080)
        --host H        the address to listen on (default 127.0.0.1: this machine alone)
        --help          prints this
        --version       prints the version
      """;

  private static final List<String> NAMES = List.of("--config", "--port", "--host");

  /**
   * Reads {@code --flag value} and {@code --flag=value}.
   *
   * @throws IllegalArgumentException if a flag is unknown, repeated, missing or without a value
   *     that makes sense; the message says which
   */
  static Flags parse(String... args) {
    Map<String, String> values = values(args);
    String config = values.get("--config");
    if (config == null) {
      throw new IllegalArgumentException("--config FILE is missing");
    }
    return new Flags(
        path(config),
        values.getOrDefault("--host", "127.0.0.1"),
        port(values.getOrDefault("--port", "8080")));
  }

  private static Map<String, String> values(String... args) {
    Map<String, String> values = new HashMap<>();
    Iterator<String> rest = List.of(args).iterator();
    while (rest.hasNext()) {
      String arg = rest.next();
      int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
      String name = equals < 0 ? arg : arg.substring(0, equals);
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException("unknown argument: " + name);
      }
      if (equals < 0 && !rest.hasNext()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      String value = equals < 0 ? rest.next() : arg.substring(equals + 1);
      if (value.isBlank()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      if (values.put(name, value) != null) {
        throw new IllegalArgumentException(name + " is given twice");
      }
    }
    return values;
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("--config is no path: " + e.getMessage(), e);
    }
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Answered below, like a number that is out of range.
    }
    throw new IllegalArgumentException("--port is " + text + "; it must be from 0 to 65535");
  }
}
