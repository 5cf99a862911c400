package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.http.ErrorReply;
import dev.gatewaysdk.provider.http.WireJson;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Classifies what Anthropic answers instead of a message.
 *
 * <p>By type, then message, then status: an account without credit gets a 400 of type {@code
 * invalid_request_error}, as does a prompt that is too long, and an error inside a stream has
 * status 200. Only messages of {@code invalid_request_error} are searched, for whole phrases, since
 * they may quote the request. Source: Anthropic's page on errors, and the texts of real ones.
 */
final class AnthropicErrors {
  private static final int OK = 200;

  private static final List<String> NO_CREDIT =
      List.of("credit balance is too low", "api usage limits");
  private static final List<String> TOO_LONG =
      List.of("prompt is too long", "exceed context limit", "context window");
  private static final String DISABLED = "organization has been disabled";
  private static final String FILTERED = "content filtering policy";

  private AnthropicErrors() {}

  /** An answer with an error status. */
  static ProviderException.Builder of(ErrorReply reply) {
    Body body = Body.parse(reply.body());
    if (body == null) {
      return reply.unreadable();
    }
    ProviderException.Builder failure =
        reply.failure(kind(reply.status(), body), body.text()).type(body.type);
    return reply.requestId() == null ? failure.requestId(body.requestId) : failure;
  }

  /** An error where an answer should be: status 200, in the midst of a stream or instead of it. */
  static ProviderException.Builder inAnswer(Body body) {
    return ProviderException.builder(kind(OK, body), body.text())
        .status(OK)
        .type(body.type)
        .requestId(body.requestId);
  }

  private static FailureKind kind(int status, Body body) {
    return switch (body.type == null ? "" : body.type) {
      case "authentication_error", "permission_error" -> FailureKind.AUTHENTICATION;
      case "billing_error" -> FailureKind.QUOTA_EXHAUSTED;
      case "rate_limit_error" -> FailureKind.RATE_LIMITED;
      case "overloaded_error" -> FailureKind.OVERLOADED;
      case "api_error", "conflict_error" -> FailureKind.UNAVAILABLE;
      case "timeout_error" -> FailureKind.TIMEOUT;
      case "request_too_large" -> FailureKind.CONTEXT_TOO_LONG;
      case "not_found_error" -> notFound(body.text());
      case "invalid_request_error" -> invalid(body.text());
      default -> byStatus(status, body.text());
    };
  }

  /** Files and containers can be missing, too; that is no fault of the target. */
  private static FailureKind notFound(String message) {
    return message.toLowerCase(Locale.ROOT).contains("model")
        ? FailureKind.MODEL_NOT_FOUND
        : FailureKind.INVALID_REQUEST;
  }

  private static FailureKind invalid(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    if (NO_CREDIT.stream().anyMatch(text::contains)) {
      return FailureKind.QUOTA_EXHAUSTED;
    }
    if (TOO_LONG.stream().anyMatch(text::contains)) {
      return FailureKind.CONTEXT_TOO_LONG;
    }
    if (text.contains(DISABLED)) {
      return FailureKind.AUTHENTICATION;
    }
    return text.contains(FILTERED) ? FailureKind.CONTENT_FILTERED : FailureKind.INVALID_REQUEST;
  }

  private static FailureKind byStatus(int status, String message) {
    return switch (status) {
      case OK -> FailureKind.UNAVAILABLE; // A new type inside an answer: not the request's fault.
      case 400 -> invalid(message);
      case 404 -> notFound(message);
      case 409 -> FailureKind.UNAVAILABLE;
      case 413 -> FailureKind.CONTEXT_TOO_LONG;
      default -> ErrorReply.kindOf(status);
    };
  }

  /**
   * An error as it stands on the wire.
   *
   * @param type such as {@code overloaded_error}; null if there is none
   * @param message null if there is none
   * @param requestId null if it is not in the body
   */
  record Body(@Nullable String type, @Nullable String message, @Nullable String requestId) {
    private static final Body EMPTY = new Body(null, null, null);

    /** The provider's message, or what is missing. */
    String text() {
      return message == null ? "no error message" : message;
    }

    /** The value of an {@code error} key; anything may stand there. */
    static Body read(JsonReader json) throws IOException {
      if (json.peek() == JsonReader.Token.STRING) {
        return new Body(null, json.nextString(), null);
      }
      Body body = EMPTY;
      if (WireJson.enterObject(json)) {
        while (json.hasNext()) {
          body =
              switch (json.nextName()) {
                case "type" -> new Body(WireJson.text(json), body.message, null);
                case "message" -> new Body(body.type, WireJson.text(json), null);
                default -> {
                  json.skipValue();
                  yield body;
                }
              };
        }
        json.endObject();
      }
      return body;
    }

    Body withRequestId(@Nullable String id) {
      return new Body(type, message, id);
    }

    /** The error in a body; null if it is not an object with an {@code error} in it. */
    static @Nullable Body parse(String text) {
      try {
        JsonReader json = WireJson.reader(text);
        Body body = null;
        String requestId = null;
        json.beginObject();
        while (json.hasNext()) {
          switch (json.nextName()) {
            case "error" -> body = read(json);
            case "request_id" -> requestId = WireJson.text(json);
            default -> json.skipValue();
          }
        }
        return body == null ? null : body.withRequestId(requestId);
      } catch (IOException | JsonDataException e) {
        return null; // HTML of a proxy, a bare string, a body cut off at its limit.
      }
    }
  }
}
