package dev.gatewaysdk.config;

import java.util.List;

/**
 * What the {@code server} section says of the HTTP surface.
 *
 * @param basePaths what its paths begin with, each with a slash at its start and none at its end;
 *     unmodifiable, never empty
 * @param keyHeaders the headers that a caller's key may stand in, in the order in which they are
 *     looked at; unmodifiable, never empty
 * @param maxBody most bytes of a request's body
 */
public record ServerSettings(List<String> basePaths, List<String> keyHeaders, long maxBody) {
  /** OpenAI's base path and Domino's, the usual headers of both and of Azure, and 32 MiB. */
  public static final ServerSettings DEFAULTS =
      new ServerSettings(
          List.of("/v1", "/api/aigateway/v1", "/api/aigateway/v1/openai"),
          List.of("Authorization", "X-Domino-Api-Key", "api-key"),
          32L << 20);

  public ServerSettings {
    basePaths = List.copyOf(basePaths);
    keyHeaders = List.copyOf(keyHeaders);
  }
}
