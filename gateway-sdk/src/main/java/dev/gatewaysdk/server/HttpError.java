package dev.gatewaysdk.server;

import dev.gatewaysdk.json.JsonBody;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An error as OpenAI's clients read it.
 *
 * @param type as OpenAI has it for the status
 * @param param the part of the request that is wrong; null if it is no single one
 * @param retryAfter how long to wait; null if that is not known or does not help
 * @param target which target failed, as {@code provider/model}; null if none did
 */
record HttpError(
    int status,
    String type,
    String code,
    String message,
    @Nullable String param,
    @Nullable Duration retryAfter,
    @Nullable String target) {

  static HttpError of(int status, String code, String message, @Nullable String param) {
    return new HttpError(status, type(status, code), code, message, param, null, null);
  }

  /** OpenAI's word for errors of that status. */
  static String type(int status, String code) {
    if (status == 429) {
      return code.equals("budget_exceeded") ? "insufficient_quota" : "requests";
    }
    return status >= 500 ? "server_error" : "invalid_request_error";
  }

  /** {@code {"error":{…}}}. */
  JsonBody body() {
    return json -> {
      json.beginObject().name("error").beginObject();
      json.name("message").value(message);
      json.name("type").value(type);
      json.name("param").value(param);
      json.name("code").value(code);
      json.endObject().endObject();
    };
  }

  /** As the whole answer to a request. */
  ServerReply reply(String requestId) {
    ServerReply reply = ServerReply.json(status, body().bytes()).with("x-request-id", requestId);
    if (target != null) {
      reply = reply.with("x-gateway-target", Headers.ascii(target));
    }
    if (retryAfter != null) {
      long millis = Math.max(1, Math.min(retryAfter.toMillis(), Integer.MAX_VALUE));
      reply =
          reply
              .with("Retry-After", Long.toString((millis + 999) / 1000))
              .with("retry-after-ms", Long.toString(millis));
    }
    return reply;
  }
}
