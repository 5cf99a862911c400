package dev.gatewaysdk.server;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the HTTP surface itself refuses, before there is a call. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient HttpError error;
  private final transient Map<String, String> headers;

  private Refusal(int status, String code, String message, Map<String, String> headers) {
    super(message, null, false, false);
    this.error = HttpError.of(status, code, message, null);
    this.headers = headers;
  }

  static Refusal unauthorized(String message) {
    Map<String, String> challenge = Map.of("WWW-Authenticate", "Bearer");
    return new Refusal(401, "invalid_api_key", message, challenge);
  }

  static Refusal notFound(String method, @Nullable String hint) {
    String message = "there is nothing to " + method + " at this path";
    return new Refusal(404, "not_found", hint == null ? message : message + "; " + hint, Map.of());
  }

  static Refusal wrongMethod(String allowed) {
    String message = "this path takes " + allowed + " only";
    return new Refusal(405, "method_not_allowed", message, Map.of("Allow", allowed));
  }

  static Refusal wrongMediaType(String what, String mediaType) {
    String message = "the body must be " + what + ": send Content-Type: " + mediaType;
    return new Refusal(415, "unsupported_media_type", message, Map.of());
  }

  static Refusal strangePage(String header) {
    String message =
        "a page's form needs a header that no page can send unasked, such as " + header;
    return new Refusal(403, "origin_not_allowed", message, Map.of());
  }

  static Refusal tooLarge(long most) {
    String message = "the body is larger than " + most + " bytes, the most that is taken";
    return new Refusal(413, "request_too_large", message, Map.of());
  }

  static Refusal headersTooLarge(int most) {
    String message = "the headers are longer than " + most + " characters, the most that is taken";
    return new Refusal(431, "headers_too_large", message, Map.of());
  }

  static Refusal saturated(int most) {
    String message = "all " + most + " places for requests are taken; try again";
    return new Refusal(503, "server_saturated", message, Map.of("Retry-After", "1"));
  }

  static Refusal draining() {
    String message = "this gateway is shutting down; ask another one";
    return new Refusal(503, "server_shutting_down", message, Map.of("Retry-After", "1"));
  }

  HttpError error() {
    return error;
  }

  Map<String, String> headers() {
    return headers;
  }
}
