package dev.gatewaysdk.langchain4j.kit.host;

/** A request that the host refuses with a status of HTTP, as the real one would. */
final class Refusal extends RuntimeException {
  private final int status;
  private final String type;

  private Refusal(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  static Refusal badRequest(String message) {
    return new Refusal(400, "invalid_request_error", message);
  }

  static Refusal unauthorized() {
    return new Refusal(401, "authentication_error", "this key opens nothing");
  }

  static Refusal notFound(String message) {
    return new Refusal(404, "not_found_error", message);
  }

  static void unless(boolean fine, String message) {
    if (!fine) {
      throw badRequest(message);
    }
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }
}
