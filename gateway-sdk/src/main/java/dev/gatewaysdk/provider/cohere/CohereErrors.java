package dev.gatewaysdk.provider.cohere;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.provider.http.ErrorReply;
import dev.gatewaysdk.provider.http.WireJson;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Classifies what Cohere answers instead of a message: by the message, then the status, as there is
 * neither a type nor a code. Source: Cohere's page on errors, and the texts of real ones.
 */
final class CohereErrors {
  private static final int OK = 200;

  private CohereErrors() {}

  /** An answer with an error status. */
  static ProviderException.Builder of(ErrorReply reply) {
    String id = null;
    String message = null;
    try {
      JsonReader json = JsonBody.reader(reply.body());
      json.beginObject();
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "id" -> id = WireJson.text(json);
          case "message" -> message = WireJson.text(json);
          default -> json.skipValue();
        }
      }
    } catch (IOException | JsonDataException e) {
      return reply.unreadable(); // HTML of a proxy, a bare string, a body cut off at its limit.
    }
    if (message == null) {
      return reply.unreadable();
    }
    ProviderException.Builder failure = reply.failure(kind(reply.status(), message), message);
    return reply.requestId() == null ? failure.requestId(id) : failure;
  }

  /** An error where an answer should be, or at its end. */
  static ProviderException.Builder inAnswer(@Nullable String message, FailureKind kind) {
    return ProviderException.builder(kind, message == null ? "no error message" : message)
        .status(OK);
  }

  private static FailureKind kind(int status, String message) {
    String text = message.toLowerCase(Locale.ROOT);
    return switch (status) {
      case 400, 422 -> invalid(text);
      case 404 ->
          text.contains("model") ? FailureKind.MODEL_NOT_FOUND : FailureKind.INVALID_REQUEST;
      case 413 -> FailureKind.CONTEXT_TOO_LONG;
      case 429 -> text.contains("month") ? FailureKind.QUOTA_EXHAUSTED : FailureKind.RATE_LIMITED;
      case 498 -> FailureKind.AUTHENTICATION; // A token that is not one.
      case 499 -> FailureKind.UNAVAILABLE; // The request was cancelled there, not here.
      case 501 -> FailureKind.INVALID_REQUEST;
      default -> ErrorReply.kindOf(status);
    };
  }

  private static FailureKind invalid(String text) {
    if (text.contains("too many tokens")) {
      // That max_tokens is above the model's own limit is no matter of the prompt.
      return text.contains("max tokens must be")
          ? FailureKind.INVALID_REQUEST
          : FailureKind.CONTEXT_TOO_LONG;
    }
    boolean model =
        text.contains("model")
            && (text.contains("not found") || text.contains("is not supported by"));
    return model ? FailureKind.MODEL_NOT_FOUND : FailureKind.INVALID_REQUEST;
  }
}
