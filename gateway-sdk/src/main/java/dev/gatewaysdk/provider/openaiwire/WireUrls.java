package dev.gatewaysdk.provider.openaiwire;

import dev.gatewaysdk.provider.http.RequestUrl;

/** Where the requests of a host go. Thread-safe. */
@FunctionalInterface
public interface WireUrls {
  /**
   * The URL of a request.
   *
   * @param model as the target names it
   * @param path in OpenAI's words, such as {@code chat/completions}
   * @throws dev.gatewaysdk.error.InvalidRequestException if the model cannot be part of a URL
   */
  RequestUrl of(String model, String path);
}
