package dev.gatewaysdk.server;

import dev.gatewaysdk.error.ConfigException;
import java.time.Duration;

/**
 * What a client may take of a server.
 *
 * @param requests most requests at a time; more are refused with 503
 * @param headers from a request's first byte to the end of its headers
 * @param body to the end of the request's body after that
 * @param write for 16 KiB of the answer, or one event of a stream
 * @param keepAlive after how much silence of the provider a stream gets a comment, which shows
 *     whether the client is still there
 */
public record ServerLimits(
    int requests, Duration headers, Duration body, Duration write, Duration keepAlive) {
  private static final Duration LEAST = Duration.ofMillis(10);
  private static final Duration MOST = Duration.ofHours(1);

  /**
   * 256 requests (4,096 on virtual threads), 10 s for headers, 60 s for the body, 30 s for each
   * piece of the answer, a comment after 300 ms.
   */
  public static final ServerLimits DEFAULTS =
      new ServerLimits(
          ServerThreads.areVirtual() ? 4_096 : 256,
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofMillis(300));

  /**
   * @throws ConfigException if there is room for no request, or a time is not within 10 ms to 1 h
   */
  public ServerLimits {
    if (requests < 1) {
      throw new ConfigException("requests is " + requests + "; it must be at least 1");
    }
    require("headers", headers);
    require("body", body);
    require("write", write);
    require("keepAlive", keepAlive);
  }

  /** The same but for the number of requests. */
  public ServerLimits withRequests(int requests) {
    return new ServerLimits(requests, headers, body, write, keepAlive);
  }

  /** The same but for the time for headers. */
  public ServerLimits withHeaders(Duration headers) {
    return new ServerLimits(requests, headers, body, write, keepAlive);
  }

  /** The same but for the time for the body. */
  public ServerLimits withBody(Duration body) {
    return new ServerLimits(requests, headers, body, write, keepAlive);
  }

  /** The same but for the time for a piece of the answer. */
  public ServerLimits withWrite(Duration write) {
    return new ServerLimits(requests, headers, body, write, keepAlive);
  }

  /** The same but for the silence before a comment. */
  public ServerLimits withKeepAlive(Duration keepAlive) {
    return new ServerLimits(requests, headers, body, write, keepAlive);
  }

  /** How often to look for what is overdue. */
  Duration tick() {
    Duration shortest = headers.compareTo(body) < 0 ? headers : body;
    shortest = shortest.compareTo(write) < 0 ? shortest : write;
    Duration tick = shortest.dividedBy(4);
    return tick.compareTo(Duration.ofMillis(250)) > 0 ? Duration.ofMillis(250) : tick;
  }

  private static void require(String name, Duration value) {
    if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0) {
      throw new ConfigException(name + " is " + value + "; allowed: 10ms to 1h");
    }
  }
}
